package io.shatterproof.vector;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.event.Counter;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.p2m.Statistic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something that must hold after the steps of a phase. Domains are numbered in order of
 * declaration. None changes what another sees.
 */
public sealed interface Expectation {
  /** The IOMMU in place of a PE, as an observer. */
  int IOMMU = -1;

  Origin origin();

  /** For whom it holds. */
  Scope scope();

  /** Calls the method of {@code visitor} for this case. */
  <R> R accept(Visitor<R> visitor);

  /**
   * The P2M says that an address is mapped.
   *
   * @param pa where to, if that is claimed
   * @param type as claimed; profile scope only, like {@code access} and {@code order}
   */
  record LookupIs(
      Origin origin,
      Scope scope,
      int domain,
      long ipa,
      OptionalLong pa,
      Optional<PermissionClaim> permissions,
      Optional<P2mType> type,
      Optional<P2mAccess> access,
      Optional<PageOrder> order)
      implements Expectation {

    /** Mapped to an address. */
    public LookupIs(
        Origin origin,
        Scope scope,
        int domain,
        long ipa,
        long pa,
        Optional<PermissionClaim> permissions,
        Optional<P2mType> type,
        Optional<P2mAccess> access,
        Optional<PageOrder> order) {
      this(origin, scope, domain, ipa, OptionalLong.of(pa), permissions, type, access, order);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lookupIs(this);
    }
  }

