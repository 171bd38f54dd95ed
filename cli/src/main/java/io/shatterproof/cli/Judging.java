package io.shatterproof.cli;

import io.shatterproof.harness.Campaign;
import io.shatterproof.harness.Result;

import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.util.Iterator;
import java.util.List;

/** Runs vectors, prints what came of them in the order of the vectors, and counts. */
final class Judging {
  /** Up to so many runs each has its line; of more, only those that failed. */
  static final int FEW_RUNS = 20;

  private final Console console;
  private final Campaign campaign;
  private final ResultPrinter printer;
  private final Summary summary;
  private final Progress progress;
  private long done;

  /**
   * Begins.
   *
   * @param isAll whether the following are all there will be, and not the first only
   * @param vectors how many there will be
   * @param runs how many runs they will take together
   */
  Judging(
      Main main,
      P2mProvider provider,
      JudgeOptions options,
      boolean isAll,
      long vectors,
      long runs) {
    this.console = main.console();
    this.campaign = new Campaign(provider, options.timeout(), options.threads());
    this.printer = new ResultPrinter(
        console.out(),
        main.paints(),
        (!isAll || runs > FEW_RUNS) && !options.verbose(),
        provider.profiles());
    this.summary = new Summary(provider.name(), main.paints());
    this.progress = new Progress(console, isAll ? vectors : Progress.UNKNOWN);
  }

  /** Runs each vector as every profile that it and the implementation know. */
  void judge(Iterator<ConformanceVector> vectors) throws InterruptedException {
    campaign.run(vectors, this::tell);
  }

  private void tell(ConformanceVector vector, List<Result> results) {
    progress.at(++done);
    summary.add(results);
    List<Result> shown = printer.worthALine(results);
    if (!shown.isEmpty()) {
      progress.clear();
      printer.print(vector, shown);
    }
  }

  /** Whether nothing was judged. */
  boolean isEmpty() {
    return done == 0;
  }

  /**
   * Prints the summary and returns the exit code; to have judged nothing is no success.
   *
   * @param from where the vectors should have come from
   */
  int finish(String from) {
    progress.clear();
    if (done == 0) {
      console.complain("nothing was judged: no vector in " + from);
      return ExitCode.FAILED;
    }
    printer.separate();
    summary.lines().forEach(console.out()::println);
    return summary.hasFailures() ? ExitCode.FAILED : ExitCode.OK;
  }
}
