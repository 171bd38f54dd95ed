package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.FileReason;
import io.shatterproof.harness.JudgedVector;
import io.shatterproof.harness.PrematureEnd;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Shard;
import io.shatterproof.harness.Verdict;
import io.shatterproof.harness.remote.QuickestCampaign;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.results.CampaignDigest;
import io.shatterproof.results.CampaignHeader;
import io.shatterproof.results.KnownFailureAccount;
import io.shatterproof.results.KnownFailureList;
import io.shatterproof.results.RunResult;
import io.shatterproof.results.Totals;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.archive.SetReading;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Judges an implementation by sets of vectors. */
public final class Replay {
  private final ReplayRequest request;
  private final String generator;
  private final Log log;
  private final KnownFailureAccount known;
  private final Totals totals = new Totals();
  private final CampaignDigest digest = new CampaignDigest();
  private final ReplayText text;
  private final List<String> unreadable = new ArrayList<>();
  private long told;

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
    this.known = new KnownFailureAccount(
        request.knownFailures().isPresent()
            ? KnownFailureFile.read(request, request.knownFailures().get())
            : KnownFailureList.EMPTY);
    this.text = new ReplayText(log);
  }

  /**
   * Judges. All sets are read to their ends before: what is damaged is not judged in part.
   *
   * @throws MojoFailureException if a run failed and that was not known, or there is nothing to judge
   */
  public void run(TestClassPath classPath)
      throws IOException, MojoExecutionException, MojoFailureException {
    try (OpenSets sets = OpenSets.of(request, classPath);
        SetReading counted = new SetReading(sets.sources(), new Refusals())) {
      long vectors = 0;
      while (counted.hasNext()) {
        known.meet(counted.next().heading().id());
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
        judge(judged, provider, reports);
        requireWhole(judged);
        reports.finish(header(provider, judged.suites()), totals);
        conclude(provider);
      } finally {
        if (provider instanceof RemoteProvider program) {
          program.close();
        }
      }
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

  private void judge(SetReading vectors, P2mProvider provider, ReplayReports reports)
      throws MojoExecutionException {
    Iterator<ConformanceVector> numbered = new Iterator<>() {
      @Override
      public boolean hasNext() {
        return vectors.hasNext();
      }

      @Override
      public ConformanceVector next() {
        ConformanceVector vector = vectors.next();
        digest.add(vector.heading().id());
        return vector;
      }
    };
    try {
      runCampaign(provider, numbered, judged -> tell(judged, reports));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("The replay was interrupted");
    }
  }

  private void runCampaign(
      P2mProvider provider, Iterator<ConformanceVector> vectors, Consumer<JudgedVector> consumer)
      throws InterruptedException {
    QuickestCampaign campaign =
        new QuickestCampaign(provider, request.timeout(), request.threads());
    if (provider instanceof RemoteProvider) {
      campaign.run(vectors, consumer); // of another process, which cannot end this one
      return;
    }
    PrematureEnd end = new PrematureEnd(
        () -> log.error(provider.name() + " ended the JVM before all vectors were judged"));
    try {
      campaign.run(vectors, consumer);
    } finally {
      end.close();
    }
  }

  private void tell(JudgedVector judged, ReplayReports reports) {
    told++;
    for (Result result : judged.results()) {
      Optional<String> reference = known.judge(result);
      RunResult run = RunResult.of(told, result, reference.orElse(""), OptionalLong.empty());
      totals.add(run);
      reports.add(run);
      if (run.isNewFailure()) {
        text.fail(result);
      } else if (result.verdict() != Verdict.AGREE && !result.verdict().isFailure()) {
        text.leave(result);
      }
    }
  }

  private CampaignHeader header(P2mProvider provider, List<String> suites) {
    return new CampaignHeader(
        generator, suites, provider.name(), digest.text(), digest.vectors(), Shard.WHOLE);
  }

  private void conclude(P2mProvider provider) throws MojoFailureException {
    text.summarize(provider.name(), totals);
    tellOutdated("fixed", known.fixed());
    tellOutdated("not judged any more", known.notJudged());
    tellOutdated("not in the sets", known.unknown());
    if (totals.newFailures() > 0) {
      throw new MojoFailureException(text.failure(provider.name(), totals));
    }
    int outdated = known.fixed().size() + known.unknown().size();
    if (request.strictKnown() && outdated > 0) {
      throw new MojoFailureException(CountText.of(outdated, "known failure")
          + " of "
          + request.knownFailures().map(file -> request.shown(file.toString())).orElse("")
          + " to be taken out of the list, see above");
    }
  }

  private void tellOutdated(String what, List<KnownFailureList.Entry> entries) {
    for (KnownFailureList.Entry entry : entries) {
      log.warn("known failure in line " + entry.line() + " is " + what + ": " + entry + " "
          + entry.reference());
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