  /**
   * The P2M says that nothing is mapped at an address.
   *
   * @param order size of the hole; profile scope only
   */
  record LookupIsHole(Origin origin, Scope scope, int domain, long ipa, Optional<PageOrder> order)
      implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lookupIsHole(this);
    }
  }

  /**
   * An access has one of the outcomes. What it changes in memory is undone.
   *
   * @param domain in whose guest it happens; empty for bare tables, where the registers of the PE
   *     decide
   * @param outcomes one for {@link ExpectationClass#MUST}
   */
  record AccessHas(
      Origin origin,
      Scope scope,
      int pe,
      GuestAccess access,
      OptionalInt domain,
      ExpectationClass expectationClass,
      List<LegalOutcome> outcomes)
      implements Expectation {
    public AccessHas {
      outcomes = List.copyOf(outcomes);
      requireOfGuest(access, domain);
    }

    /** An aligned access of a byte from EL1, in the guest of a domain. */
    public AccessHas(
        Origin origin,
        Scope scope,
        int pe,
        AccessKind kind,
        int domain,
        long ipa,
        ExpectationClass expectationClass,
        List<LegalOutcome> outcomes) {
      this(
          origin,
          scope,
          pe,
          GuestAccess.of(kind, ipa),
          OptionalInt.of(domain),
          expectationClass,
          outcomes);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.accessHas(this);
    }
  }

  /**
   * At each boundary of a stretch an access can have no other outcome than these, in whichever order
   * PEs go on. What it changes in memory is undone.
   *
   * @param pe {@link #IOMMU} if the IOMMU makes the access: one that reads or writes
   * @param domain as for {@link AccessHas}
   * @param everyMember whether each of the outcomes must be possible at some boundary of the stretch;
   *     asked of those who know all that can happen
   * @param outcomes at least one
   */
  record AccessSees(
      Origin origin,
      Scope scope,
      int pe,
      GuestAccess access,
      OptionalInt domain,
      Stretch stretch,
      boolean everyMember,
      List<LegalOutcome> outcomes)
      implements Expectation {
    public AccessSees {
      outcomes = List.copyOf(outcomes);
      requireOfGuest(access, domain);
      requireKnownToIommu(pe, access, domain);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.accessSees(this);
    }
  }

  /**
   * Once an access can have had one outcome, it cannot have another: there are no two boundaries of
   * the stretch, nor one, at which first {@code after} and then {@code never} is possible. That is
   * more than an observer could tell, since what is possible need not happen.
   *
   * @param pe as for {@link AccessSees}
   * @param domain as for {@link AccessHas}
   */
  record NeverAfter(
      Origin origin,
      Scope scope,
      int pe,
      GuestAccess access,
      OptionalInt domain,
      Stretch stretch,
      OutcomeClaim never,
      OutcomeClaim after)
      implements Expectation {
    public NeverAfter {
      requireOfGuest(access, domain);
      requireKnownToIommu(pe, access, domain);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.neverAfter(this);
    }
  }

  /**
   * A word in memory under bare tables.
   *
   * @param value what the claimed bits are; the others are 0
   * @param mask the bits that are claimed
   */
  record WordIs(Origin origin, Scope scope, long pa, long value, long mask) implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.wordIs(this);
    }
  }

  /**
   * An entry in the tables of a domain, found from its start table; profile scope only. An invalid
   * descriptor on the way that is one of a table but for bit 0 counts as one.
   *
   * @param level -1 to 3, of the table that the entry stands in
   * @param ipa any address that the entry covers
   * @param value as for {@link WordIs}
   * @param mask as for {@link WordIs}
   */
  record StoredIs(
      Origin origin, Scope scope, int domain, int level, long ipa, long value, long mask)
      implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.storedIs(this);
    }
  }

  /**
   * The events of the phase.
   *
   * @param all whether everything takes part; otherwise the live events do, and with them every
   *     event of a kind that a pattern names
   */
  record EventsAre(
      Origin origin, Scope scope, boolean all, EventMatching matching, List<EventPattern> patterns)
      implements Expectation {
    public EventsAre {
      patterns = List.copyOf(patterns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.eventsAre(this);
    }
  }

  /** No event of the phase is like this; of stores only those to live tables are looked at. */
  record NoEvent(Origin origin, Scope scope, EventPattern.OfEvent pattern) implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.noEvent(this);
    }
  }

  /** Counts of events of the phase. */
  record CountsAre(Origin origin, Scope scope, List<Count> counts) implements Expectation {
    public CountsAre {
      counts = List.copyOf(counts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.countsAre(this);
    }
  }

  /**
   * One count.
   *
   * @param atMost whether fewer are fine too
   */
  record Count(Counter counter, long value, boolean atMost) {}

  /**
   * The checkers say this of the phase, exactly so many times.
   *
   * @param times at least 1 time where absent
   * @param label of the step whose event breaks the rule, where claimed
   * @param heldBy exactly the PEs that may hold the old entry, ascending, where claimed; otherwise
   *     empty
   */
  record ViolationIs(
      Origin origin,
      Scope scope,
      ViolationName name,
      OptionalLong times,
      Optional<String> label,
      List<Integer> heldBy)
      implements Expectation {
    public ViolationIs {
      heldBy = List.copyOf(heldBy);
    }

    /** A claim of neither place nor holders. */
    public ViolationIs(Origin origin, Scope scope, ViolationName name, OptionalLong times) {
      this(origin, scope, name, times, Optional.empty(), List.of());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.violationIs(this);
    }
  }

  /** The checkers find nothing in the phase. */
  record NoViolation(Origin origin, Scope scope) implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.noViolation(this);
    }
  }

  /** The last operation of the phase returned this: 0, a count, or a negated error number. */
  record Returned(Origin origin, Scope scope, long code) implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.returned(this);
    }
  }

  /**
   * What the P2M answers when asked for the access restriction of a page, or of new mappings.
   *
   * @param ipa empty for new mappings
   * @param answer number of the restriction, or a negated error number
   */
  record RestrictionIs(Origin origin, Scope scope, int domain, OptionalLong ipa, long answer)
      implements Expectation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.restrictionIs(this);
    }
  }

  /** Figures of the P2M's own bookkeeping; profile scope only. */
  record StatisticsAre(Origin origin, Scope scope, int domain, List<Figure> figures)
      implements Expectation {
    public StatisticsAre {
      figures = List.copyOf(figures);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.statisticsAre(this);
    }
  }

  /**
   * One figure.
   *
   * @param level for a statistic by level; otherwise 0
   * @param value signed: counts of defective releases drop below zero; addresses as 64 bits
   */
  record Figure(Statistic statistic, int level, long value) {
    public Figure {
      if (!statistic.isByLevel() && level != 0) {
        throw new IllegalArgumentException("there is one " + statistic.word() + " for all levels");
      }
    }
  }

  private static void requireOfGuest(GuestAccess access, OptionalInt domain) {
    if (domain.isPresent() && access.kind().isStage1Only()) {
      throw new IllegalArgumentException("stage 1 of the guest of a domain is off");
    }
  }

  private static void requireKnownToIommu(int pe, GuestAccess access, OptionalInt domain) {
    boolean isKnown = access.kind() == AccessKind.READ || access.kind() == AccessKind.WRITE;
    boolean isPlain = access.equals(GuestAccess.of(access.kind(), access.address()));
    if (pe == IOMMU && (domain.isEmpty() || !isKnown || !isPlain)) {
      throw new IllegalArgumentException("an IOMMU reads and writes, through tables of a domain");
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R lookupIs(LookupIs expectation);

    R lookupIsHole(LookupIsHole expectation);

    R accessHas(AccessHas expectation);

    R accessSees(AccessSees expectation);

    R neverAfter(NeverAfter expectation);

    R wordIs(WordIs expectation);

    R storedIs(StoredIs expectation);

    R eventsAre(EventsAre expectation);

    R noEvent(NoEvent expectation);

    R countsAre(CountsAre expectation);

    R violationIs(ViolationIs expectation);

    R noViolation(NoViolation expectation);

    R returned(Returned expectation);

    R restrictionIs(RestrictionIs expectation);

    R statisticsAre(StatisticsAre expectation);
  }
}
