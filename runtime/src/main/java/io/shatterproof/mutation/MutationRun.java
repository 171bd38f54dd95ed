package io.shatterproof.mutation;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.Shard;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /** One vector on mutants of one profile, so that the sound implementation runs it once. */
  private record Group(Suite.Item item, String profile, List<Mutant> mutants) {}

  /** What is to be run: as much of a shard as is not known yet. */
  public Work work(Shard shard, Encounters known) {
    List<Group> groups = new ArrayList<>();
    int total = 0;
    for (Suite.Item item : suite.items()) {
      for (String profile : item.vector().heading().profiles()) {
        List<Mutant> touched =
            mutants.stream().filter(mutant -> mutant.profile().equals(profile)).toList();
        total += touched.size();
        if (shard.contains(item.vector().heading().id())) {
          groups.add(new Group(item, profile, open(touched, item, known)));
        }
      }
    }
    groups.removeIf(group -> group.mutants().isEmpty());
    return new Work(groups, total);
  }

  private static List<Mutant> open(List<Mutant> mutants, Suite.Item item, Encounters known) {
    return mutants.stream()
        .filter(mutant ->
            known.get(mutant, item.fingerprint()).filter(Encounter::isFinal).isEmpty())
        .toList();
  }

  /** Vectors to run on mutants, of {@code total} such pairs that there are in all shards. */
  public final class Work {
    private final List<Group> groups;
    private final int total;

    private Work(List<Group> groups, int total) {
      this.groups = groups;
      this.total = total;
    }

    /** How many vectors are run, on how many mutants together. */
    public int size() {
      return groups.stream().mapToInt(group -> group.mutants().size()).sum();
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
        List<Future<List<Encounter>>> running = new ArrayList<>();
        groups.forEach(group -> running.add(workers.submit(() -> encounters(group))));
        Encounters encounters = new Encounters();
        for (int i = 0; i < groups.size(); i++) {
          put(encounters, groups.get(i), running.get(i).get());
          progress.accept(encounters.size());
        }
        return encounters;
      } catch (ExecutionException bug) {
        throw new IllegalStateException("running a vector never fails", bug.getCause());
      } finally {
        workers.shutdownNow();
      }
    }
  }

  private static void put(Encounters encounters, Group group, List<Encounter> found) {
    for (int i = 0; i < found.size(); i++) {
      encounters.put(group.mutants().get(i), group.item().fingerprint(), found.get(i));
    }
  }

  private List<Encounter> encounters(Group group) throws InterruptedException {
    // Thousands of calls: they are forgotten with the group.
    SoundRun soundRun = SoundRun.of(group.item().vector(), group.profile(), sound, timeout);
    List<Encounter> found = new ArrayList<>();
    for (Mutant mutant : group.mutants()) {
      found.add(encounter(mutant, group.item().vector(), soundRun));
    }
    return found;
  }

  private Encounter encounter(Mutant mutant, ConformanceVector vector, SoundRun soundRun)
      throws InterruptedException {
    boolean holds = soundRun.result().expectedFailures().isEmpty();
    if (soundRun.result().verdict() != Verdict.AGREE || !holds) {
      return Encounter.unsound(soundRun.result());
    }
    P2mProvider provider = mutant.provider();
    if (soundRun.isAnsweredBy(provider, timeout)) {
      return Encounter.UNTOUCHED;
    }
    List<Result> results = new VectorRunner(provider, timeout).run(vector);
    return Encounter.of(results.get(0), mutant.fault().observables());
  }
}
