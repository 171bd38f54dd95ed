package io.shatterproof.compiler.backend.text;

import io.shatterproof.vector.Step;
import io.shatterproof.vector.StepPe;
import java.util.OptionalInt;

/** The PE whose block a step stands in. */
final class BlockPe {
  private BlockPe() {}

  /** The PE that does it; empty where the statement names its own, or none does it. */
  static OptionalInt of(Step step) {
    return step instanceof Step.Labelled labelled
        ? of(labelled.step())
        : namesItsPe(step) ? OptionalInt.empty() : StepPe.of(step);
  }

  private static boolean namesItsPe(Step step) {
    return step instanceof Step.Enter
        || step instanceof Step.Leave
        || step instanceof Step.SetWay
        || step instanceof Step.SwitchCaches
        || step instanceof Step.Abort;
  }
}
