package io.shatterproof.cli;

import io.shatterproof.harness.Failure;
import io.shatterproof.harness.MappedDomain;
import io.shatterproof.harness.ObservedProvider;
import io.shatterproof.harness.RunObserver;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.VisibleText;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Stops before each step, and does what the user says. */
final class Stepping implements ObservedProvider.Observers {
  private static final String HELP = """
      n, or nothing  do this step
      r              do the rest of this run
      c              do all the rest
      q              stop here
      """;

  private final Console console;
  private final StepLines lines;
  private final BufferedReader input;
  private Pace pace = Pace.STEP;

  /** How far to go before the user is asked again. */
  private enum Pace {
    STEP,
    RUN,
    ALL,
    STOPPED
  }

  Stepping(Console console, StepLines lines) {
    this.console = console;
    this.lines = lines;
    this.input = console.input();
  }

  /** Whether the user wants no more. */
  boolean isStopped() {
    return pace == Pace.STOPPED;
  }

  @Override
  public RunObserver begin(Heading vector, String profile) {
    if (pace == Pace.STOPPED) {
      throw new CancellationException("stopped by the user");
    }
    if (pace == Pace.RUN) {
      pace = Pace.STEP;
    }
    if (pace == Pace.STEP) {
      print("run: " + VisibleText.of(vector.title())
          + (profile.isEmpty() ? "" : "  as " + VisibleText.of(profile)));
    }
    return new Steps();
  }

  private void print(String line) {
    console.out().println(line);
    console.out().flush();
  }

  /** The steps of one run. */
  private final class Steps implements RunObserver {
    private List<MappedDomain> shown = List.of();

    @Override
    public void beginStep(Step step, String text) {
      if (pace != Pace.ALL) {
        print(lines.step(step, text));
      }
      if (pace == Pace.STEP) {
        ask();
      }
    }

    @Override
    public void endStep(Done done) {
      if (pace == Pace.ALL) {
        return;
      }
      lines.done(done).forEach(Stepping.this::print);
      List<MappedDomain> now = done.domains().get();
      now.stream()
          .filter(domain -> !shown.contains(domain))
          .forEach(domain -> lines.mapped(domain).forEach(Stepping.this::print));
      shown = now;
    }

    @Override
    public void judged(Expectation expectation, Optional<Failure> failure) {
      if (pace != Pace.ALL) {
        print(lines.judged(expectation, failure));
      }
    }

    private void ask() {
      for (String word = word(); ; word = word()) {
        switch (word) {
          case "", "n", "next" -> {
            return;
          }
          case "r", "run" -> {
            pace = Pace.RUN;
            return;
          }
          case "c", "continue" -> {
            pace = Pace.ALL;
            return;
          }
          case "q", "quit" -> {
            pace = Pace.STOPPED;
            throw new CancellationException("stopped by the user");
          }
          default -> {
            console.out().print(HELP);
            console.out().flush();
          }
        }
      }
    }

    /** Where nobody types any more, everything is done. */
    private String word() {
      if (console.terminal()) {
        console.out().print("(n)ext, (r)est of this run, (c)ontinue, (q)uit: ");
        console.out().flush();
      }
      try {
        String line = input.readLine();
        return line == null ? "c" : line.strip();
      } catch (IOException gone) {
        return "c";
      }
    }
  }
}
