package io.shatterproof.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
  @Test
  void placeCodeAndMessageAreOnTheFirstLineAndTheSpanIsUnderlined() {
    Diagnostic diagnostic = at("one two three", 4, 7).withHelp("three").withNote("four");

    assertThat(diagnostic.render()).isEqualTo("""
        a.p2m:1:5: error[P2M0101]: message
        1 | one two three
          |     ^^^
           help: three
           note: four
        """);
  }

  @Test
  void aTabIsShownAsOneSpaceSoThatTheUnderlineIsInPlace() {
    assertThat(at("\t\tone", 2, 5).render()).isEqualTo("""
        a.p2m:1:3: error[P2M0101]: message
        1 |   one
          |   ^^^
        """);
  }

  @Test
  void wideCharactersTakeTwoColumnsAndCombiningOnesNone() {
    assertThat(at("漢e\u0301🙂x", 5, 6).render()).isEqualTo("""
        a.p2m:1:5: error[P2M0101]: message
        1 | 漢e\u0301🙂x
          |      ^
        """);
  }

  @Test
  void whatWouldChangeTheTerminalIsEscapedInTheLineAndInTheMessage() {
    SourceFile file = new SourceFile("a\u001b[31m.p2m", "\u202eab\u0007c");
    Diagnostic diagnostic =
        Diagnostic.of(Code.UNEXPECTED, new Span(file, 2, 3), "unexpected `\u202e\u001b[0m`");

    assertThat(diagnostic.render()).isEqualTo("""
        a\\u{1b}[31m.p2m:1:3: error[P2M0101]: unexpected `\\u{202e}\\u{1b}[0m`
        1 | \\u{202e}ab\\u{7}c
          |          ^
        """);
  }

  @Test
  void aSpanOverSeveralLinesIsUnderlinedToTheEndOfTheFirst() {
    assertThat(at("one two\nthree", 4, 13).render()).isEqualTo("""
        a.p2m:1:5: error[P2M0101]: message
        1 | one two
          |     ^^^
        """);
  }

  @Test
  void aLongLineIsCutAroundTheSpan() {
    String line = "x".repeat(5000) + "here" + "y".repeat(5000);

    List<String> rendered = at(line, 5000, 5004).render().lines().toList();

    assertThat(rendered.get(0)).startsWith("a.p2m:1:5001: ");
    assertThat(rendered.get(1)).hasSizeLessThan(200).contains("…xxx").endsWith("yyy…");
    assertThat(rendered.get(2).indexOf('^')).isEqualTo(rendered.get(1).indexOf("here"));
    assertThat(rendered.get(2)).endsWith(" ^^^^");
  }

  @Test
  void whatIsQuotedIsCutAndWhatIsSaidOfItStays() {
    String name = "n".repeat(2_000_000);
    Diagnostic diagnostic = at("x", 0, 1)
        .withHelp("write `use " + name + "` or `b`")
        .withNote(
            "of `a`, `" + name + "` is not `" + name + "` here", at("x", 0, 1).span());

    assertThat(diagnostic.help()).containsExactly("write `use " + "n".repeat(36) + "…` or `b`");
    assertThat(diagnostic.notes().get(0).text())
        .isEqualTo(
            "of `a`, `" + "n".repeat(40) + "…` is not `" + "n".repeat(40) + "…` here a.p2m:1:1");
  }

  @Test
  void wordsOfUsualLengthAreQuotedWhole() {
    String name = "n".repeat(100);

    Diagnostic diagnostic = at("x", 0, 1).withMeant(name);

    assertThat(diagnostic.help()).containsExactly("did you mean `" + name + "`?");
    assertThat(diagnostic.replacement()).hasValue(name);
  }

  @Test
  void whatQuotesQuotesIsBoundedToo() {
    Diagnostic quoting = Diagnostic.of(
        Code.UNEXPECTED, at("x", 0, 1).span(), "unknown `" + "`a".repeat(1_000_000) + "`");
    Diagnostic listing = at("x", 0, 1).withHelp("known are " + "🙂".repeat(1_000_000));

    assertThat(quoting.message()).hasSizeLessThan(2010).startsWith("unknown `").endsWith("…");
    assertThat(listing.help().get(0)).hasSizeLessThan(4010).endsWith("🙂…");
  }

  @Test
  void atTheEndOfAFileThereIsNoLineToShow() {
    assertThat(at("one\n", 4, 4).render()).isEqualTo("a.p2m:2:1: error[P2M0101]: message\n");
  }

  private static Diagnostic at(String text, int start, int end) {
    Span span = new Span(new SourceFile("a.p2m", text), start, end);
    return Diagnostic.of(Code.UNEXPECTED, span, "message");
  }
}
