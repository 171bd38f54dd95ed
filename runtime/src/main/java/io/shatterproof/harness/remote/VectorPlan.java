package io.shatterproof.harness.remote;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.Trial;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.KnownDefect;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The calls that judging a vector will make of a session, as far as they can be known beforehand.
 *
 * <p>Which calls are made, the judge decides and nobody else: it is run once on an implementation
 * that answers as if everything succeeded and nothing was there, and what it calls is the plan. With
 * another implementation it makes the same calls, unless an answer decides what comes next: a domain
 * is refused, an operation of the arrangement fails, a descriptor is read at an address that was told
 * before. Where several PEs do something at once, there is a session for each of their orders. The
 * plan is the same whenever it is made of the same vector.
 *
 * @param platform the machine of the session
 * @param profile the profile of the run; empty for none
 * @param sessions the calls of each in order, from the first domain or memory on
 */
public record VectorPlan(Platform platform, String profile, List<List<Call>> sessions) {
  /** A vector that makes more calls has no plan. */
  public static final int MOST_CALLS = 10_000;

  public VectorPlan {
    sessions = sessions.stream().map(List::copyOf).toList();
  }

  /** All calls in order, each session with the one that begins it. */
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (List<Call> session : sessions) {
      calls.add(opening());
      calls.addAll(session);
    }
    return calls;
  }

  /** The call that begins a session, before the others. */
  Call opening() {
    return Script.opening(platform, profile);
  }

  /**
   * Plans one run of a vector.
   *
   * @param implementation asked for its name, capabilities, features, profiles and defects only
   * @return empty if it makes no call at all, since the implementation lacks what the vector needs,
   *     or too many
   */
  public static Optional<VectorPlan> of(
      ConformanceVector vector, P2mProvider implementation, String profile) {
    Planner planner = new Planner(implementation);
    try (Trial trial = Trial.start(vector.heading(), vector.setup(), planner, profile)) {
      trial.replay(vector);
    }
    int calls = planner.calls();
    return calls == 0 || calls == MOST_CALLS
        ? Optional.empty()
        : Optional.of(new VectorPlan(vector.setup().platform(), profile, planner.sessions()));
  }

  /**
   * Plans the run of a vector as no profile on an implementation that has every feature, and these
   * capabilities.
   */
  public static Optional<VectorPlan> of(ConformanceVector vector, Set<Capability> capabilities) {
    return of(vector, new Imagined(capabilities), "");
  }

  /** Writes down the calls of every session. */
  private static final class Planner implements P2mProvider {
    private final P2mProvider implementation;
    private final List<PlanningConversation> planned = new ArrayList<>();

    Planner(P2mProvider implementation) {
      this.implementation = implementation;
    }

    List<List<Call>> sessions() {
      return planned.stream().map(PlanningConversation::calls).toList();
    }

    int calls() {
      return planned.stream().mapToInt(session -> session.calls().size()).sum();
    }

    @Override
    public String name() {
      return implementation.name();
    }

    @Override
    public Set<Capability> capabilities() {
      return implementation.capabilities();
    }

    @Override
    public Set<Feature> features() {
      return implementation.features();
    }

    @Override
    public List<String> profiles() {
      return implementation.profiles();
    }

    @Override
    public List<KnownDefect> knownDefects(String profile) {
      return implementation.knownDefects(profile);
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      PlanningConversation session = new PlanningConversation(MOST_CALLS - calls());
      planned.add(session);
      return new CallingSession(session, events);
    }
  }

  /** An implementation that nobody has. */
  private record Imagined(Set<Capability> capabilities) implements P2mProvider {
    @Override
    public String name() {
      return "imagined";
    }

    @Override
    public Set<Feature> features() {
      return Set.of(Feature.values());
    }

    @Override
    public List<String> profiles() {
      return List.of();
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      throw new UnsupportedOperationException("nobody has it");
    }
  }
}
