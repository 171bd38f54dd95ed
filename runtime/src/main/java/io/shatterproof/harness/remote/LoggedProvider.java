package io.shatterproof.harness.remote;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.Foreseeing;
import io.shatterproof.harness.ForwardingProvider;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An implementation that ran already, as vectors in C: it answers from the log. */
public final class LoggedProvider implements Foreseeing {
  private final ObservationLog log;

  /** Answers from a log. */
  public LoggedProvider(ObservationLog log) {
    this.log = log;
  }

  @Override
  public String name() {
    return log.implementation();
  }

  @Override
  public Set<Capability> capabilities() {
    return log.capabilities();
  }

  /** All: what it lacks it has logged. */
  @Override
  public Set<Feature> features() {
    return Set.of(Feature.values());
  }

  @Override
  public List<String> profiles() {
    return List.of();
  }

  /** It has sessions for vectors only, see {@link #begin}. */
  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    throw new IllegalStateException("a log has answers to the calls of vectors only");
  }

  @Override
  public PendingRun begin(ConformanceVector vector, Duration timeout) {
    return () -> judge(vector, timeout);
  }

  private List<Result> judge(ConformanceVector vector, Duration timeout) {
    LoggedVector logged = log.vector(vector.heading().id());
    Optional<VectorPlan> plan = VectorPlan.of(vector, log.capabilities());
    View view = new View(plan, logged);
    List<Result> results = new VectorRunner(view, timeout).run(vector);
    String obstacle = view.obstacle();
    return obstacle == null
        ? results
        : results.stream().map(result -> unjudged(result, obstacle)).toList();
  }

  private static Result unjudged(Result result, String why) {
    return result.verdict() == Verdict.UNSUPPORTED || result.verdict() == Verdict.NOT_APPLICABLE
        ? result
        : Results.unjudged(result, why);
  }

  /** This with the log of one vector. */
  private final class View extends ForwardingProvider {
    private final @Nullable VectorPlan plan;
    private final Iterator<List<Call>> sessions;
    private final @Nullable LoggedVector logged;
    private @Nullable Iterator<byte[]> lines;
    private volatile @Nullable LoggedConversation conversation;
    private volatile @Nullable String obstacle;

    View(Optional<VectorPlan> plan, @Nullable LoggedVector logged) {
      super(LoggedProvider.this);
      this.plan = plan.orElse(null);
      this.sessions = plan.map(VectorPlan::sessions).orElse(List.of()).iterator();
      this.logged = logged;
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      if (logged == null) {
        throw standsInTheWay("the log has nothing of it");
      }
      if (plan == null) {
        throw standsInTheWay("its calls cannot be planned");
      }
      if (!sessions.hasNext()) {
        throw standsInTheWay("it has more orders of what several PEs do at once than were planned");
      }
      if (lines == null) {
        String flaw = logged.flaw();
        if (flaw != null) {
          throw standsInTheWay(flaw);
        }
        List<byte[]> all = log.lines(logged);
        String surplus = ResultCount.flaw(logged.calls(), plan.calls(), all);
        if (surplus != null) {
          throw standsInTheWay(surplus);
        }
        lines = all.iterator();
      }
      LoggedConversation answers = new LoggedConversation(sessions.next().iterator(), lines);
      conversation = answers;
      answers.begin(plan.opening());
      return new CallingSession(answers, events);
    }

    private ProgramFailedException standsInTheWay(String what) {
      obstacle = what;
      return new ProgramFailedException(what);
    }

    @Nullable
    String obstacle() {
      LoggedConversation answers = conversation;
      String own = obstacle;
      if (own != null || answers == null) {
        return own;
      }
      String departure = answers.departure();
      return departure == null && !sessions.hasNext() && answers.isSurpassed()
          ? "the log goes on behind the result of its last call"
          : departure;
    }
  }
}
