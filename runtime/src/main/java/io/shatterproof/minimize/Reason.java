package io.shatterproof.minimize;

import io.shatterproof.event.Observable;
import io.shatterproof.harness.Failure;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a run fails, without places and values.
 *
 * @param observables of the check that does not hold; empty where none is
 * @param words for a run without a check that does not hold: what happened
 */
public record Reason(Verdict verdict, Set<Observable> observables, String words) {
  public Reason {
    observables = Set.copyOf(observables);
  }

  /** Why a run fails, by its first check; empty if it does not. */
  public static Optional<Reason> of(Result result) {
    return result.verdict().isFailure() ? Optional.of(all(result).get(0)) : Optional.empty();
  }

  /** Whether a run fails for this reason, and perhaps for others. */
  boolean isOf(Result result) {
    return result.verdict() == verdict && all(result).contains(this);
  }

  private static List<Reason> all(Result result) {
    Verdict verdict = result.verdict();
    if (verdict != Verdict.DISAGREE || result.failures().isEmpty()) {
      return List.of(new Reason(verdict, Set.of(), words(result)));
    }
    return result.failures().stream().map(failure -> of(verdict, failure)).toList();
  }

  private static Reason of(Verdict verdict, Failure failure) {
    return new Reason(
        verdict, failure.observables(), failure.observables().isEmpty() ? failure.message() : "");
  }

  /** A time is another one each time, and so are the numbers behind a colon. */
  private static String words(Result result) {
    return result.verdict() == Verdict.TIMEOUT ? "" : result.reason().replaceFirst(":.*", "");
  }

  /** For example {@code disagree: lookup pa}. */
  @Override
  public String toString() {
    String what = observables.isEmpty()
        ? words
        : observables.stream().map(Observable::word).sorted().collect(Collectors.joining(", "));
    return verdict.word() + (what.isEmpty() ? "" : ": " + what);
  }
}
