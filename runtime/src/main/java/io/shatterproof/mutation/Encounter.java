package io.shatterproof.mutation;

import io.shatterproof.event.Observable;
import io.shatterproof.harness.Failure;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import io.shatterproof.vector.Origin;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of running one vector on one mutant.
 *
 * @param origin place of the expectation that failed, if one did
 * @param shown for a kill the observable that reveals the fault; otherwise what was seen instead
 */
public record Encounter(Effect effect, Optional<Origin> origin, String shown) {

  /** The vector asks nothing to which the answer is another one. */
  static final Encounter UNTOUCHED = new Encounter(Effect.UNTOUCHED, Optional.empty(), "");

  /** What it means. */
  public enum Effect {
    /** The mutant does the same as the implementation that is not wrong. */
    UNTOUCHED,
    /** It does something else, and the vector agrees: it does not see the fault. */
    UNSEEN,
    /** An expectation fails that is about what reveals the fault. */
    KILLED,
    /** Expectations fail, but none that is about what reveals the fault. */
    BESIDE,
    /** A crash, a timeout, or no verdict: nothing that a vector found. */
    LOST,
    /** The vector does not apply, needs what the implementation lacks, or is expected to fail. */
    NOT_JUDGED,
    /** The vector does not agree with the implementation that is not wrong. */
    UNSOUND
  }

  /** The implementation that is not wrong fails too, as expected or not. */
  static Encounter unsound(Result result) {
    return switch (result.verdict()) {
      case AGREE, NOT_APPLICABLE, UNSUPPORTED ->
        new Encounter(Effect.NOT_JUDGED, Optional.empty(), result.reason());
      case DISAGREE, COULD_NOT_JUDGE, CRASH, TIMEOUT ->
        new Encounter(Effect.UNSOUND, Optional.empty(), lost(result));
    };
  }

  /** Judges a result by what reveals the fault. */
  static Encounter of(Result result, Set<Observable> observables) {
    return switch (result.verdict()) {
      case AGREE -> new Encounter(Effect.UNSEEN, Optional.empty(), "");
      case NOT_APPLICABLE, UNSUPPORTED ->
        new Encounter(Effect.NOT_JUDGED, Optional.empty(), result.reason());
      case CRASH, TIMEOUT, COULD_NOT_JUDGE ->
        new Encounter(Effect.LOST, Optional.empty(), lost(result));
      case DISAGREE -> disagreement(result, observables);
    };
  }

  private static String lost(Result result) {
    // A time is different each time.
    return result.verdict() == Verdict.TIMEOUT
        ? result.verdict().word()
        : result.verdict().word() + ": " + result.reason();
  }

  private static Encounter disagreement(Result result, Set<Observable> observables) {
    for (Failure failure : result.failures()) {
      Optional<String> revealing = failure.observables().stream()
          .filter(observables::contains)
          .map(Observable::word)
          .sorted()
          .findFirst();
      if (revealing.isPresent()) {
        return new Encounter(Effect.KILLED, Optional.of(failure.origin()), revealing.get());
      }
    }
    String seen = result.failures().stream()
        .flatMap(failure -> failure.observables().stream())
        .map(Observable::word)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
    return new Encounter(
        Effect.BESIDE, result.failures().stream().map(Failure::origin).findFirst(), seen);
  }

  /** Whether another run would find the same: what took too long may end in time then. */
  boolean isFinal() {
    return effect != Effect.LOST && effect != Effect.UNSOUND;
  }

  /** Whether the vector kills the mutant. */
  public boolean isKill() {
    return effect == Effect.KILLED;
  }
}
