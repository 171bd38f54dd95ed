package io.shatterproof.harness;

import io.shatterproof.explore.Independence;
import io.shatterproof.explore.Interleavings;
import io.shatterproof.explore.Order;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.StepPe;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The orders of what several PEs do at once: the first one is run as it is told, the others
 * afterwards, each from the start.
 */
final class Exploration {
  private final InterleavedSteps steps;
  private final Meanwhile meanwhile;
  private final int phase;
  private final ExplorationLimits limits;
  private final boolean reduced;
  private final Interleavings interleavings;
  private final AtomicLong orders = new AtomicLong();
  private volatile long states;
  private volatile boolean exhausted;

  /**
   * An exploration.
   *
   * @param meanwhile who looks on
   * @param phase number of the phase
   * @param independence which steps commute, where the limits allow to make use of it
   */
  Exploration(
      InterleavedSteps steps,
      Meanwhile meanwhile,
      int phase,
      ExplorationLimits limits,
      Independence independence) {
    this.steps = steps;
    this.meanwhile = meanwhile;
    this.phase = phase;
    this.limits = limits;
    this.reduced = limits.reduces() && !meanwhile.isAboutOrder();
    this.interleavings =
        new Interleavings(steps.lengths(), reduced ? independence : Independence.NONE);
  }

  /** Runs the first order, the phase having begun. */
  void runFirst(OrderRun run) {
    run.when(steps, interleavings.next().orElseThrow());
    states = interleavings.states();
    orders.incrementAndGet();
  }

  /**
   * Runs every other order.
   *
   * @param first the run of the first one
   * @param runs makes a run
   * @param scope picks the expectations of a phase that apply
   */
  Outcome runOthers(OrderRun first, Script script, Supplier<OrderRun> runs, Scope scope) {
    Findings findings = new Findings();
    findings.add(first.findings());
    OrderRun before = first;
    for (Optional<Order> order = interleavings.next();
        order.isPresent();
        order = interleavings.next()) {
      if (interleavings.states() > limits.states()) {
        return new Outcome(findings, Verdict.COULD_NOT_JUDGE, tooMany(), List.of());
      }
      if (Thread.currentThread().isInterrupted()) {
        return new Outcome(findings, Verdict.COULD_NOT_JUDGE, "the run was interrupted", List.of());
      }
      meanwhile.rewind(before.schedule().boundaryBehind(order.get().unchanged()) + 1);
      OrderRun run = runs.get();
      try (run) {
        run(run, script, order.get(), scope);
      }
      states = interleavings.states();
      findings.add(run.findings());
      if (run.ended().isPresent()) {
        return new Outcome(
            findings,
            run.ended().get(),
            run.reason() + "; when the PEs go on in the order " + text(order.get()),
            run.trace());
      }
      before = run;
    }
    exhausted = true;
    return new Outcome(findings, null, "", List.of());
  }

  /**
   * What came of it.
   *
   * @param ended why there is no verdict; absent if every order was judged
   * @param reason the same in a line
   * @param trace where the implementation crashed; empty if it did not
   */
  record Outcome(Findings findings, @Nullable Verdict ended, String reason, List<String> trace) {
    Outcome {
      trace = List.copyOf(trace);
    }
  }

  /** Picks expectations. */
  interface Scope {
    /** Those of these that apply to the profile. */
    List<Expectation> of(List<Expectation> expectations);
  }

  private String tooMany() {
    return "the PEs reach more than " + limits.states() + " states: " + states
        + " were visited in " + orders + " orders; allow more of them with -D"
        + ExplorationLimits.PROPERTY + "=, or let the PEs do less at once";
  }

  private String text(Order order) {
    return order.bodies().stream()
        .map(body -> StepPe.of(steps.bodies().get(body)).orElse(0))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private void run(OrderRun run, Script script, Order order, Scope scope) {
    run.start();
    script.given().forEach(run::given);
    for (int number = 0; number < script.parts().size(); number++) {
      Script.Part part = script.parts().get(number);
      if (number < phase) {
        repeat(run, part);
        continue;
      }
      run.beginPhase(
          number == phase ? meanwhile : new Meanwhile(number, scope.of(part.meanwhile())));
      for (Step step : part.when()) {
        if (step instanceof Step.Interleaved) {
          run.when(steps, order);
          if (!order.isComplete()) {
            run.stop(part.then());
            return;
          }
        } else {
          run.when(step);
        }
      }
      part.then().forEach(run::then);
    }
    run.finish();
    orders.incrementAndGet();
  }

  /** A phase that was judged in the first run; what it says of violations still holds. */
  private static void repeat(OrderRun run, Script.Part part) {
    run.beginPhase(Meanwhile.NOBODY);
    part.when().forEach(run::when);
    part.then().stream().filter(Expectation.ViolationIs.class::isInstance).forEach(run::then);
  }

  /** How much was explored up to now. */
  Explored explored() {
    return new Explored(orders.get(), states, reduced, exhausted);
  }
}
