package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.load.LoadOptions;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every vector there is comes back from its text. */
class DecompileTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TestFactory
  List<DynamicTest> everyVectorOfTheExamplesComesBack() throws IOException {
    return tests(EXAMPLES, EXAMPLES);
  }

  @TestFactory
  List<DynamicTest> everyVectorOfTheGoldenFilesComesBack() throws IOException {
    return tests(GOLDEN, GOLDEN);
  }

  private static List<DynamicTest> tests(Path folder, Path names) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".p2m"))
          .filter(file -> !file.toString().contains("maven-project"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(
              folder.relativize(file).toString(), () -> comesBack(file, names)))
          .toList();
    }
  }

  private static void comesBack(Path file, Path names) {
    Loading loading = SourceLoader.load(List.of(file), LoadOptions.defaults().withNamesFrom(names));
    List<ConformanceVector> vectors =
        Compiler.compile(loading.sources(), loading.imports(), "back").vectors().vectors();

    Decompilation decompilation = Compiler.decompile(vectors);

    assertThat(decompilation.differences()).isEmpty();
  }
}
