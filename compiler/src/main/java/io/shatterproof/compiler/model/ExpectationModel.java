package io.shatterproof.compiler.model;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.event.Counter;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.PermissionClaim;
import java.util.List;
import java.util.Optional;

/** Something that must hold. */
public sealed interface ExpectationModel {

  Span span();

  /** An expectation about one domain. */
  sealed interface OfDomain extends ExpectationModel {
    DomainModel domain();
  }

  /**
   * An address is mapped.
   *
   * @param pa absent where it may be anywhere
   */
  record LookupExpectation(
      Span span,
      DomainModel domain,
      Quantity ipa,
      Optional<Quantity> pa,
      Optional<PermissionClaim> permissions,
      Optional<Spanned<P2mType>> type,
      Optional<Spanned<P2mAccess>> access,
      Optional<Quantity> order)
      implements OfDomain {}

  /** Nothing is mapped at an address. */
  record HoleExpectation(Span span, DomainModel domain, Quantity ipa, Optional<Quantity> order)
      implements OfDomain {}

  /** A guest access has one of the outcomes. */
  record AccessExpectation(
      Span span,
      ObservedModel.GuestAccessModel access,
      ExpectationClass expectationClass,
      List<OutcomeModel> outcomes)
      implements OfDomain {
    public AccessExpectation {
      outcomes = List.copyOf(outcomes);
    }

    @Override
    public DomainModel domain() {
      return access.domain();
    }
  }

  /** An access under bare tables has one of the outcomes; what it changes is undone. */
  record ProbeExpectation(
      Span span, AccessModel access, ExpectationClass expectationClass, List<OutcomeModel> outcomes)
      implements ExpectationModel {
    public ProbeExpectation {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** An expectation about what an observer sees while something is done. */
  sealed interface OfObserver extends ExpectationModel {
    ObservedModel observed();

    StretchModel stretch();

    /** Every outcome that it names. */
    List<OutcomeModel> outcomes();
  }

  /**
   * An access can have no other outcomes than these.
   *
   * @param everyMember whether each must be possible somewhere
   * @param isExact whether that was written
   */
  record SeesExpectation(
      Span span,
      ObservedModel observed,
      StretchModel stretch,
      boolean everyMember,
      boolean isExact,
      List<OutcomeModel> outcomes)
      implements OfObserver {
    public SeesExpectation {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** Once an access can have had one outcome, it cannot have the other. */
  record NeverAfterExpectation(
      Span span,
      ObservedModel observed,
      StretchModel stretch,
      OutcomeModel never,
      OutcomeModel after)
      implements OfObserver {
    @Override
    public List<OutcomeModel> outcomes() {
      return List.of(never, after);
    }
  }

  /**
   * The word of an entry of bare tables.
   *
   * @param value of the claimed bits
   * @param mask the claimed bits
   */
  record WordExpectation(Span span, EntryModel entry, long value, long mask)
      implements ExpectationModel {}

  /** A word of raw memory has these bits. */
  record RawWordExpectation(Span span, RegimeModel regime, Quantity pa, long value, long mask)
      implements ExpectationModel {}

  /**
   * An entry in the tables of a domain.
   *
   * @param pa that the entry is claimed to hold, where said
   * @param value of the claimed bits
   * @param mask the claimed bits
   */
  record StoredExpectation(
      Span span,
      DomainModel domain,
      Quantity level,
      Quantity ipa,
      Optional<Quantity> pa,
      long value,
      long mask)
      implements OfDomain {}

  /**
   * The access restriction of a page, or of new mappings, is so.
   *
   * @param ipa absent for new mappings
   * @param answer number of the restriction, or a negated error number
   */
  record RestrictionExpectation(Span span, DomainModel domain, Optional<Quantity> ipa, long answer)
      implements OfDomain {}

  /** Figures of the bookkeeping are so. */
  record StatsExpectation(Span span, DomainModel domain, List<FigureModel> figures)
      implements OfDomain {
    public StatsExpectation {
      figures = List.copyOf(figures);
    }
  }

  /** One figure; it has a level exactly if its statistic is by level. */
  record FigureModel(Span span, Statistic statistic, Optional<Quantity> level, long value) {}

  /** The events are as the patterns say. */
  record EventsExpectation(
      Span span, boolean isAll, EventMatching matching, List<PatternModel> patterns)
      implements ExpectationModel {
    public EventsExpectation {
      patterns = List.copyOf(patterns);
    }
  }

  /** No event is like this. */
  record NoEventExpectation(Span span, PatternModel.OfEvent pattern) implements ExpectationModel {}

  /** The counts of events are so. */
  record CountsExpectation(Span span, List<CountModel> counts) implements ExpectationModel {
    public CountsExpectation {
      counts = List.copyOf(counts);
    }
  }

  /** One count. */
  record CountModel(Span span, Counter counter, boolean isAtMost, Quantity value) {}

  /**
   * The checkers say this.
   *
   * @param label of the step that breaks the rule, where said
   * @param heldBy the PEs that may hold the old entry, where said
   */
  record ViolationExpectation(
      Span span,
      ViolationName name,
      Optional<Quantity> times,
      Optional<Spanned<String>> label,
      List<Quantity> heldBy)
      implements ExpectationModel {
    public ViolationExpectation {
      heldBy = List.copyOf(heldBy);
    }
  }

  /** The checkers say nothing. */
  record NoViolationExpectation(Span span) implements ExpectationModel {}

  /** The last operation returned this. */
  record ReturnedExpectation(Span span, long code) implements ExpectationModel {}
}
