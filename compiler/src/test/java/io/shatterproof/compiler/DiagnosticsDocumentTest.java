package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.DocumentExamples.Example;
import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/diagnostics.md} has a section for every code, and what it shows has that mistake. */
class DiagnosticsDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/diagnostics.md");
  private static final Pattern SECTION = Pattern.compile(
      "^## (P2M\\d{4}): .*?$(.*?)(?=^##? |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  /** They are about files as a whole, and are shown by tests of their own. */
  private static final List<String> WITHOUT_EXAMPLE = List.of(
      "P2M0001", "P2M0002", "P2M0003", "P2M0004", "P2M0005", "P2M0906", "P2M0107", "P2M0505",
      "P2M0544");

  /** Whatever cures them is no piece of a file any more. */
  private static final List<String> WITHOUT_CURE = List.of();

  /** Its mark and its text, and the messages behind it if they are there. */
  private static final Pattern BAD_EXAMPLE = Pattern.compile(
      "(^```p2m ([a-z ]*bad)$\\n(.*?)^```$\\n)(\\n^```$\\n.*?^```$\\n)?",
      Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void everyCodeHasOneSectionInOrder() throws IOException {
    List<String> sections = new ArrayList<>();
    Matcher matcher = SECTION.matcher(Files.readString(DOCUMENT));
    while (matcher.find()) {
      sections.add(matcher.group(1));
    }

    assertThat(sections)
        .containsExactlyElementsOf(
            Arrays.stream(Code.values()).map(Code::number).toList());
  }

  /** With {@code -Ddocs.update=true} they are written, and the test fails once. */
  @Test
  void belowEachBadExampleStandsWhatTheCompilerSays() throws IOException {
    String page = Files.readString(DOCUMENT);
    Matcher section = SECTION.matcher(page);

    String actual = section.replaceAll(
        found -> Matcher.quoteReplacement(withMessages(found.group(1), found.group())));

    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(DOCUMENT, actual);
    }
    assertThat(actual).isEqualTo(page);
  }

  private static String withMessages(String code, String section) {
    return BAD_EXAMPLE
        .matcher(section)
        .replaceAll(found -> Matcher.quoteReplacement(found.group(1)
            + "\n```\n"
            + Example.of(found.group(2), found.group(3)).messages(code)
            + "```\n"));
  }

  @TestFactory
  List<DynamicTest> theExamplesOfASectionHaveItsMistakeAndItsCure() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher section = SECTION.matcher(Files.readString(DOCUMENT));
    while (section.find()) {
      String code = section.group(1);
      List<Example> examples = DocumentExamples.examples(section.group(2));
      tests.add(DynamicTest.dynamicTest(code, () -> check(code, examples)));
    }
    return tests;
  }

  private static void check(String code, List<Example> examples) {
    assertThat(examples).extracting(Example::isBad).isEqualTo(kindsOf(code));
    for (Example example : examples) {
      List<String> codes = DocumentExamples.diagnostics(example.file()).stream()
          .map(Diagnostic::code)
          .toList();
      assertThat(codes)
          .as("other than its mistake, an example has only warnings that come of its frame")
          .allMatch(found -> found.equals(code) || found.startsWith("P2M09"));
      assertThat(codes.contains(code)).as(example.text()).isEqualTo(example.isBad());
    }
  }

  /** A mistake, and the same without it. */
  private static List<Boolean> kindsOf(String code) {
    if (WITHOUT_EXAMPLE.contains(code)) {
      return List.of();
    }
    return WITHOUT_CURE.contains(code) ? List.of(true) : List.of(true, false);
  }
}
