package io.shatterproof.harness.remote;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.Foreseeing;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.Profiles;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A vector whose calls a process makes before the judge asks for them. */
final class ForeseenRun implements Foreseeing.PendingRun {
  private final RemoteProvider provider;
  private final ConformanceVector vector;
  private final Duration timeout;
  private final Lane lane;
  private final Map<String, Queue<ForeseenConversation>> byProfile = new HashMap<>();

  ForeseenRun(RemoteProvider provider, ConformanceVector vector, Duration timeout, Lane lane) {
    this.provider = provider;
    this.vector = vector;
    this.timeout = timeout;
    this.lane = lane;
    lane.enter(this);
  }

  /** Makes the calls of a plan, the only one of its profile. */
  void begin(VectorPlan plan, LongSupplier runs, long patience) {
    Call opening = plan.opening();
    Queue<ForeseenConversation> sessions = new ConcurrentLinkedQueue<>();
    for (List<Call> calls : plan.sessions()) {
      sessions.add(
          new ForeseenConversation(opening, calls, runs.getAsLong(), lane.process(), patience));
    }
    byProfile.put(plan.profile(), sessions);
  }

  @Override
  public List<Result> results() {
    View view = new View();
    VectorRunner runner = new VectorRunner(view, timeout);
    List<Result> results = isAnswered() ? runner.runUnwatched(vector) : runner.run(vector);
    boolean isLate = results.stream().anyMatch(result -> result.verdict() == Verdict.TIMEOUT);
    if (isLate && view.used != null) {
      lane.process().fail("took too long");
    }
    boolean isLost = isLate || view.hasFailed();
    boolean isUnreached = isLost && isUnreached(view);
    sessions().forEach(ForeseenConversation::drop);
    if (isLost) {
      return afterFailure(results, view, isUnreached);
    }
    lane.leave(this);
    if (view.hasDeparted()) {
      provider.hasDeparted();
      return provider.runCallByCall(vector, timeout);
    }
    provider.hasEnded();
    return results;
  }

  /** Whether the program has done all that it is asked for the vector. */
  private boolean isAnswered() {
    return byProfile.keySet().containsAll(Profiles.toRun(vector.heading(), provider))
        && sessions().allMatch(ForeseenConversation::isAnswered);
  }

  /** Whether the program is still at something else, which was over for the judge before. */
  private boolean isUnreached(View view) {
    return lane.process().openQuestions() > 0
        && !view.isNext()
        && sessions().noneMatch(ForeseenConversation::isNext);
  }

  private Stream<ForeseenConversation> sessions() {
    return byProfile.values().stream().flatMap(Queue::stream);
  }

  /**
   * What becomes of a vector that was lost.
   *
   * @param isUnreached whether the program failed at what was foreseen of a vector before, and that
   *     nobody wanted to know when it came to it
   */
  private List<Result> afterFailure(List<Result> results, View view, boolean isUnreached) {
    boolean isNew = provider.hasFailed(lane, this, isUnreached);
    if (isNew && lane.isCertain()) {
      lane.leave(this);
      String progress = view.progress();
      return results.stream().map(result -> Results.late(result, progress)).toList();
    }
    List<Result> again = provider.runCallByCall(vector, timeout);
    boolean failedAlone = again.stream()
        .anyMatch(
            result -> result.verdict() == Verdict.CRASH || result.verdict() == Verdict.TIMEOUT);
    String unexplained = lane.leaveAfterAll(this, failedAlone);
    return unexplained == null
        ? again
        : again.stream().map(result -> Results.crashed(result, unexplained)).toList();
  }

  /** The provider with what was foreseen of this vector. */
  private final class View extends ForwardingProvider {
    private final List<ForeseenConversation> opened = new ArrayList<>();
    private volatile @Nullable ForeseenConversation used;

    View() {
      super(provider);
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      Queue<ForeseenConversation> sessions = byProfile.get(profile);
      ForeseenConversation foreseen = sessions == null ? null : sessions.poll();
      if (foreseen == null) {
        return provider.open(platform, profile, events);
      }
      synchronized (opened) {
        opened.add(foreseen);
      }
      used = foreseen;
      foreseen.begin();
      return new CallingSession(foreseen, events);
    }

    boolean isNext() {
      synchronized (opened) {
        return opened.stream().anyMatch(ForeseenConversation::isNext);
      }
    }

    boolean hasDeparted() {
      synchronized (opened) {
        return opened.stream().anyMatch(ForeseenConversation::hasDeparted);
      }
    }

    boolean hasFailed() {
      synchronized (opened) {
        return opened.stream().anyMatch(ForeseenConversation::hasFailed);
      }
    }

    String progress() {
      ForeseenConversation last = used;
      return last == null ? "" : last.progress();
    }
  }
}
