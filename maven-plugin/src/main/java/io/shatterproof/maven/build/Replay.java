package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.FileReason;
import io.shatterproof.harness.ConfiguredLimits;
import io.shatterproof.harness.JudgedVector;
import io.shatterproof.harness.Shard;
import io.shatterproof.harness.Verdict;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.results.CampaignPlan;
import io.shatterproof.results.KnownFailureAccount;
import io.shatterproof.results.KnownFailureList;
import io.shatterproof.results.ReportedCampaign;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.archive.SetReading;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Judges an implementation by sets of vectors. */
public final class Replay {
  private final ReplayRequest request;
  private final String generator;
  private final Log log;
  private final KnownFailureList known;
  private final ReplayText text;
  private final List<String> unreadable = new ArrayList<>();

  /**
   * Plans it.
   *
   * @param generator name and version of whoever makes the reports
   */
  public Replay(ReplayRequest request, String generator, Log log)
      throws MojoExecutionException, MojoFailureException {
    this.request = request;
    this.generator = generator;
    this.log = log;
    this.known = request.knownFailures().isPresent()
        ? KnownFailureFile.read(request, request.knownFailures().get())
        : KnownFailureList.EMPTY;
    this.text = new ReplayText(log);
  }

  /**
   * Judges. All sets are read to their ends before: what is damaged is not judged in part.
   *
   * @throws MojoFailureException if a run failed and that was not known, or there is nothing to judge
   */
  public void run(TestClassPath classPath)
      throws IOException, MojoExecutionException, MojoFailureException {
    requireLimits();
    try (OpenSets sets = OpenSets.of(request, classPath);
        SetReading counted = new SetReading(sets.sources(), new Refusals())) {
      long vectors = 0;
      while (counted.hasNext()) {
        counted.next();
        vectors++;
      }
      requireWhole(counted);
      if (vectors == 0) {
        throw new MojoFailureException("Nothing to replay: " + wanted());
      }
      P2mProvider provider = new ReplayedProvider(
              request.target(), request.profiles(), request.timeout())
          .find(classPath);
      try (ReplayReports reports = new ReplayReports(request.reports());
          SetReading judged = counted.again()) {
        ReportedCampaign campaign = campaign(provider);
        judge(judged, campaign, new Telling(provider.name(), reports));
        requireWhole(judged);
        reports.finish(campaign.header(generator, judged.suites()), campaign.totals());
        conclude(provider, campaign);
      } finally {
        if (provider instanceof RemoteProvider program) {
          program.close();
        }
      }
    }
  }

  private static void requireLimits() throws MojoExecutionException {
    Optional<String> complaint = ConfiguredLimits.complaint();
    if (complaint.isPresent()) {
      throw new MojoExecutionException(complaint.get());
    }
  }

  private String wanted() {
    return request.sets().isEmpty()
        ? "no dependency of the tests has vectors; add one with the classifier vectors, or name sets"
        : "no vector in "
            + request.sets().stream()
                .map(set -> request.shown(set.toString()))
                .collect(Collectors.joining(", "));
  }

  private void requireWhole(SetReading sets) throws MojoFailureException {
    if (!sets.areWhole()) {
      throw new MojoFailureException(
          "Vectors cannot be read; nothing is judged:\n" + String.join("\n", unreadable));
    }
  }

  private ReportedCampaign campaign(P2mProvider provider) {
    CampaignPlan plan = new CampaignPlan(request.timeout(), request.threads(), Shard.WHOLE, false);
    return new ReportedCampaign(provider, plan, known);
  }

  private static void judge(SetReading vectors, ReportedCampaign campaign, Telling telling)
      throws MojoExecutionException {
    try {
      campaign.run(vectors, telling);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("The replay was interrupted");
    }
  }

  private void conclude(P2mProvider provider, ReportedCampaign campaign)
      throws MojoFailureException {
    Totals totals = campaign.totals();
    text.summarize(provider.name(), totals);
    campaign.known().remarks(true).forEach(this::warn);
    if (totals.newFailures() > 0) {
      throw new MojoFailureException(text.failure(provider.name(), totals));
    }
    int outdated = campaign.known().outdated(true);
    if (request.strictKnown() && outdated > 0) {
      throw new MojoFailureException(CountText.of(outdated, "known failure")
          + " of "
          + request.knownFailures().map(file -> request.shown(file.toString())).orElse("")
          + " to be taken out of the list, see above");
    }
  }

  private void warn(KnownFailureAccount.Remark remark) {
    KnownFailureList.Entry entry = remark.entry();
    log.warn("known failure in line " + entry.line() + " is " + remark.what() + ": " + entry + " "
        + entry.reference());
  }

  /** Tells in the log and in files. */
  private final class Telling implements ReportedCampaign.Listener {
    private final String provider;
    private final ReplayReports reports;

    Telling(String provider, ReplayReports reports) {
      this.provider = provider;
      this.reports = reports;
    }

    @Override
    public void tell(JudgedVector vector, List<RunResult> runs) {
      for (int i = 0; i < runs.size(); i++) {
        RunResult run = runs.get(i);
        reports.add(run);
        if (run.isNewFailure()) {
          text.fail(vector.results().get(i));
        } else if (run.verdict() != Verdict.AGREE && !run.verdict().isFailure()) {
          text.leave(vector.results().get(i));
        }
      }
    }

    @Override
    public void tellPrematureEnd() {
      log.error(provider + " ended the JVM before all vectors were judged");
    }
  }

  /** Sets that cannot be read. */
  private final class Refusals implements SetReading.Trouble {
    @Override
    public void malformed(VectorFormatException why) {
      unreadable.add(request.shown(String.valueOf(why.getMessage())));
    }

    @Override
    public void unreadable(String set, IOException why) {
      unreadable.add("cannot read " + request.shown(set) + ": " + FileReason.of(why));
    }
  }
}
