package io.shatterproof.harness.remote;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.Foreseeing;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.Profiles;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.KnownDefect;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An implementation that is a program of its own, and speaks the protocol of {@code
 * docs/protocol.md} on its standard input and output.
 *
 * <p>Every session that is open has a process for itself; processes are used again. One that fails
 * is ended with whatever it started, and another one is started for the next session, until it failed
 * too often in a row. May be used by several threads.
 */
public final class RemoteProvider implements Foreseeing, Closeable {
  private static final int MOST_AHEAD = 20_000; // questions that are not answered
  private static final int PAUSE = 8; // vectors call by call after one that came otherwise

  private final ProgramPool pool;
  private final Introduction introduction;
  private final List<String> profiles;
  private final Foresight foresight;
  private final AtomicLong foreseen = new AtomicLong();

  private RemoteProvider(ProgramPool pool, List<String> profiles, Foresight foresight) {
    this.pool = pool;
    this.introduction = pool.introduction();
    this.profiles = profiles;
    this.foresight = foresight;
  }

  /**
   * Starts a program, and lets it introduce itself.
   *
   * @param patience how long to wait for one answer, where nobody else looks at the clock
   * @throws RemoteProgramException if it cannot be started, or does not introduce itself
   */
  public static RemoteProvider start(ProgramCommand command, Duration patience)
      throws RemoteProgramException {
    ProgramPool pool = new ProgramPool(command, patience.toMillis());
    pool.giveBack(pool.start());
    return new RemoteProvider(pool, pool.introduction().profiles(), new Foresight());
  }

  /** The same program, claiming some of its profiles only. */
  public RemoteProvider claiming(List<String> chosen) {
    return new RemoteProvider(pool, List.copyOf(chosen), foresight);
  }

  @Override
  public String name() {
    return introduction.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return introduction.capabilities();
  }

  @Override
  public Set<Feature> features() {
    return introduction.features();
  }

  @Override
  public List<String> profiles() {
    return profiles;
  }

  @Override
  public List<KnownDefect> knownDefects(String profile) {
    return introduction.defects().getOrDefault(profile, List.of());
  }

  /** Each session has a process for itself. */
  @Override
  public int concurrentSessions() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    return new CallingSession(new DirectConversation(pool, platform, profile), events);
  }

  @Override
  public PendingRun begin(ConformanceVector vector, Duration timeout) {
    Lane lane = foresight.lane(pool);
    if (lane == null) {
      return () -> runCallByCall(vector, timeout);
    }
    List<VectorPlan> plans = new ArrayList<>();
    for (String profile : Profiles.toRun(vector.heading(), this)) {
      VectorPlan.of(vector, this, profile).ifPresent(plans::add);
    }
    ForeseenRun run = new ForeseenRun(this, vector, timeout, lane);
    plans.forEach(plan -> run.begin(plan, pool::nextRun, pool.patience()));
    return run;
  }

  /** Runs a vector without foresight. */
  List<Result> runCallByCall(ConformanceVector vector, Duration timeout) {
    CallByCall view = new CallByCall();
    List<Result> results = new VectorRunner(view, timeout).run(vector);
    return results.stream().map(result -> Results.late(result, view.progress())).toList();
  }

  /** A vector came as it was foreseen. */
  void hasEnded() {
    foreseen.incrementAndGet();
    pool.succeeded();
  }

  /** So many vectors were judged by calls that were made before the judge asked for them. */
  public long foreseenVectors() {
    return foreseen.get();
  }

  /** The judge asked for something that was not foreseen. */
  void hasDeparted() {
    foresight.pause(PAUSE);
  }

  /**
   * A process failed that ran vectors one behind the other.
   *
   * @param isUnreached whether it did not come to the run that found out
   * @return whether that is news
   */
  boolean hasFailed(Lane lane, ForeseenRun run, boolean isUnreached) {
    String why = lane.process().failure();
    boolean isNew = lane.failed(run, why, isUnreached);
    if (isNew) {
      pool.failed(why);
    }
    foresight.pause(PAUSE);
    return isNew;
  }

  /** Ends every process. */
  @Override
  public void close() {
    pool.close();
  }

  /** Remembers the conversation that may take too long. */
  private final class CallByCall extends ForwardingProvider {
    private volatile @Nullable DirectConversation last;

    CallByCall() {
      super(RemoteProvider.this);
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      DirectConversation conversation = new DirectConversation(pool, platform, profile);
      last = conversation;
      return new CallingSession(conversation, events);
    }

    String progress() {
      return Optional.ofNullable(last).map(DirectConversation::progress).orElse("");
    }
  }

  /** Decides whether to look ahead, and where. */
  private static final class Foresight {
    private @Nullable Lane lane;
    private int pause;

    synchronized void pause(int vectors) {
      pause = vectors;
    }

    /** A process for the calls of one more vector; null to wait until it is judged. */
    synchronized @Nullable Lane lane(ProgramPool pool) {
      if (pause > 0) {
        pause--;
        return null;
      }
      Lane usable = lane;
      if (usable == null || !usable.process().isUsable()) {
        lane = null;
        try {
          usable = new Lane(pool.lease());
        } catch (ProgramFailedException impossible) {
          return null; // whoever judges it is told
        }
        lane = usable;
      }
      return usable.process().openQuestions() > MOST_AHEAD ? null : usable;
    }
  }
}
