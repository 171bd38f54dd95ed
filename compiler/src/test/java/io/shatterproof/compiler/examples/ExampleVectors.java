package io.shatterproof.compiler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.vector.ConformanceVector;
import java.nio.file.Path;
import java.util.List;

/** The scenarios of the examples folder, compiled. */
final class ExampleVectors {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private ExampleVectors() {}

  /** Every vector of a folder of examples; at least one. */
  static List<ConformanceVector> of(String folder) {
    Loading loading = SourceLoader.load(List.of(EXAMPLES.resolve(folder)));
    assertThat(loading.diagnostics()).isEmpty();
    Compilation compilation = Compiler.compile(loading.sources(), loading.imports(), folder);
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.vectors().vectors()).isNotEmpty();
    return compilation.vectors().vectors();
  }
}
