package io.shatterproof.compiler.bothways;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.VectorSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios of bare tables, compiled and run both ways on the reference. */
class RegimesBothWaysTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @ValueSource(strings = {"good-regime", "good-regime-geometry", "good-stage1", "good-twins"})
  void scenariosHoldOnTheReferenceBothWays(String name) throws Exception {
    VectorSet set = compile(name);

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
    assertThat(generated).isNotEmpty();
    assertThat(generated.values())
        .allSatisfy(told -> assertThat(told.status()).isEqualTo("successful"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"good-regime", "good-regime-geometry", "good-stage1", "good-twins"})
  void spoiledScenariosTellTheSameBothWays(String name) throws Exception {
    VectorSet set = SpoiledVectors.of(compile(name));

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
    assertThat(generated.values()).anyMatch(told -> told.status().equals("failed"));
  }

  private static VectorSet compile(String name) throws IOException {
    String file = name + ".p2m";
    SourceFile source = new SourceFile(file, Files.readString(FOLDER.resolve(file)));
    Compilation compilation = Compiler.compile(List.of(source), "regimes");
    assertThat(compilation.hasErrors()).isFalse();
    return compilation.vectors();
  }
}
