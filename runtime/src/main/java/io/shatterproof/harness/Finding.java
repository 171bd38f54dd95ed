package io.shatterproof.harness;

import java.util.List;

/**
 * A check that does not hold in one order of a trial.
 *
 * @param subject what was checked: the same in every order
 * @param schedule the steps of several PEs that led there, in this order; empty without such
 */
record Finding(Object subject, Failure failure, List<String> schedule) {
  Finding {
    schedule = List.copyOf(schedule);
  }

  /** The failure, with the steps that led there in front of its details. */
  Failure told() {
    if (schedule.isEmpty()) {
      return failure;
    }
    StringBuilder steps = new StringBuilder("the shortest order that fails:");
    for (int i = 0; i < schedule.size(); i++) {
      steps.append("\n  ").append(i + 1).append(". ").append(schedule.get(i));
    }
    if (!failure.details().isEmpty()) {
      steps.append('\n').append(failure.details());
    }
    return failure.withDetails(steps.toString());
  }
}
