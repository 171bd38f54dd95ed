package io.shatterproof.compiler.syntax;

import io.shatterproof.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** A step or an expectation. */
public sealed interface StatementSyntax {

  Span span();

  /** {@code map D ipa size n to pa ...}. */
  record MapSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      ExpressionSyntax size,
      ExpressionSyntax pa,
      AttributesSyntax attributes,
      Optional<ClaimSyntax> claim)
      implements StatementSyntax {
    /** This with what it returns. */
    public MapSyntax withClaim(ClaimSyntax returned) {
      return new MapSyntax(
          span.to(returned.span()), domain, ipa, size, pa, attributes, Optional.of(returned));
    }
  }

  /** {@code unmap D ipa size n from pa}. */
  record UnmapSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      ExpressionSyntax size,
      Optional<ExpressionSyntax> pa,
      Optional<ClaimSyntax> claim)
      implements StatementSyntax {
    /** This with what it returns. */
    public UnmapSyntax withClaim(ClaimSyntax returned) {
      return new UnmapSyntax(
          span.to(returned.span()), domain, ipa, size, pa, Optional.of(returned));
    }
  }

  /** {@code lock D { ... }}. */
  record LockSyntax(Span span, NameSyntax domain, List<StatementSyntax> body)
      implements StatementSyntax {
    public LockSyntax {
      body = List.copyOf(body);
    }
  }

  /** {@code tables left n}. */
  record TablesLeftSyntax(Span span, ExpressionSyntax tables) implements StatementSyntax {}

  /** {@code lookup D ipa is pa ...}. */
  record LookupSyntax(
      Span span,
      NameSyntax domain,
      ExpressionSyntax ipa,
      ExpressionSyntax pa,
      Optional<NameSyntax> permissions,
      Optional<NameSyntax> type,
      Optional<NameSyntax> access,
      Optional<ExpressionSyntax> order)
      implements StatementSyntax {}

  /** {@code lookup D ipa is hole ...}. */
  record LookupHoleSyntax(
      Span span, NameSyntax domain, ExpressionSyntax ipa, Optional<ExpressionSyntax> order)
      implements StatementSyntax {}

  /** {@code pe n read D ipa -> verdict}. */
  record GuestAccessSyntax(
      Span span,
      ExpressionSyntax pe,
      AccessWord access,
      NameSyntax domain,
      ExpressionSyntax ipa,
      VerdictSyntax verdict)
      implements StatementSyntax {}

  /** What a guest access does. */
  enum AccessWord {
    READ,
    WRITE,
    FETCH
  }

  /** {@code live events in order { ... }} or {@code all events ...}. */
  record EventsSyntax(Span span, boolean isAll, Matching matching, List<PatternSyntax> patterns)
      implements StatementSyntax {
    public EventsSyntax {
      patterns = List.copyOf(patterns);
    }
  }

  /** How patterns are compared with events. */
  enum Matching {
    IN_ORDER,
    ANY_ORDER,
    INCLUDE
  }

  /** {@code counts { ... }}. */
  record CountsSyntax(Span span, List<CountSyntax> counts) implements StatementSyntax {
    public CountsSyntax {
      counts = List.copyOf(counts);
    }
  }

  /**
   * {@code tlbi 2} or {@code tlbi at most 2}.
   *
   * @param counter its words, one space between
   */
  record CountSyntax(Span span, String counter, boolean isAtMost, ExpressionSyntax value) {}

  /** {@code violation NAME times n}. */
  record ViolationSyntax(Span span, NameSyntax name, Optional<ExpressionSyntax> times)
      implements StatementSyntax {}

  /** {@code no violation}. */
  record NoViolationSyntax(Span span) implements StatementSyntax {}

  /** {@code returns n} or {@code fails with E} on its own. */
  record ReturnedSyntax(Span span, ClaimSyntax claim) implements StatementSyntax {}
}
