package io.shatterproof.compiler.model;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.event.Counter;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.PermissionClaim;
import java.util.List;
import java.util.Optional;

/** Something that must hold. */
public sealed interface ExpectationModel {

  Span span();

  /** An address is mapped. */
  record LookupExpectation(
      Span span,
      DomainModel domain,
      Quantity ipa,
      Quantity pa,
      Optional<PermissionClaim> permissions,
      Optional<Spanned<P2mType>> type,
      Optional<Spanned<P2mAccess>> access,
      Optional<Quantity> order)
      implements ExpectationModel {}

  /** Nothing is mapped at an address. */
  record HoleExpectation(Span span, DomainModel domain, Quantity ipa, Optional<Quantity> order)
      implements ExpectationModel {}

  /** A guest access has one of the outcomes. */
  record AccessExpectation(
      Span span,
      Quantity pe,
      AccessKind kind,
      DomainModel domain,
      Quantity ipa,
      ExpectationClass expectationClass,
      List<OutcomeModel> outcomes)
      implements ExpectationModel {
    public AccessExpectation {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** The events are as the patterns say. */
  record EventsExpectation(
      Span span, boolean isAll, EventMatching matching, List<PatternModel> patterns)
      implements ExpectationModel {
    public EventsExpectation {
      patterns = List.copyOf(patterns);
    }
  }

  /** The counts of events are so. */
  record CountsExpectation(Span span, List<CountModel> counts) implements ExpectationModel {
    public CountsExpectation {
      counts = List.copyOf(counts);
    }
  }

  /** One count. */
  record CountModel(Span span, Counter counter, boolean isAtMost, Quantity value) {}

  /** The checkers say this. */
  record ViolationExpectation(Span span, ViolationName name, Optional<Quantity> times)
      implements ExpectationModel {}

  /** The checkers say nothing. */
  record NoViolationExpectation(Span span) implements ExpectationModel {}

  /** The last operation returned this. */
  record ReturnedExpectation(Span span, long code) implements ExpectationModel {}
}
