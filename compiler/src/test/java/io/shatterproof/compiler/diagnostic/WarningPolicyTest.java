package io.shatterproof.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WarningPolicyTest {
  private static final Span SPAN = new Span(new SourceFile("a.p2m", "abc"), 0, 1);
  private static final List<Diagnostic> TOLD = List.of(
      Diagnostic.of(Code.UNEXPECTED, SPAN, "x"),
      Diagnostic.of(Code.UNUSED_DECLARATION, SPAN, "y"),
      Diagnostic.of(Code.UNUSED_COLUMN, SPAN, "z"));

  private static List<String> under(boolean raisesAll, Set<Code> raised, Set<Code> silenced) {
    return new WarningPolicy(raisesAll, raised, silenced)
        .apply(TOLD).stream()
            .map(told -> told.severity().word() + " " + told.message())
            .toList();
  }

  @Test
  void withoutAWishWarningsAreTold() {
    assertThat(WarningPolicy.TELL.apply(TOLD)).isEqualTo(TOLD);
  }

  @Test
  void allCanBeRaised() {
    assertThat(under(true, Set.of(), Set.of())).containsExactly("error x", "error y", "error z");
  }

  @Test
  void oneCanBeRaisedAndSaysWhy() {
    assertThat(under(false, Set.of(Code.UNUSED_COLUMN), Set.of()))
        .containsExactly("error x", "warning y", "error z");
    assertThat(new WarningPolicy(true, Set.of(), Set.of()).apply(TOLD).get(1).render())
        .contains("error[P2M0901]", "note: this is a warning");
  }

  @Test
  void oneCanBeSilencedEvenWhereAllAreRaised() {
    assertThat(under(true, Set.of(), Set.of(Code.UNUSED_COLUMN)))
        .containsExactly("error x", "error y");
  }

  @Test
  void whoRaisesByNameIsHeard() {
    assertThat(under(false, Set.of(Code.UNUSED_COLUMN), Set.of(Code.UNUSED_COLUMN)))
        .containsExactly("error x", "warning y", "error z");
  }

  @Test
  void anErrorIsNeverSilenced() {
    assertThat(under(false, Set.of(), Set.of(Code.UNEXPECTED))).contains("error x");
  }

  @Test
  void codesAreFoundAsPeopleWriteThem() {
    assertThat(List.of("P2M0304", "p2m0304", "0304", "304", "P2M304"))
        .allSatisfy(word -> assertThat(Code.parseLoosely(word)).contains(Code.LEVEL_CANNOT_HOLD));
    assertThat(List.of("P2M9999", "30400", "", "P2M", "x304"))
        .allSatisfy(word -> assertThat(Code.parseLoosely(word)).isEmpty());
  }
}
