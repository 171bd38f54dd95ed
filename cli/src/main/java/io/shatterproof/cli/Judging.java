package io.shatterproof.cli;

import io.shatterproof.harness.JudgedVector;
import io.shatterproof.harness.ObservedProvider;
import io.shatterproof.harness.PrematureEnd;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.remote.QuickestCampaign;
import io.shatterproof.results.CampaignDigest;
import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.KnownFailureAccount;
import io.shatterproof.results.KnownFailureList;
import io.shatterproof.results.RunResult;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs vectors, tells what came of them in the order of the vectors, and counts. */
final class Judging implements AutoCloseable {
  /** Up to so many runs each has its line; of more, only those that failed. */
  static final int FEW_RUNS = 20;

  private final Console console;
  private final P2mProvider provider;
  private final @Nullable Traces traces;
  private final @Nullable Stepping stepping;
  private final ResultOptions options;
  private final FilterOptions filter;
  private final QuickestCampaign campaign;
  private final KnownFailureAccount known;
  private final KnownFailureRecord record;
  private final Reports reports;
  private final CampaignDigest set = new CampaignDigest();
  private final ResultPrinter printer;
  private final Summary summary;
  private final Progress progress;
  private @Nullable FileFailure unwritten;
  private final CampaignDigest told = new CampaignDigest();
  private final long vectors; // or UNKNOWN
  private long done;
  private volatile boolean isStopped;

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
    this.campaign = new QuickestCampaign(
        observed(provider), look.timeout(options.timeout()), look.threads(options.threads()));
    KnownFailureList list = results.known();
    this.known = new KnownFailureAccount(list);
    this.record = new KnownFailureRecord(list);
    this.reports = Reports.open(results.reports(), main.console());
    this.printer = new ResultPrinter(
        console.out(),
        main.paints(),
        (!isAll || runs > FEW_RUNS) && !options.verbose() && !look.traces(),
        provider.profiles());
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
    ChosenVectors chosen = new ChosenVectors(vectors, options.shard(), set, known, () -> isStopped);
    PrematureEnd end = new PrematureEnd(this::tellPrematureEnd);
    try {
      campaign.run(chosen, judged -> tell(chosen.takeNumber(), judged));
    } finally {
      end.close();
    }
    if (unwritten != null) {
      throw unwritten;
    }
  }

  private void tellPrematureEnd() {
    console.complain(provider.name() + " ended the JVM before all vectors were judged");
    console.err().flush();
  }

  private void tell(long number, JudgedVector vector) {
    isStopped |= stepping != null && stepping.isStopped();
    if (isStopped) {
      return; // was under way
    }
    progress.at(++done);
    told.add(vector.vector().heading().id());
    summary.add(vector.results());
    List<ResultPrinter.Told> lines = new ArrayList<>();
    for (int i = 0; i < vector.results().size(); i++) {
      Result result = vector.results().get(i);
      Optional<String> reference = known.judge(result);
      record.add(result, reference);
      lines.add(new ResultPrinter.Told(
          result,
          reference,
          traces == null ? List.of() : traces.take(result.heading(), result.profile())));
      report(RunResult.of(
          number,
          result,
          reference.orElse(""),
          options.timings()
              ? OptionalLong.of(vector.nanos().get(i) / 1000)
              : OptionalLong.empty()));
    }
    List<ResultPrinter.Told> shown = printer.worthALine(lines);
    if (!shown.isEmpty()) {
      progress.clear();
      printer.print(vector.vector(), shown);
    }
    isStopped = filter.failsFast() && reports.totals().newFailures() > 0;
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
    return set.vectors() == 0;
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
          .println("  shard " + options.shard() + ": " + done + " of "
              + CountText.of(set.vectors(), "vector"));
    }
    tellWhatIsNotJudged();
    KnownFailureText text = new KnownFailureText(console, options, known);
    boolean isAsKnown =
        text.print(reports.totals().knownFailures(), filter.isEmpty() && !isStopped);
    CampaignDigest reported = isStopped ? told : set;
    reports.finish(new CampaignHeader(
        "shatterproof " + Version.text(),
        suites,
        provider.name(),
        reported.text(),
        reported.vectors(),
        options.shard()));
    if (options.writtenKnownFailures().isPresent()) {
      record.write(options.writtenKnownFailures().get());
    }
    return reports.totals().newFailures() > 0 || !isAsKnown || isQuit()
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  private boolean isQuit() {
    return stepping != null && stepping.isStopped();
  }

  private void tellWhatIsNotJudged() {
    if (filter.leftOut() > 0) {
      console
          .out()
          .println(
              "  " + filter.text() + ": " + CountText.of(filter.leftOut(), "vector") + " left out");
    }
    if (isStopped && vectors != done) {
      console
          .out()
          .println("  stopped" + (isQuit() ? "" : " at the first failure") + ": "
              + (vectors == Progress.UNKNOWN
                  ? "what follows is not judged"
                  : CountText.of(vectors - done, "vector") + " not judged"));
    }
  }

  @Override
  public void close() {
    reports.close();
  }
}
