package io.shatterproof.cli;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import java.util.ArrayList;
import java.util.List;

/** What a person wants to know first about a run that agrees. */
final class Headline {
  private Headline() {}

  /**
   * The counts that the scenario demands and the run has, for example {@code tlbi 2, live stores
   * 4}; without those that are 0. Empty unless the run agrees, and for a vector of several phases.
   */
  static String of(ConformanceVector vector, Result result) {
    if (result.verdict() != Verdict.AGREE || vector.phases().size() != 1) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (Expectation expectation : vector.phases().get(0).then()) {
      if (expectation instanceof Expectation.CountsAre counts
          && counts.scope().includes(result.profile())) {
        counts.counts().stream()
            .filter(count -> !count.atMost() && count.value() != 0)
            .forEach(count -> parts.add(count.counter().word() + " " + count.value()));
      }
    }
    return String.join(", ", parts);
  }
}
