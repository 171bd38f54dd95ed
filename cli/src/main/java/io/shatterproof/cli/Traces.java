package io.shatterproof.cli;

import io.shatterproof.harness.Failure;
import io.shatterproof.harness.ObservedProvider;
import io.shatterproof.harness.RunObserver;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was done in each run, kept until it is told. */
final class Traces implements ObservedProvider.Observers {
  private final StepLines lines;
  private final Map<Key, Trace> traces = new ConcurrentHashMap<>();

  /** Two files can have one vector; they are run one behind the other or are told alike. */
  private record Key(String id, String profile) {}

  Traces(StepLines lines) {
    this.lines = lines;
  }

  @Override
  public RunObserver begin(Heading vector, String profile) {
    Trace trace = new Trace();
    traces.put(new Key(vector.id(), profile), trace);
    return trace;
  }

  /** The lines of a run, which are forgotten then. */
  List<String> take(Heading vector, String profile) {
    Trace trace = traces.remove(new Key(vector.id(), profile));
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
