package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.vector.VectorSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@code x.p2m} has {@code x.diag} beside it, what the compiler says of it to the letter, or
 * {@code x.vectors.json}, what it makes of it. They may import files of the folder {@code imported}. {@code -Dgolden.update=true} writes them, and fails.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final boolean IS_UPDATE = Boolean.getBoolean("golden.update");

  @TestFactory
  List<DynamicTest> everyFileIsCompiledAsRecorded() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".p2m"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)))
          .toList();
    }
  }

  private static void compare(Path file) throws IOException {
    String name = file.getFileName().toString();
    Loading loading =
        SourceLoader.load(List.of(file), LoadOptions.defaults().withNamesFrom(FOLDER));

    Compilation compilation = Compiler.compile(loading.sources(), loading.imports(), "golden");

    String said = said(compilation.diagnostics());
    Path diag = FOLDER.resolve(name.replace(".p2m", ".diag"));
    Path vectors = FOLDER.resolve(name.replace(".p2m", ".vectors.json"));
    if (IS_UPDATE) {
      Files.deleteIfExists(diag);
      Files.deleteIfExists(vectors);
      if (!said.isEmpty()) {
        Files.writeString(diag, said);
      }
      if (!compilation.hasErrors()) {
        Files.writeString(vectors, json(compilation.vectors()));
      }
    }
    assertThat(said).isEqualTo(recorded(diag));
    assertThat(compilation.hasErrors() ? "" : json(compilation.vectors()))
        .isEqualTo(recorded(vectors));
    Findings found = Compiler.check(loading.sources(), loading.imports());
    assertThat(said(found.diagnostics())).isEqualTo(said);
    assertThat(found.vectors()).isEqualTo(compilation.vectors().vectors().size());
    assertThat(IS_UPDATE)
        .as("an updating run; read the difference, then run again")
        .isFalse();
  }

  private static String said(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining());
  }

  private static String json(VectorSet vectors) {
    return new String(Compiler.toJson(vectors), StandardCharsets.UTF_8);
  }

  private static String recorded(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
