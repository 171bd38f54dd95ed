package io.shatterproof.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too much is told, not suffered. */
class LimitsTest {
  private static final String DECLARATIONS = """
      language 1
      platform arm { pes 2  pa 40 bits }
      domain guest on arm { p2m xen_4_8  operated by pe 0 }
      """;

  @Test
  void tenThousandParenthesesAreOneError() {
    String text = "language 1\nconst A = " + "(".repeat(10_000) + "1" + ")".repeat(10_000);

    assertThat(codes(text)).containsExactly("P2M0107");
  }

  @Test
  void tenThousandBracesAreOneError() {
    String text = "language 1\nscenario \"a\" { given " + "{ lock g ".repeat(10_000);

    assertThat(codes(text)).containsExactly("P2M0107");
  }

  @Test
  void whatStandsBeforeTheDeepNestIsStillChecked() {
    String text = "language 1\nconst A = 0x40M\nconst B = " + "(".repeat(101);

    assertThat(codes(text)).containsExactly("P2M0110", "P2M0107");
  }

  @Test
  void aHundredParenthesesAreFine() {
    String text = DECLARATIONS
        + "scenario \"a\" { when pe 0 { unmap guest "
        + "(".repeat(98)
        + "4096"
        + ")".repeat(98)
        + " size 4K returns 0 } }";

    assertThat(codes(text)).isEmpty();
  }

  @Test
  void aLongSumIsFine() {
    String text = DECLARATIONS
        + "scenario \"a\" { when pe 0 { unmap guest 0"
        + " + 4K * 1".repeat(20_000)
        + " size 4K returns 0 } }";

    assertThat(codes(text)).isEmpty();
  }

  @Test
  void aTableHasAtMostTenThousandRows() {
    assertThat(codes(table(10_000))).isEmpty();
    assertThat(codes(table(10_001))).containsExactly("P2M0505");
  }

  private static String table(int rows) {
    StringBuilder text = new StringBuilder(DECLARATIONS).append("scenario \"{n}\" { where | n |\n");
    for (int i = 0; i < rows; i++) {
      text.append("| (4K * ").append(i).append(") |\n");
    }
    return text.append("when pe 0 { unmap guest n size 4K returns 0 } }").toString();
  }

  @Test
  @Timeout(30)
  void aPairwiseTableOfTooManyPairsIsNotTried() {
    String columns = IntStream.range(0, 400)
        .mapToObj(column -> "c" + column + " in { 0 to 59 }")
        .collect(Collectors.joining(", "));
    String text = DECLARATIONS + "scenario \"{c0}\" { where pairwise { " + columns
        + " } when pe 0 { unmap guest c0 size 4K returns 0 } }";

    assertThat(codes(text)).contains("P2M0505");
  }

  @Test
  void aFileHasAtMostFourMillionWords() {
    String text = "language 1\n" + "{}".repeat(2_000_000);

    assertThat(codes(text)).contains("P2M0003");
  }

  @Test
  void behindAThousandMessagesThereIsOneMore() {
    String text = "language 1\n" + "const A = 0x40M\n".repeat(3_000);

    List<Diagnostic> diagnostics = compile(text).diagnostics();

    assertThat(diagnostics).hasSize(1_001);
    assertThat(diagnostics.get(1_000).code()).isEqualTo("P2M0005");
    assertThat(diagnostics.get(1_000).message()).contains("more than 1000 messages");
  }

  @Test
  void aTitleOfTenThousandCharactersIsFine() {
    String title = "x\\\\\\\"*/\\u{a}\\u{202e}${{}}".repeat(1_000);
    String text = DECLARATIONS + "scenario \"" + title
        + "\" { when pe 0 { unmap guest 0 size 4K returns 0 } }";

    Compilation compilation = compile(text);

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.vectors().vectors().get(0).heading().title())
        .isEqualTo("x\\\"*/\n\u202e${}".repeat(1_000));
  }

  @Test
  void charactersThatAreNoneAreTold() {
    assertThat(codes("language 1\nconst A = \ud83d 1")).containsExactly("P2M0102");
    assertThat(codes("language 1\nconst A = \0 1")).containsExactly("P2M0102");
    assertThat(codes("")).containsExactly("P2M0108");
  }

  private static List<String> codes(String text) {
    return compile(text).diagnostics().stream().map(Diagnostic::code).toList();
  }

  private static Compilation compile(String text) {
    return Compiler.compile(List.of(new SourceFile("a.p2m", text)), "test");
  }
}
