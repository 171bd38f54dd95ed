package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Severity;
import io.shatterproof.compiler.explanation.Explanations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code is shown, explained and reported. */
class CodesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path TESTS = Path.of("src/test/java/io/shatterproof/compiler");
  private static final Path PRODUCT = Path.of("src/main/java/io/shatterproof/compiler");

  /** What no file in the folder of golden files can show, and the test that shows it. */
  private static final Map<Code, String> SHOWN_ELSEWHERE = Map.of(
      Code.MALFORMED_UTF8, "load/SourceLoaderTest.java",
      Code.UNREADABLE_FILE, "load/SourceLoaderTest.java",
      Code.FILE_TOO_LARGE, "LimitsTest.java",
      Code.NO_SCENARIO_FILES, "load/SourceLoaderTest.java",
      Code.TOO_MANY_ERRORS, "LimitsTest.java",
      Code.NESTED_TOO_DEEPLY, "LimitsTest.java");

  private static String golden = "";
  private static String product = "";

  @BeforeAll
  static void readEverything() throws IOException {
    golden = texts(GOLDEN, ".diag");
    product = texts(PRODUCT, ".java");
  }

  private static String texts(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> wanted =
          files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      StringBuilder text = new StringBuilder();
      for (Path file : wanted) {
        text.append(Files.readString(file)).append('\n');
      }
      return text.toString();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isShownByAGoldenPair(Code code) throws IOException {
    if (SHOWN_ELSEWHERE.containsKey(code)) {
      String test = Files.readString(TESTS.resolve(SHOWN_ELSEWHERE.get(code)));
      assertThat(test).containsAnyOf(code.number(), "Code." + code.name());
      assertThat(golden).as("it has a pair, so it is no exception").doesNotContain(told(code));
    } else {
      assertThat(golden.contains(told(code)))
          .as("a golden file in which " + told(code) + " is told")
          .isTrue();
    }
  }

  private static String told(Code code) {
    return code.severity().word() + "[" + code.number() + "]: ";
  }

  @ParameterizedTest
  @EnumSource
  void isReportedSomewhere(Code code) {
    assertThat(
            Pattern.compile("\\bCode\\." + code.name() + "\\b").matcher(product).find())
        .as("a class that reports " + code)
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void isExplained(Code code) {
    assertThat(Explanations.load().of(code))
        .hasValueSatisfying(explanation -> assertThat(explanation.markdown()).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void isAWarningByItsNumber(Code code) {
    assertThat(code.number().startsWith("P2M09")).isEqualTo(code.severity() == Severity.WARNING);
  }

  @Test
  void everyGoldenMessageBelongsToAFile() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      assertThat(files.filter(file -> file.toString().endsWith(".diag")))
          .allSatisfy(file -> assertThat(beside(file, ".p2m")).exists());
    }
  }

  private static Path beside(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - ".diag".length()) + ending);
  }
}
