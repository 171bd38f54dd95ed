package io.shatterproof.cli;

import io.shatterproof.harness.Failure;
import io.shatterproof.harness.ObservedProvider;
import io.shatterproof.harness.RunObserver;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was done in each run, kept until it is told. */
final class Traces implements ObservedProvider.Observers {
  private final StepLines lines;

  /** By the heading itself and the profile: two files can have one vector, and be run at once. */
  private final Map<Heading, Map<String, Trace>> traces =
      Collections.synchronizedMap(new IdentityHashMap<>());

  Traces(StepLines lines) {
    this.lines = lines;
  }

  @Override
  public RunObserver begin(Heading vector, String profile) {
    Trace trace = new Trace();
    traces.computeIfAbsent(vector, any -> new ConcurrentHashMap<>()).put(profile, trace);
    return trace;
  }

  /** The lines of a run, which are forgotten then. */
  List<String> take(Heading vector, String profile) {
    Map<String, Trace> runs = traces.getOrDefault(vector, new ConcurrentHashMap<>());
    Trace trace = runs.remove(profile);
    if (runs.isEmpty()) {
      traces.remove(vector);
    }
    return trace == null ? List.of() : trace.lines();
  }

  /** Written by the thread of the run, which may go on when nobody waits for it any more. */
  private final class Trace implements RunObserver {
    private final List<String> told = new ArrayList<>();

    @Override
    public synchronized void beginStep(Step step, String text) {
      told.add(lines.step(step, text));
    }

    @Override
    public synchronized void endStep(Done done) {
      told.addAll(lines.done(done));
    }

    @Override
    public synchronized void judged(Expectation expectation, Optional<Failure> failure) {
      told.add(lines.judged(expectation, failure));
    }

    synchronized List<String> lines() {
      return List.copyOf(told);
    }
  }
}
