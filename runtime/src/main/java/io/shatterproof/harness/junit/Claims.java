package io.shatterproof.harness.junit;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.event.Counter;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What expectations say, in the words of the scenario language. */
public final class Claims {
  private Claims() {}

  /** The access succeeds at this physical address. */
  public static Success ok(long pa) {
    return Success.at(pa);
  }

  /** The access succeeds at this physical address, through a leaf of this level. */
  public static Success ok(long pa, int level) {
    return Success.at(pa).level(level);
  }

  /** The access succeeds, wherever. */
  public static Success okSomewhere() {
    return Success.somewhere();
  }

  /** The access is aborted, at whatever level. */
  public static Abort fault(FaultKind kind) {
    return new Abort(new OutcomeClaim.Fault(kind, OptionalInt.empty()));
  }

  /** The access is aborted at this level. */
  public static Abort fault(FaultKind kind, int level) {
    return new Abort(new OutcomeClaim.Fault(kind, OptionalInt.of(level)));
  }

  /** Anything may happen. */
  public static Claimed wild() {
    LegalOutcome legal = LegalOutcome.of(new OutcomeClaim.Wild());
    return () -> legal;
  }

  /** An outcome with the reason why it is legal, and where the architecture says so. */
  public static Claimed why(Claimed outcome, String why, String reference) {
    LegalOutcome legal = new LegalOutcome(outcome.legal().outcome(), why, reference);
    return () -> legal;
  }

  /** The outcome must be this one. */
  public static AccessClaim must(Claimed outcome) {
    return claim(ExpectationClass.MUST, outcome);
  }

  /** The outcome must be none of these. */
  public static AccessClaim mustNot(Claimed... outcomes) {
    return claim(ExpectationClass.MUST_NOT, outcomes);
  }

  /** Each of these outcomes is legal. */
  public static AccessClaim oneOf(Claimed... outcomes) {
    return claim(ExpectationClass.ONE_OF, outcomes);
  }

  /** Each of these outcomes is permitted by CONSTRAINED UNPREDICTABLE behaviour. */
  public static AccessClaim constrained(Claimed... outcomes) {
    return claim(ExpectationClass.CONSTRAINED, outcomes);
  }

  /** The recorded outcome, without promise. */
  public static AccessClaim quirk(Claimed... outcomes) {
    return claim(ExpectationClass.QUIRK, outcomes);
  }

  /** At each boundary nothing but these outcomes. */
  public static Sight only(Claimed... outcomes) {
    return sight(false, outcomes);
  }

  /** At each boundary nothing but these outcomes, and each of them at some boundary. */
  public static Sight exactly(Claimed... outcomes) {
    return sight(true, outcomes);
  }

  private static Sight sight(boolean everyMember, Claimed... outcomes) {
    return new Sight.Only(
        everyMember, Arrays.stream(outcomes).map(Claimed::legal).toList());
  }

  /** Not this outcome, once another was possible. */
  public static Sight.Forbidden never(Claimed outcome) {
    return new Sight.Forbidden(outcome.legal().outcome());
  }

  /** The checkers say this at least one time. */
  public static ViolationClaim found(ViolationName name) {
    return new ViolationClaim(name, OptionalLong.empty(), Optional.empty(), List.of());
  }

  private static AccessClaim claim(ExpectationClass expectationClass, Claimed... outcomes) {
    return new AccessClaim(
        expectationClass, Arrays.stream(outcomes).map(Claimed::legal).toList());
  }

  /** The address is mapped to this machine address. */
  public static LookupClaim mapped(long pa) {
    return LookupClaim.mapped(pa);
  }

  /** The address is mapped, wherever to. */
  public static LookupClaim mappedSomewhere() {
    return LookupClaim.mappedSomewhere();
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

  /** A legal outcome of an access. */
  @FunctionalInterface
  public interface Claimed {
    LegalOutcome legal();
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
