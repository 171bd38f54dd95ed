package io.shatterproof.harness;

import io.shatterproof.event.Observable;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.vector.Origin;
import java.util.Optional;

/**
 * Compares what an operation answers with what a vector claims.
 *
 * @param exact whether to the number, as for an implementation that runs as one of the vector's
 *     profiles; otherwise only what is the same for every implementation
 */
record AnswerJudge(boolean exact) {

  /** The difference between the code of an operation and the claim, if there is one. */
  Optional<Failure> code(Origin origin, String operation, long code, long claim) {
    if (exact ? code == claim : isFailure(code) == isFailure(claim)) {
      return Optional.empty();
    }
    String expected = exact ? Errno.describe(claim) : isFailure(claim) ? "a failure" : "success";
    String actual = Errno.describe(code);
    return Optional.of(new Failure(
        origin,
        operation + " returned " + actual + ", expected " + expected,
        "returns " + expected,
        "returns " + actual,
        "",
        Observable.RETURNED));
  }

  /** Whoever is to call again has not failed, and who never asks for it has not either. */
  private static boolean isFailure(long code) {
    return code < 0 && code != Errno.ERESTART.code();
  }

  /** The difference between what became of an abort and the claim, if there is one. */
  Optional<Failure> outcome(Origin origin, AbortOutcome outcome, AbortOutcome claim) {
    if (outcome == claim || (!exact && executesAgain(outcome) && executesAgain(claim))) {
      return Optional.empty();
    }
    return Optional.of(new Failure(
        origin,
        "abort returned " + outcome.word() + ", expected " + claim.word(),
        claim.word(),
        outcome.word(),
        "",
        Observable.ABORT));
  }

  /** The difference between whether a fault was resolved and the claim, if there is one. */
  static Optional<Failure> resolved(Origin origin, boolean resolved, boolean claim) {
    if (resolved == claim) {
      return Optional.empty();
    }
    String expected = claim ? "resolved" : "unresolved";
    String actual = resolved ? "resolved" : "unresolved";
    return Optional.of(new Failure(
        origin,
        "resolve answered " + actual + ", expected " + expected,
        expected,
        actual,
        "",
        Observable.ABORT));
  }

  private static boolean executesAgain(AbortOutcome outcome) {
    return switch (outcome) {
      case RETRY, MEM_ACCESS -> true;
      case MMIO, INJECT, CRASH -> false;
    };
  }

  /**
   * The difference between an access restriction and the claim, if there is one.
   *
   * @param subject whose restriction it is
   * @param answer number of the restriction, or a negated error number
   */
  Optional<Failure> restriction(Origin origin, String subject, long answer, long claim) {
    if (answer == claim || (!exact && answer < 0 && claim < 0)) {
      return Optional.empty();
    }
    String expected = !exact && claim < 0 ? "a failure" : restrictionText(claim);
    String actual = restrictionText(answer);
    return Optional.of(new Failure(
        origin,
        subject + " is " + actual + ", expected " + expected,
        expected,
        actual,
        "",
        Observable.RESTRICTION));
  }

  private static String restrictionText(long answer) {
    Optional<P2mAccess> access =
        answer == (int) answer ? P2mAccess.ofNumber((int) answer) : Optional.empty();
    return access.map(P2mAccess::word).orElse(Errno.describe(answer));
  }
}
