package io.shatterproof.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of the commands that judge: how closely somebody looks at each run. */
final class LookOptions {
  private static final Duration LONGEST = Duration.ofDays(10_000);

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--trace",
      description =
          "Print the steps of every run with their events, and what came of each" + " expectation.")
  private boolean traces;

  @Option(
      names = "--step",
      description = "Stop before each step, and go on as the standard input says: n does the step,"
          + " r the rest of the run, c everything, q stops.")
  private boolean steps;

  /** Whether it is told what was done in each run. */
  boolean traces() {
    return traces;
  }

  /** Whether the user is asked before each step. */
  boolean steps() {
    return steps;
  }

  /** Refuses both at once, and where nobody could read them. */
  void check(ResultOptions results) {
    if ((traces || steps) && results.ownsOutput()) {
      throw new WrongChoice(
          spec.commandLine(),
          "the standard output is a report: not with " + (traces ? "--trace" : "--step"));
    }
    if (traces && steps) {
      throw new WrongChoice(spec.commandLine(), "--step and --trace exclude each other");
    }
  }

  /** How long a run may take that takes so long by itself: nobody hurries who is asked. */
  Duration timeout(Duration usual) {
    return steps ? LONGEST : usual;
  }

  /** How many vectors are run at once. */
  int threads(int usual) {
    return steps ? 1 : usual;
  }
}
