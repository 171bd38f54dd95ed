package io.shatterproof.harness.junit;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.event.ViolationName;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Stretch;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One statement of a scenario: an operation, or an expectation in the scope of its section. */
public final class Line extends Steps.Operation {
  private final ScenarioRun run;

  Line(ScenarioRun run, Origin origin) {
    super(origin, run::execute);
    this.run = run;
  }

  /** The P2M must answer this for an address. */
  public void lookup(Domain domain, long ipa, LookupClaim claim) {
    if (!claim.isMapped()) {
      run.expect(
          new Expectation.LookupIsHole(origin(), run.scope(), domain.number(), ipa, claim.order()));
      return;
    }
    run.expect(new Expectation.LookupIs(
        origin(),
        run.scope(),
        domain.number(),
        ipa,
        claim.pa(),
        claim.permissions(),
        claim.type(),
        claim.access(),
        claim.order()));
  }

  /** A guest access from a PE must have this outcome. */
  public void access(int pe, AccessKind kind, Domain domain, long ipa, Claims.AccessClaim claim) {
    run.expect(new Expectation.AccessHas(
        origin(),
        run.scope(),
        pe,
        kind,
        domain.number(),
        ipa,
        claim.expectationClass(),
        claim.outcomes()));
  }

  /** An access in the guest of a domain must have this outcome. */
  public void access(int pe, Accesses access, Domain domain, Claims.AccessClaim claim) {
    run.expect(new Expectation.AccessHas(
        origin(),
        run.scope(),
        pe,
        access.access(),
        OptionalInt.of(domain.number()),
        claim.expectationClass(),
        claim.outcomes()));
  }

  /** An access under bare tables must have this outcome; what it changes is undone. */
  public void access(int pe, Accesses access, Claims.AccessClaim claim) {
    run.expect(new Expectation.AccessHas(
        origin(),
        run.scope(),
        pe,
        access.access(),
        OptionalInt.empty(),
        claim.expectationClass(),
        claim.outcomes()));
  }

  /** The bits {@code mask} of a word under bare tables must be these. */
  public void word(long pa, long value, long mask) {
    run.expect(new Expectation.WordIs(origin(), run.scope(), pa, value, mask));
  }

  /** The bits {@code mask} of an entry in the tables of a domain must be these. */
  public void stored(Domain domain, int level, long ipa, long value, long mask) {
    run.expect(
        new Expectation.StoredIs(origin(), run.scope(), domain.number(), level, ipa, value, mask));
  }

  /** The live events, and with them every event of a kind that a pattern names, must be these. */
  public void liveEvents(EventMatching matching, EventPattern... patterns) {
    run.expect(
        new Expectation.EventsAre(origin(), run.scope(), false, matching, List.of(patterns)));
  }

  /** The events, each and every one, must be these. */
  public void allEvents(EventMatching matching, EventPattern... patterns) {
    run.expect(new Expectation.EventsAre(origin(), run.scope(), true, matching, List.of(patterns)));
  }

  /** No event may be like this; of stores only those to live tables are looked at. */
  public void noEvent(EventPattern.OfEvent pattern) {
    run.expect(new Expectation.NoEvent(origin(), run.scope(), pattern));
  }

  /** Events must be so many. */
  public void counts(Expectation.Count... counts) {
    run.expect(new Expectation.CountsAre(origin(), run.scope(), List.of(counts)));
  }

  /** An access in the guest of a domain sees this, all the while. */
  public void sees(int pe, AccessKind kind, Domain domain, long ipa, Sight sight) {
    sees(pe, kind, domain, ipa, new During(Stretch.ALL), sight);
  }

  /** An access in the guest of a domain sees this, during some of the steps. */
  public void sees(int pe, AccessKind kind, Domain domain, long ipa, During during, Sight sight) {
    OptionalInt guest = OptionalInt.of(domain.number());
    observe(pe, GuestAccess.of(kind, ipa), guest, during, sight);
  }

  /** An access in the guest of a domain sees this, all the while. */
  public void sees(int pe, Accesses access, Domain domain, Sight sight) {
    sees(pe, access, domain, new During(Stretch.ALL), sight);
  }

  /** An access in the guest of a domain sees this, during some of the steps. */
  public void sees(int pe, Accesses access, Domain domain, During during, Sight sight) {
    observe(pe, access.access(), OptionalInt.of(domain.number()), during, sight);
  }

  /** An access under bare tables sees this, all the while. */
  public void sees(int pe, Accesses access, Sight sight) {
    sees(pe, access, new During(Stretch.ALL), sight);
  }

  /** An access under bare tables sees this, during some of the steps. */
  public void sees(int pe, Accesses access, During during, Sight sight) {
    observe(pe, access.access(), OptionalInt.empty(), during, sight);
  }

  /** An access of the IOMMU through the tables of a domain sees this, all the while. */
  public void iommuSees(AccessKind kind, Domain domain, long ipa, Sight sight) {
    iommuSees(kind, domain, ipa, new During(Stretch.ALL), sight);
  }

  /** An access of the IOMMU through the tables of a domain sees this, during some of the steps. */
  public void iommuSees(AccessKind kind, Domain domain, long ipa, During during, Sight sight) {
    sees(Expectation.IOMMU, kind, domain, ipa, during, sight);
  }

  private void observe(int pe, GuestAccess access, OptionalInt domain, During during, Sight sight) {
    run.expect(sight.expectation(
        new Sight.Observer(origin(), run.scope(), pe, access, domain, during.stretch())));
  }

  /** The checkers must find this at least one time. */
  public void violation(ViolationName name) {
    violation(Claims.found(name));
  }

  /** The checkers must find this exactly so many times. */
  public void violation(ViolationName name, long times) {
    violation(Claims.found(name).times(times));
  }

  /** The checkers must find this. */
  public void violation(ViolationClaim claim) {
    run.expect(new Expectation.ViolationIs(
        origin(), run.scope(), claim.name(), claim.times(), claim.label(), claim.holders()));
  }

  /** The checkers must find nothing. */
  public void noViolation() {
    run.expect(new Expectation.NoViolation(origin(), run.scope()));
  }

  /** The last operation must have returned this. */
  public void returned(long code) {
    run.expect(new Expectation.Returned(origin(), run.scope(), code));
  }

  /** The P2M must answer this for the access restriction of the page at an address. */
  public void restriction(Domain domain, long ipa, long answer) {
    run.expect(new Expectation.RestrictionIs(
        origin(), run.scope(), domain.number(), OptionalLong.of(ipa), answer));
  }

  /** The P2M must answer this for the access restriction of new mappings. */
  public void restrictionOfNewMappings(Domain domain, long answer) {
    run.expect(new Expectation.RestrictionIs(
        origin(), run.scope(), domain.number(), OptionalLong.empty(), answer));
  }

  /** Figures of the P2M's own bookkeeping must be these. */
  public void statistics(Domain domain, Expectation.Figure... figures) {
    run.expect(
        new Expectation.StatisticsAre(origin(), run.scope(), domain.number(), List.of(figures)));
  }
}
