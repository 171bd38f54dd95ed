package io.shatterproof.mutation;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.spi.P2mProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Runs each vector on each mutant of whose profile it says something.
 *
 * <p>What comes of it does not depend on the number of threads, nor on what was known before.
 */
public final class MutationRun {
  private final List<Mutant> mutants;
  private final Suite suite;
  private final P2mProvider sound;
  private final Duration timeout;
  private final Map<SoundKey, SoundRun> soundRuns = new ConcurrentHashMap<>();

  /**
   * Names what is run.
   *
   * @param sound what the mutants are variants of: a mutant that a vector cannot tell from it is not
   *     judged, and a vector that fails on it kills nothing
   * @param timeout how long one vector may take on one mutant
   */
  public MutationRun(List<Mutant> mutants, Suite suite, P2mProvider sound, Duration timeout) {
    this.mutants = mutants.stream().sorted().toList();
    this.suite = suite;
    this.sound = sound;
    this.timeout = timeout;
  }

  private record SoundKey(String fingerprint, String profile) {}

  /** One vector on one mutant. */
  record Pair(Mutant mutant, Suite.Item item) {}

  /** What is to be run: the pairs of a shard that are not known yet. */
  public Work work(Shard shard, Encounters known) {
    List<Pair> pairs = new ArrayList<>();
    int n = 0;
    for (Mutant mutant : mutants) {
      for (Suite.Item item : suite.items()) {
        if (mutant.isTouchedBy(item.vector())
            && shard.contains(n++)
            && known.get(mutant, item.fingerprint()).isEmpty()) {
          pairs.add(new Pair(mutant, item));
        }
      }
    }
    return new Work(pairs, n);
  }

  /** Pairs to run, of {@code total} that there are in all shards. */
  public final class Work {
    private final List<Pair> pairs;
    private final int total;

    private Work(List<Pair> pairs, int total) {
      this.pairs = pairs;
      this.total = total;
    }

    /** How many vectors are run, on how many mutants together. */
    public int size() {
      return pairs.size();
    }

    /** Pairs in all shards, those that are known already included. */
    public int total() {
      return total;
    }

    /**
     * Runs them.
     *
     * @param progress is told now and then, by the calling thread, how many are done
     * @throws InterruptedException if the calling thread is interrupted; nothing is known then
     */
    public Encounters run(int threads, LongConsumer progress) throws InterruptedException {
      ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
        Thread thread = new Thread(task, "mutation run");
        thread.setDaemon(true);
        return thread;
      });
      try {
        List<Future<Encounter>> running = new ArrayList<>();
        pairs.forEach(pair -> running.add(workers.submit(() -> encounter(pair))));
        Encounters encounters = new Encounters();
        for (int i = 0; i < pairs.size(); i++) {
          Pair pair = pairs.get(i);
          encounters.put(
              pair.mutant(), pair.item().fingerprint(), running.get(i).get());
          progress.accept(i + 1);
        }
        return encounters;
      } catch (ExecutionException bug) {
        throw new IllegalStateException("running a vector never fails", bug.getCause());
      } finally {
        workers.shutdownNow();
      }
    }
  }

  private Encounter encounter(Pair pair) throws InterruptedException {
    Mutant mutant = pair.mutant();
    SoundRun soundRun = soundRuns.computeIfAbsent(
        new SoundKey(pair.item().fingerprint(), mutant.profile()),
        key -> SoundRun.of(pair.item().vector(), mutant.profile(), sound, timeout));
    if (soundRun.result().verdict() != Verdict.AGREE) {
      return Encounter.unsound(soundRun.result());
    }
    P2mProvider provider = mutant.provider();
    if (isUntouched(soundRun, provider)) {
      return Encounter.UNTOUCHED;
    }
    List<Result> results = new VectorRunner(provider, timeout).run(pair.item().vector());
    return Encounter.of(results.get(0), mutant.fault().observables());
  }

  /** Whether a mutant answers as the sound one does. If it crashes or takes too long, the judge tells. */
  private boolean isUntouched(SoundRun soundRun, P2mProvider provider) throws InterruptedException {
    FutureTask<Boolean> task = new FutureTask<>(() -> soundRun.isAnsweredBy(provider));
    Thread worker = new Thread(task, "comparison with the sound run");
    worker.setDaemon(true);
    worker.start();
    try {
      return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException wrong) {
      return false;
    } finally {
      task.cancel(true);
    }
  }
}
