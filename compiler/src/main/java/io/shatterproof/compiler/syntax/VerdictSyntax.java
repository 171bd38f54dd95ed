package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * What a guest access meets.
 *
 * @param members one for {@link Kind#MUST} and {@link Kind#QUIRK}
 */
public record VerdictSyntax(Span span, Kind kind, List<MemberSyntax> members) {
  public VerdictSyntax {
    members = List.copyOf(members);
  }

  /** What is said of the outcomes. */
  public enum Kind {
    MUST,
    ONE_OF,
    CONSTRAINED,
    QUIRK
  }

  /** An outcome with its reason. */
  public record MemberSyntax(
      OutcomeSyntax outcome, Optional<TextSyntax> why, Optional<TextSyntax> reference) {}

  /** An outcome. */
  public sealed interface OutcomeSyntax {

    Span span();

    /** {@code ok pa { level n }}. */
    record Ok(Span span, ExpressionSyntax pa, Optional<ExpressionSyntax> level)
        implements OutcomeSyntax {}

    /**
     * {@code translation fault level n}.
     *
     * @param kind its words, one space between
     */
    record Fault(Span span, String kind, Optional<ExpressionSyntax> level)
        implements OutcomeSyntax {}
  }
}
