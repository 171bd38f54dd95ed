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
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
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
    private final Optional<VectorPlan> plan;
    private final @Nullable LoggedVector logged;
    private volatile @Nullable LoggedConversation conversation;
    private volatile @Nullable String obstacle;

    View(Optional<VectorPlan> plan, @Nullable LoggedVector logged) {
      super(LoggedProvider.this);
      this.plan = plan;
      this.logged = logged;
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      LoggedVector lines = logged;
      if (lines == null) {
        obstacle = "the log has nothing of it";
      } else if (plan.isEmpty()) {
        obstacle = "its calls cannot be planned";
      } else if (conversation != null) {
        throw new UnsupportedByProviderException(
            "other orders of what several PEs do at once: a log has one");
      } else {
        obstacle = lines.flaw();
      }
      if (obstacle != null || lines == null) {
        throw new ProgramFailedException(String.valueOf(obstacle));
      }
      LoggedConversation answers = new LoggedConversation(plan.orElseThrow(), log.lines(lines));
      conversation = answers;
      return new CallingSession(answers, events);
    }

    @Nullable
    String obstacle() {
      LoggedConversation answers = conversation;
      String own = obstacle;
      return own != null || answers == null ? own : answers.departure();
    }
  }
}
