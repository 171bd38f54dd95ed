package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

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

  @TestFactory
  List<DynamicTest> theExampleOfASectionHasItsMistake() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher section = SECTION.matcher(Files.readString(DOCUMENT));
    while (section.find()) {
      String code = section.group(1);
      List<String> examples = DocumentExamples.of(section.group(2));
      assertThat(examples).as(code).hasSizeLessThan(2);
      tests.add(DynamicTest.dynamicTest(code, () -> check(code, examples)));
    }
    return tests;
  }

  private static void check(String code, List<String> examples) {
    assertThat(examples.isEmpty()).isEqualTo(WITHOUT_EXAMPLE.contains(code));
    for (String example : examples) {
      assertThat(codes(example)).contains(code);
      assertThat(codes(example))
          .as("a section shows one mistake; of warnings only those that come of the frame")
          .allMatch(found -> found.equals(code) || found.startsWith("P2M09"));
    }
  }

  private static List<String> codes(String text) {
    return DocumentExamples.diagnostics(text).stream().map(Diagnostic::code).toList();
  }
}
