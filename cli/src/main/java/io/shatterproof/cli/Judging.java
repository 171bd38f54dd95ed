package io.shatterproof.cli;

import io.shatterproof.harness.JudgedVector;
import io.shatterproof.harness.ObservedProvider;
import io.shatterproof.harness.Profiles;
import io.shatterproof.harness.Result;
import io.shatterproof.results.CampaignPlan;
import io.shatterproof.results.KnownFailureList;
import io.shatterproof.results.ReportedCampaign;
import io.shatterproof.results.RunResult;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells on the console and in files what comes of vectors, in the order of the vectors. */
final class Judging implements ReportedCampaign.Listener, AutoCloseable {
  /** Up to so many runs each has its line; of more, only those that failed. */
  static final int FEW_RUNS = 20;

  private final Console console;
  private final P2mProvider provider;
  private final @Nullable Traces traces;
  private final @Nullable Stepping stepping;
  private final ResultOptions options;
  private final FilterOptions filter;
  private final ReportedCampaign campaign;
  private final KnownFailureRecord record;
  private final Reports reports;
  private final ResultPrinter printer;
  private final Summary summary;
  private final Progress progress;
  private @Nullable FileFailure unwritten;
  private final long vectors; // or UNKNOWN

  /**
   * Begins.
   *
   * @param sources lines of the scenarios, for whoever looks at steps
   * @param isAll whether the following are all there will be, and not the first only
   * @param vectors how many there will be
   * @param runs how many runs they will take together
   * @throws FileFailure if what is known cannot be read, or results cannot be written
   */
  Judging(
      Main main,
      P2mProvider provider,
      JudgeOptions options,
      ResultOptions results,
      FilterOptions filter,
      LookOptions look,
      SourceLines sources,
      boolean isAll,
      long vectors,
      long runs)
      throws FileFailure {
    this.console = results.ownsOutput() ? main.console().silent() : main.console();
    this.provider = provider;
    this.options = results;
    this.filter = filter;
    this.vectors = isAll ? vectors : Progress.UNKNOWN;
    StepLines lines = new StepLines(sources);
    this.traces = look.traces() ? new Traces(lines) : null;
    this.stepping = look.steps() ? new Stepping(console, lines) : null;
    KnownFailureList list = results.known();
    this.campaign = new ReportedCampaign(
        observed(provider),
        new CampaignPlan(
            look.timeout(options.timeout()),
            look.threads(options.threads()),
            results.shard(),
            results.timings()),
        list);
    if (look.steps() || filter.failsFast()) {
      campaign.stoppedBy(() -> isQuit() || hasFailedFast());
    }
    this.record = new KnownFailureRecord(list);
    this.reports = Reports.open(results.reports(), main.console());
    this.printer = new ResultPrinter(
        console.out(),
        main.paints(),
        (!isAll || runs > FEW_RUNS) && !options.verbose() && !look.traces(),
        Profiles.claimed(provider).orElse(List.of()));
    this.summary = new Summary(provider.name(), main.paints());
    this.progress = new Progress(look.steps() ? console.asLog() : console, this.vectors);
  }

  private P2mProvider observed(P2mProvider judging) {
    if (stepping != null) {
      return new ObservedProvider(judging, stepping);
    }
    return traces == null ? judging : new ObservedProvider(judging, traces);
  }

  /** Runs each vector of the shard as every profile that it and the implementation know. */
  void judge(Iterator<ConformanceVector> vectors) throws InterruptedException, FileFailure {
    campaign.run(vectors, this);
    if (unwritten != null) {
      throw unwritten;
    }
  }

  @Override
  public void tellPrematureEnd() {
    console.complain(provider.name() + " ended the JVM before all vectors were judged");
    console.err().flush();
  }

  @Override
  public void tell(JudgedVector vector, List<RunResult> runs) {
    progress.at(campaign.judged());
    summary.add(vector.results());
    List<ResultPrinter.Told> lines = new ArrayList<>(runs.size());
    for (int i = 0; i < runs.size(); i++) {
      Result result = vector.results().get(i);
      RunResult run = runs.get(i);
      record.add(result, run.knownFailure());
      lines.add(new ResultPrinter.Told(
          result,
          run.knownFailure(),
          traces == null ? List.of() : traces.take(result.heading(), result.profile())));
      report(run);
    }
    List<ResultPrinter.Told> shown = printer.worthALine(lines);
    if (!shown.isEmpty()) {
      progress.clear();
      printer.print(vector.vector(), shown);
    }
  }

  /** What cannot be written ends no campaign: its results are shown all the same. */
  private void report(RunResult result) {
    try {
      reports.add(result);
    } catch (FileFailure failure) {
      unwritten = unwritten == null ? failure : unwritten;
    }
  }

  /** Whether there was nothing to judge, in this shard or another. */
  boolean isEmpty() {
    return campaign.vectors() == 0;
  }

  /**
   * Prints the summary, writes the files, and returns the exit code; to have judged nothing is no
   * success.
   *
   * @param from where the vectors should have come from
   * @param suites names of the sets
   */
  int finish(String from, List<String> suites) throws FileFailure {
    progress.clear();
    if (isEmpty()) {
      console.complain("nothing was judged: "
          + (filter.leftOut() == 0
              ? "no vector in " + from
              : "of " + CountText.of(filter.leftOut(), "vector") + " in " + from + " none is like "
                  + filter.text()));
      return ExitCode.FAILED;
    }
    printer.separate();
    summary.lines().forEach(console.out()::println);
    if (!options.shard().isWhole()) {
      console
          .out()
          .println("  shard " + options.shard() + ": " + campaign.judged() + " of "
              + CountText.of(campaign.vectors(), "vector"));
    }
    tellWhatIsNotJudged();
    KnownFailureText text = new KnownFailureText(console, options, campaign.known());
    boolean isAsKnown =
        text.print(campaign.totals().knownFailures(), filter.isEmpty() && !campaign.isStopped());
    reports.finish(campaign.header("shatterproof " + Version.text(), suites), campaign.totals());
    if (options.writtenKnownFailures().isPresent()) {
      record.write(options.writtenKnownFailures().get());
    }
    return campaign.totals().newFailures() > 0 || !isAsKnown || isQuit()
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  private boolean isQuit() {
    return stepping != null && stepping.isStopped();
  }

  private boolean hasFailedFast() {
    return filter.failsFast() && campaign.totals().newFailures() > 0;
  }

  private void tellWhatIsNotJudged() {
    if (filter.leftOut() > 0) {
      console
          .out()
          .println(
              "  " + filter.text() + ": " + CountText.of(filter.leftOut(), "vector") + " left out");
    }
    if (campaign.isStopped() && vectors != campaign.judged()) {
      console
          .out()
          .println("  stopped" + (isQuit() ? "" : " at the first failure") + ": "
              + (vectors == Progress.UNKNOWN
                  ? "what follows is not judged"
                  : CountText.of(vectors - campaign.judged(), "vector") + " not judged"));
    }
  }

  @Override
  public void close() {
    reports.close();
  }
}
