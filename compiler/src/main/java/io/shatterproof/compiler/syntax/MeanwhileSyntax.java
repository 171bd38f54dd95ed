package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code meanwhile { pe 1 read P sees only { ... } }}: what others see while steps are done; it
 * stands behind the steps, or in a {@code then}.
 *
 * @param span the whole of it
 * @param keyword its first word
 */
public record MeanwhileSyntax(Span span, Span keyword, List<ObserverSyntax> observers)
    implements StatementSyntax {
  public MeanwhileSyntax {
    observers = List.copyOf(observers);
  }

  /**
   * An access that is looked at again and again.
   *
   * @param observer its first words: who makes it
   * @param pe absent if that is the IOMMU
   * @param access without a verdict
   * @param sights at least one
   */
  public record ObserverSyntax(
      Span span,
      Span observer,
      Optional<ExpressionSyntax> pe,
      AccessSyntax access,
      List<SightSyntax> sights) {
    public ObserverSyntax {
      sights = List.copyOf(sights);
    }
  }

  /** What the access meets in a stretch of the steps. */
  public sealed interface SightSyntax {

    Span span();

    /** Absent for all steps. */
    Optional<StretchSyntax> stretch();

    /** {@code sees only { ... }} or {@code sees exactly { ... }}. */
    record Sees(
        Span span,
        Optional<StretchSyntax> stretch,
        boolean isExactly,
        List<VerdictSyntax.MemberSyntax> members)
        implements SightSyntax {
      public Sees {
        members = List.copyOf(members);
      }
    }

    /** {@code never A after B}. */
    record NeverAfter(
        Span span,
        Optional<StretchSyntax> stretch,
        VerdictSyntax.OutcomeSyntax never,
        VerdictSyntax.OutcomeSyntax after)
        implements SightSyntax {}
  }

  /**
   * {@code before L} (the same as {@code to L}), {@code from L}, {@code from L to M}, {@code after L}
   * or {@code after L to M}; it has a first label, a last label or both.
   *
   * @param from the first label
   * @param isAfter whether the stretch begins behind the last event of {@code from}, not its first
   * @param to the label whose first event ends it
   */
  public record StretchSyntax(
      Span span, Optional<NameSyntax> from, boolean isAfter, Optional<NameSyntax> to) {}
}
