package io.shatterproof.harness.junit;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.event.Counter;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import java.util.List;
import java.util.OptionalInt;

/** What expectations say, in the words of the scenario language. */
public final class Claims {
  private Claims() {}

  /** The access succeeds at this physical address. */
  public static LegalOutcome ok(long pa) {
    return LegalOutcome.of(new OutcomeClaim.Ok(pa, OptionalInt.empty()));
  }

  /** The access succeeds at this physical address, through a leaf of this level. */
  public static LegalOutcome ok(long pa, int level) {
    return LegalOutcome.of(new OutcomeClaim.Ok(pa, OptionalInt.of(level)));
  }

  /** The access is aborted, at whatever level. */
  public static LegalOutcome fault(FaultKind kind) {
    return LegalOutcome.of(new OutcomeClaim.Fault(kind, OptionalInt.empty()));
  }

  /** The access is aborted at this level. */
  public static LegalOutcome fault(FaultKind kind, int level) {
    return LegalOutcome.of(new OutcomeClaim.Fault(kind, OptionalInt.of(level)));
  }

  /** An outcome with the reason why it is legal, and where the architecture says so. */
  public static LegalOutcome why(LegalOutcome outcome, String why, String reference) {
    return new LegalOutcome(outcome.outcome(), why, reference);
  }

  /** The outcome must be this one. */
  public static AccessClaim must(LegalOutcome outcome) {
    return new AccessClaim(ExpectationClass.MUST, List.of(outcome));
  }

  /** The outcome must be none of these. */
  public static AccessClaim mustNot(LegalOutcome... outcomes) {
    return new AccessClaim(ExpectationClass.MUST_NOT, List.of(outcomes));
  }

  /** Each of these outcomes is legal. */
  public static AccessClaim oneOf(LegalOutcome... outcomes) {
    return new AccessClaim(ExpectationClass.ONE_OF, List.of(outcomes));
  }

  /** Each of these outcomes is permitted by CONSTRAINED UNPREDICTABLE behaviour. */
  public static AccessClaim constrained(LegalOutcome... outcomes) {
    return new AccessClaim(ExpectationClass.CONSTRAINED, List.of(outcomes));
  }

  /** The recorded outcome, without promise. */
  public static AccessClaim quirk(LegalOutcome... outcomes) {
    return new AccessClaim(ExpectationClass.QUIRK, List.of(outcomes));
  }

  /** The address is mapped to this machine address. */
  public static LookupClaim mapped(long pa) {
    return LookupClaim.mapped(pa);
  }

  /** Nothing is mapped at the address. */
  public static LookupClaim hole() {
    return LookupClaim.unmapped();
  }

  /** Exactly so many. */
  public static Expectation.Count count(Counter counter, long value) {
    return new Expectation.Count(counter, value, false);
  }

  /** So many or fewer. */
  public static Expectation.Count atMost(Counter counter, long value) {
    return new Expectation.Count(counter, value, true);
  }

  /** The answer that stands for a restriction. */
  public static long access(P2mAccess access) {
    return access.number();
  }

  /** The answer that stands for an error. */
  public static long fails(Errno error) {
    return error.code();
  }

  /** A figure of a level. */
  public static Expectation.Figure figure(Statistic statistic, int level, long value) {
    return new Expectation.Figure(statistic, level, value);
  }

  /** A figure that has no level. */
  public static Expectation.Figure figure(Statistic statistic, long value) {
    return new Expectation.Figure(statistic, 0, value);
  }

  /**
   * What an access must do.
   *
   * @param outcomes at least one
   */
  public record AccessClaim(ExpectationClass expectationClass, List<LegalOutcome> outcomes) {
    public AccessClaim {
      outcomes = List.copyOf(outcomes);
    }
  }
}
