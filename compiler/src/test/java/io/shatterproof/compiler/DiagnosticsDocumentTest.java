package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private static final Pattern EXAMPLE =
      Pattern.compile("^```p2m ?([a-z ]*)$\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** They are about files as a whole, and are shown by tests of their own. */
  private static final List<String> WITHOUT_EXAMPLE =
      List.of("P2M0001", "P2M0002", "P2M0003", "P2M0004", "P2M0005", "P2M0107", "P2M0505");

  private static final String FRAME = """
      language 1
      platform arm { pes 2  pa 40 bits }
      domain guest on arm { p2m xen_4_8  operated by pe 0  runs on pe 1 }
      """;

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
      Matcher example = EXAMPLE.matcher(section.group(2));
      Optional<String> text = example.find()
          ? Optional.of(framed(example.group(1), example.group(2)))
          : Optional.empty();
      tests.add(DynamicTest.dynamicTest(code, () -> check(code, text)));
    }
    return tests;
  }

  private static void check(String code, Optional<String> text) {
    assertThat(text.isEmpty()).isEqualTo(WITHOUT_EXAMPLE.contains(code));
    if (text.isPresent()) {
      assertThat(codes(text.get())).contains(code);
      assertThat(codes(text.get()))
          .as("a section shows one mistake; of warnings only those that come of the frame")
          .allMatch(found -> found.equals(code) || found.startsWith("P2M09"));
    }
  }

  private static String framed(String frame, String example) {
    String mapping = "map guest 0x4000_0000 size 1G to 0x8_0000_0000 as ram_rw";
    return switch (frame) {
      case "" -> example;
      case "declarations" -> FRAME + example;
      case "when" ->
        FRAME + "scenario \"a\" { when pe 0 { " + example + " } then { no violation } }";
      case "then" ->
        FRAME + "scenario \"a\" { when pe 0 { " + mapping + " } then { " + example + " } }";
      case "then on" ->
        FRAME
            + "scenario \"a\" { when pe 0 { "
            + mapping
            + " } then on xen_4_8 { "
            + example
            + " } }";
      default -> throw new IllegalArgumentException("no frame " + frame);
    };
  }

  private static List<String> codes(String text) {
    return Compiler.compile(List.of(new SourceFile("a.p2m", text)), "test").diagnostics().stream()
        .map(Diagnostic::code)
        .toList();
  }
}
