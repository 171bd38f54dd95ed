package io.shatterproof.results;

import io.shatterproof.harness.JudgedVector;
import io.shatterproof.harness.PrematureEnd;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.remote.QuickestCampaign;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.sets.FilteredVectors;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the vectors of a set on an implementation. Each run is numbered as its vector in the set, compared
 * with the failures that are known, and counted, before it is told.
 */
public final class ReportedCampaign {
  private final P2mProvider provider;
  private final CampaignPlan plan;
  private final KnownFailureAccount known;
  private final CampaignDigest set = new CampaignDigest();
  private final Totals totals = new Totals();
  private final Queue<Long> numbers = new ConcurrentLinkedQueue<>(); // of vectors under way
  private BooleanSupplier isEnough = () -> false;
  private @Nullable CampaignDigest told; // where others than the whole set may be told
  private long judged;
  private volatile boolean isStopped;

  /** Is told what comes of it, by one thread at a time, not always the same. */
  public interface Listener {
    /**
     * What came of a vector.
     *
     * @param runs one for each of its results
     */
    void tell(JudgedVector vector, List<RunResult> runs);

    /** The implementation ends the JVM before all vectors are judged. */
    void tellPrematureEnd();
  }

  /**
   * Plans it.
   *
   * @param known failures that are known
   */
  public ReportedCampaign(P2mProvider provider, CampaignPlan plan, KnownFailureList known) {
    this.provider = provider;
    this.plan = plan;
    this.known = new KnownFailureAccount(known);
  }

  /**
   * Ends it early.
   *
   * @param reason asked before and behind each vector that is told; nothing is told afterwards, and the
   *     set is taken for one of the vectors that were told
   */
  public ReportedCampaign stoppedBy(BooleanSupplier reason) {
    isEnough = reason;
    told = new CampaignDigest();
    return this;
  }

  /**
   * Runs each vector of the shard as every profile that it and the implementation know.
   *
   * @param all the vectors of the set, asked by one thread at a time, not always the same
   * @throws InterruptedException as {@link QuickestCampaign#run}
   */
  public void run(Iterator<ConformanceVector> all, Listener listener) throws InterruptedException {
    QuickestCampaign campaign = new QuickestCampaign(provider, plan.timeout(), plan.threads());
    Iterator<ConformanceVector> vectors = new FilteredVectors(all, this::take, () -> isStopped);
    if (provider instanceof RemoteProvider) {
      campaign.run(vectors, vector -> tell(vector, listener)); // its process cannot end this one
      return;
    }
    PrematureEnd end = new PrematureEnd(listener::tellPrematureEnd);
    try {
      campaign.run(vectors, vector -> tell(vector, listener));
    } finally {
      end.close();
    }
  }

  /** Takes note of a vector of the set; answers whether it is run. */
  private boolean take(ConformanceVector vector) {
    String id = vector.heading().id();
    long number = set.add(id);
    known.meet(id);
    boolean isRun = plan.shard().contains(id);
    if (isRun) {
      numbers.add(number);
    }
    return isRun;
  }

  private void tell(JudgedVector vector, Listener listener) {
    isStopped |= isEnough.getAsBoolean();
    if (isStopped) {
      return; // was under way
    }
    judged++;
    if (told != null) {
      told.add(vector.vector().heading().id());
    }
    listener.tell(vector, runs(vector));
    isStopped = isEnough.getAsBoolean();
  }

  private List<RunResult> runs(JudgedVector vector) {
    Long number = numbers.poll();
    if (number == null) {
      throw new NoSuchElementException();
    }
    List<RunResult> runs = new ArrayList<>(vector.results().size());
    for (int i = 0; i < vector.results().size(); i++) {
      Result result = vector.results().get(i);
      OptionalLong micros =
          plan.isTimed() ? OptionalLong.of(vector.nanos().get(i) / 1000) : OptionalLong.empty();
      RunResult run = RunResult.of(number, result, known.judge(result).orElse(""), micros);
      totals.add(run);
      runs.add(run);
    }
    return runs;
  }

  /** How many vectors were met, whether they were run or not. */
  public long vectors() {
    return set.vectors();
  }

  /** How many vectors were told. */
  public long judged() {
    return judged;
  }

  /** Whether it ended before the last vector. */
  public boolean isStopped() {
    return isStopped;
  }

  /** What was told, counted. */
  public Totals totals() {
    return totals;
  }

  /** What became of known failures. */
  public KnownFailureAccount known() {
    return known;
  }

  /**
   * Asked at the end, once: what its results are about.
   *
   * @param generator name and version of whoever makes the reports
   * @param suites names of the sets
   */
  public CampaignHeader header(String generator, List<String> suites) {
    CampaignDigest about = isStopped && told != null ? told : set;
    return new CampaignHeader(
        generator, suites, provider.name(), about.text(), about.vectors(), plan.shard());
  }
}
