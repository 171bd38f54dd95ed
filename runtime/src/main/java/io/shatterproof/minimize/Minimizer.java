package io.shatterproof.minimize;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the shortest vector that an implementation fails for the same reason.
 *
 * <p>Steps and expectations are left out, many at once at first; then whatever else can be left out
 * or be smaller. A vector is only good if an implementation that is right agrees with it: otherwise
 * a map that is left out would make every look-up fail. The result is the same each time, unless
 * time is what ends the search.
 */
public final class Minimizer {
  private final Oracle oracle;
  private final Rebuilt rebuilt;
  private ConformanceVector best;

  private Minimizer(Oracle oracle, Rebuilt rebuilt, ConformanceVector vector) {
    this.oracle = oracle;
    this.rebuilt = rebuilt;
    this.best = vector;
  }

  /** A run that fails. */
  public record Failing(
      ConformanceVector vector, P2mProvider provider, String profile, Reason reason) {}

  /** The first profile as which a vector fails, and why; empty if it does not. */
  public static Optional<Failing> failing(
      ConformanceVector vector, P2mProvider provider, Duration timeout) {
    for (Result result : new VectorRunner(provider, timeout).run(vector)) {
      Optional<Reason> reason = Reason.of(result);
      if (reason.isPresent()) {
        return Optional.of(new Failing(vector, provider, result.profile(), reason.get()));
      }
    }
    return Optional.empty();
  }

  /** Whether an implementation agrees with the vector, as the profile as which it fails elsewhere. */
  public static boolean isSound(Failing failing, P2mProvider sound, Duration timeout) {
    return Oracle.agrees(Oracle.runner(sound, failing.profile(), timeout), failing.vector());
  }

  /**
   * Looks for it.
   *
   * @param sound an implementation that agrees with the vector, and has to agree with each shorter
   *     one; without it, shorter ones may be wrong
   * @param timeout how long one run of one vector may take
   */
  public static Minimized minimize(
      Failing failing, Optional<P2mProvider> sound, Duration timeout, Bounds bounds) {
    Oracle oracle = new Oracle(
        Oracle.runner(failing.provider(), failing.profile(), timeout),
        sound.map(provider -> Oracle.runner(provider, failing.profile(), timeout)),
        failing.reason(),
        bounds);
    Rebuilt rebuilt = new Rebuilt(failing.profile());
    ConformanceVector vector =
        rebuilt.of(failing.vector()).filter(oracle::holds).orElse(failing.vector());
    Minimizer minimizer = new Minimizer(oracle, rebuilt, vector);
    boolean isMinimal = minimizer.search();
    return new Minimized(
        Headings.ofMinimal(minimizer.best, failing), failing.reason(), oracle.asked(), isMinimal);
  }

  /** Until nothing helps any more; returns whether it came to that. */
  private boolean search() {
    boolean isShorter = true;
    while (isShorter) {
      isShorter = leaveOutMany();
      isShorter |= leaveOutDomains();
      isShorter |= joinPhases();
      isShorter |= simplify();
    }
    return !oracle.isExhausted();
  }

  /** Half of all steps and expectations at once, then a quarter, and so on to each alone. */
  private boolean leaveOutMany() {
    boolean isShorter = false;
    for (int size = Math.max(1, Atoms.count(best) / 2); size > 0; size /= 2) {
      for (int from = 0; from < Atoms.count(best); ) {
        boolean isLeftOut = take(Atoms.without(best, from, from + size));
        isShorter |= isLeftOut;
        from += isLeftOut ? 0 : size;
      }
    }
    return isShorter;
  }

  private boolean leaveOutDomains() {
    boolean isShorter = false;
    for (int domain = best.setup().domains().size() - 1; domain >= 0; domain--) {
      isShorter |= Domains.without(best, domain).filter(this::take).isPresent();
    }
    return isShorter;
  }

  /** Two phases become one; what the first does is given, or done by the second. */
  private boolean joinPhases() {
    boolean isShorter = false;
    for (int i = 0; i + 1 < best.phases().size(); ) {
      Phase one = best.phases().get(i);
      Phase other = best.phases().get(i + 1);
      boolean isJoined = (i == 0 && take(given(one)))
          || take(
              with(i, new Phase(union(one.when(), other.when()), other.meanwhile(), other.then())))
          || take(with(
              i,
              new Phase(
                  union(one.when(), other.when()),
                  union(one.meanwhile(), other.meanwhile()),
                  union(one.then(), other.then()))));
      isShorter |= isJoined;
      i += isJoined ? 0 : 1;
    }
    return isShorter;
  }

  private ConformanceVector given(Phase first) {
    return new ConformanceVector(
        best.heading(),
        best.setup(),
        union(best.given(), first.when()),
        best.phases().subList(1, best.phases().size()));
  }

  private ConformanceVector with(int index, Phase joined) {
    List<Phase> phases = new ArrayList<>(best.phases().subList(0, index));
    phases.add(joined);
    phases.addAll(best.phases().subList(index + 2, best.phases().size()));
    return new ConformanceVector(best.heading(), best.setup(), best.given(), phases);
  }

  private static <T> List<T> union(List<T> one, List<T> other) {
    List<T> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  /** Everything that can be left out or smaller, one by one. */
  private boolean simplify() {
    boolean isShorter = false;
    List<ConformanceVector> simpler = simpler();
    for (int i = 0; i < simpler.size(); ) {
      if (take(simpler.get(i))) {
        isShorter = true;
        simpler = simpler();
      } else {
        i++;
      }
    }
    return isShorter;
  }

  private List<ConformanceVector> simpler() {
    List<ConformanceVector> all = new ArrayList<>();
    for (Object phases : Simpler.than(best.phases())) {
      all.add(new ConformanceVector(
          best.heading(), best.setup(), best.given(), listOf(phases, Phase.class)));
    }
    for (Object given : Simpler.than(best.given())) {
      all.add(new ConformanceVector(
          best.heading(), best.setup(), listOf(given, Step.class), best.phases()));
    }
    Headings.fewer(best.heading())
        .forEach(heading ->
            all.add(new ConformanceVector(heading, best.setup(), best.given(), best.phases())));
    for (Object setup : Simpler.than(best.setup())) {
      all.add(new ConformanceVector(best.heading(), (Setup) setup, best.given(), best.phases()));
    }
    return all;
  }

  private static <T> List<T> listOf(Object list, Class<T> element) {
    return ((List<?>) list).stream().map(element::cast).toList();
  }

  /** Goes on with a vector if it is one, and fails for the same reason. */
  private boolean take(ConformanceVector candidate) {
    if (oracle.isExhausted()) {
      return false;
    }
    Optional<ConformanceVector> vector = rebuilt
        .of(candidate)
        .filter(one -> !one.heading().id().equals(best.heading().id()))
        .filter(oracle::holds);
    vector.ifPresent(shorter -> best = shorter);
    return vector.isPresent();
  }

  /** How many steps a vector has. */
  public static long steps(ConformanceVector vector) {
    return Rebuilt.steps(vector).count();
  }

  /** How many expectations it has. */
  public static long expectations(ConformanceVector vector) {
    return Rebuilt.expectations(vector).count();
  }
}
