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

    /** What is claimed of it between braces. */
    List<ClaimedSyntax> claims();

    /**
     * {@code ok pa { level n ... }}.
     *
     * @param pa absent for {@code somewhere}
     */
    record Ok(Span span, Optional<ExpressionSyntax> pa, List<ClaimedSyntax> claims)
        implements OutcomeSyntax {
      public Ok {
        claims = List.copyOf(claims);
      }
    }

    /**
     * {@code translation fault level n on stage 1 walk { ... }}, or {@code conflict}.
     *
     * @param kind its words, one space between
     * @param isOfStage1 whether {@code stage 1} stands before it
     */
    record Fault(
        Span span,
        boolean isOfStage1,
        String kind,
        Optional<LevelSyntax> level,
        boolean isOnStage1Walk,
        List<ClaimedSyntax> claims)
        implements OutcomeSyntax {
      public Fault {
        claims = List.copyOf(claims);
      }
    }

    /** {@code wild}. */
    record Wild(Span span) implements OutcomeSyntax {
      @Override
      public List<ClaimedSyntax> claims() {
        return List.of();
      }
    }
  }

  /** Something claimed of an outcome. */
  public sealed interface ClaimedSyntax {
    Span span();
  }

  /** {@code level n}. */
  public record ClaimedLevel(Span span, LevelSyntax level) implements ClaimedSyntax {}

  /** {@code esr { s1ptw 1 }}. */
  public record ClaimedFields(Span span, NameSyntax name, FieldsSyntax fields)
      implements ClaimedSyntax {}

  /** {@code memory normal} or {@code esr 0x9200_0007}. */
  public record ClaimedValue(
      Span span, NameSyntax name, ExpressionSyntax value, Optional<ExpressionSyntax> mask)
      implements ClaimedSyntax {}
}
