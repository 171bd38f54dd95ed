package io.shatterproof.minimize;

import io.shatterproof.harness.ChosenProfiles;
import io.shatterproof.harness.Profiles;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether a vector fails for a reason, and is right. */
final class Oracle {
  private final VectorRunner tested;
  private final Optional<VectorRunner> sound;
  private final Reason reason;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Bounds bounds;
  private final long start = System.nanoTime();
  private long asked;

  Oracle(VectorRunner tested, Optional<VectorRunner> sound, Reason reason, Bounds bounds) {
    this.tested = tested;
    this.sound = sound;
    this.reason = reason;
    this.bounds = bounds;
  }

  /** A runner as one profile; as whatever it is run where there is none. */
  static VectorRunner runner(P2mProvider provider, String profile, Duration timeout) {
    boolean isClaimed =
        !profile.isEmpty() && Profiles.claimed(provider).orElse(List.of()).contains(profile);
    return new VectorRunner(
        isClaimed ? new ChosenProfiles(provider, List.of(profile)) : provider, timeout);
  }

  /** Whether a vector agrees wherever it is judged, which it is. */
  static boolean agrees(VectorRunner runner, ConformanceVector vector) {
    List<Result> results = runner.run(vector);
    return results.stream().noneMatch(result -> result.verdict().isFailure())
        && results.stream().anyMatch(result -> result.verdict() == Verdict.AGREE);
  }

  /** Whether the implementation fails it for the reason, and the one that is right does not. */
  boolean holds(ConformanceVector vector) {
    Boolean answer = known.get(vector.heading().id());
    if (answer == null) {
      asked++;
      answer = tested.run(vector).stream().anyMatch(reason::isOf)
          && (sound.isEmpty() || agrees(sound.get(), vector));
      known.put(vector.heading().id(), answer);
    }
    return answer;
  }

  /** How many vectors were run. */
  long asked() {
    return asked;
  }

  /** Whether no more may be asked. */
  boolean isExhausted() {
    return asked >= bounds.candidates()
        || System.nanoTime() - start >= bounds.time().toNanos();
  }
}
