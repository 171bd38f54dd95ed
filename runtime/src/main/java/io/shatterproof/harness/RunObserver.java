package io.shatterproof.harness;

import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks on while a vector is run once, step by step. What it sees changes nothing; what it throws ends
 * the run. Where several PEs do something at once it sees the first order only.
 */
public interface RunObserver {
  /** So many events of one step are told; a step can have millions. */
  int MOST_EVENTS = 1000;

  /** Sees nothing. */
  RunObserver NOBODY = new RunObserver() {
    @Override
    public void beginStep(Step step, String text) {}

    @Override
    public void endStep(Done done) {}

    @Override
    public void judged(Expectation expectation, Optional<Failure> failure) {}
  };

  /**
   * A step is about to be done.
   *
   * @param text the step in the words of the scenario, with the PE that does it
   */
  void beginStep(Step step, String text);

  /** It was done; not called if the implementation failed in it. */
  void endStep(Done done);

  /** An expectation was judged that applies to the profile. */
  void judged(Expectation expectation, Optional<Failure> failure);

  /**
   * What a step did.
   *
   * @param answer what the implementation answered, for example {@code returns 0}; may be empty
   * @param events a line for each event; none of an implementation that reports none
   * @param moreEvents how many there were beyond {@link #MOST_EVENTS}
   * @param domains what the tables of each domain map now, computed when it is asked for; only until
   *     the next step
   */
  record Done(
      String answer, List<String> events, int moreEvents, Supplier<List<MappedDomain>> domains) {
    public Done {
      events = List.copyOf(events);
    }
  }
}
