package io.shatterproof.harness.junit;

import io.shatterproof.harness.Trial;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Step;
import java.util.List;

/** Who is told what a scenario does, in order: a trial, usually. */
interface Hearer {
  void given(Step step);

  void beginPhase(List<Expectation> meanwhile);

  void when(Step step);

  void then(Expectation expectation);

  static Hearer of(Trial trial) {
    return new Hearer() {
      @Override
      public void given(Step step) {
        trial.given(step);
      }

      @Override
      public void beginPhase(List<Expectation> meanwhile) {
        trial.beginPhase(meanwhile);
      }

      @Override
      public void when(Step step) {
        trial.when(step);
      }

      @Override
      public void then(Expectation expectation) {
        trial.then(expectation);
      }
    };
  }
}
