package io.shatterproof.compiler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compiler;
import io.shatterproof.harness.ChosenProfiles;
import io.shatterproof.harness.Faults;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.minimize.Bounds;
import io.shatterproof.minimize.Minimized;
import io.shatterproof.minimize.Minimizer;
import io.shatterproof.minimize.Minimizer.Failing;
import io.shatterproof.minimize.Reason;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorIdentity;
import io.shatterproof.vector.json.VectorLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failing vector becomes short, and stays what it is: wrong for one, right for another. */
class MinimizerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Bounds BOUNDS = new Bounds(20_000, Duration.ofMinutes(2));
  private static final P2mProvider SOUND = new ReferenceProvider();
  private static final List<ConformanceVector> VECTORS = Stream.concat(
          ExampleVectors.of("quickstart").stream(), ExampleVectors.of("p2m-faults").stream())
      .toList();

  static Stream<String> faults() {
    return Stream.of("M01", "M04", "M05", "M06", "M09", "M12", "M20");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void nothingOfItCanBeLeftOut(String fault) throws VectorFormatException {
    Failing failing = firstFailing(provider(fault));

    Minimized minimized = Minimizer.minimize(failing, Optional.of(SOUND), TIMEOUT, BOUNDS);

    ConformanceVector vector = minimized.vector();
    assertThat(minimized.isMinimal()).isTrue();
    assertThat(failsAlike(vector, failing))
        .as(failing.reason() + " " + Compiler.decompile(List.of(vector)).text())
        .isTrue();
    assertThat(Minimizer.expectations(vector) + Minimizer.steps(vector))
        .isLessThanOrEqualTo(
            Minimizer.expectations(failing.vector()) + Minimizer.steps(failing.vector()));
    for (ConformanceVector less : withOneLess(vector)) {
      assertThat(failsAlike(less, failing)).as(VectorLine.print(less)).isFalse();
    }
    assertThat(Compiler.decompile(List.of(vector)).differences()).isEmpty();
    assertThat(VectorLine.read(VectorLine.print(vector), "minimal", 1)).isNotNull();
  }

  @Test
  void theSameComesOutAgain() {
    Failing failing = firstFailing(provider("M05"));

    Minimized one = Minimizer.minimize(failing, Optional.of(SOUND), TIMEOUT, BOUNDS);
    Minimized other = Minimizer.minimize(failing, Optional.of(SOUND), TIMEOUT, BOUNDS);

    assertThat(VectorLine.print(one.vector())).isEqualTo(VectorLine.print(other.vector()));
    assertThat(one.candidates()).isEqualTo(other.candidates());
  }

  @Test
  void whatWasPutInToFillItIsLeftOut() {
    Failing failing = firstFailing(provider("M05"));
    ConformanceVector padded = padded(failing.vector());
    Failing failingPadded =
        Minimizer.failing(padded, failing.provider(), TIMEOUT).orElseThrow();

    Minimized minimized = Minimizer.minimize(failingPadded, Optional.of(SOUND), TIMEOUT, BOUNDS);

    long before = Minimizer.steps(padded) + Minimizer.expectations(padded);
    long after = Minimizer.steps(minimized.vector()) + Minimizer.expectations(minimized.vector());
    assertThat(before).isGreaterThan(60);
    assertThat(after).isLessThanOrEqualTo(4);
  }

  /** Without somebody who is right, a look-up that can only fail would do. */
  @Test
  void whoIsRightStillAgrees() {
    Failing failing = firstFailing(provider("M05"));

    Minimized minimized = Minimizer.minimize(failing, Optional.of(SOUND), TIMEOUT, BOUNDS);

    assertThat(agrees(minimized.vector(), failing.profile())).isTrue();
  }

  @Test
  void theBoundsAreKept() {
    Failing failing = firstFailing(provider("M05"));

    Minimized minimized = Minimizer.minimize(
        failing, Optional.of(SOUND), TIMEOUT, new Bounds(3, Duration.ofMinutes(1)));

    assertThat(minimized.isMinimal()).isFalse();
    assertThat(minimized.candidates()).isLessThanOrEqualTo(3);
    assertThat(failsAlike(minimized.vector(), failing)).isTrue();
  }

  @Test
  void whoIsRightFailsNothing() {
    assertThat(Minimizer.failing(VECTORS.get(0), SOUND, TIMEOUT)).isEmpty();
  }

  private static P2mProvider provider(String fault) {
    return Faults.all(MinimizerTest.class.getClassLoader()).stream()
        .filter(one -> one.name().startsWith(fault))
        .findFirst()
        .orElseThrow()
        .provider();
  }

  private static Failing firstFailing(P2mProvider provider) {
    for (ConformanceVector vector : VECTORS) {
      Optional<Failing> failing = Minimizer.failing(vector, provider, TIMEOUT);
      if (failing.isPresent()
          && failing.get().reason().verdict() == Verdict.DISAGREE
          && Minimizer.isSound(failing.get(), SOUND, TIMEOUT)) {
        return failing.get();
      }
    }
    throw new AssertionError("no vector fails on " + provider.name());
  }

  private static boolean failsAlike(ConformanceVector vector, Failing failing) {
    Reason reason = failing.reason();
    boolean fails = run(vector, failing.provider(), failing.profile()).stream()
        .filter(result -> result.verdict() == Verdict.DISAGREE)
        .flatMap(result -> result.failures().stream())
        .anyMatch(failure -> failure.observables().equals(reason.observables()));
    return fails && agrees(vector, failing.profile());
  }

  private static boolean agrees(ConformanceVector vector, String profile) {
    return run(vector, SOUND, profile).stream()
        .allMatch(result -> result.verdict() == Verdict.AGREE);
  }

  private static List<Result> run(ConformanceVector vector, P2mProvider provider, String profile) {
    return new VectorRunner(new ChosenProfiles(provider, List.of(profile)), TIMEOUT).run(vector);
  }

  /** The vector without each of its steps and expectations. */
  private static List<ConformanceVector> withOneLess(ConformanceVector vector) {
    List<ConformanceVector> all = new ArrayList<>();
    for (int i = 0; i < vector.given().size(); i++) {
      all.add(renamed(vector, without(vector.given(), i), vector.phases()));
    }
    for (int i = 0; i < vector.phases().size(); i++) {
      Phase phase = vector.phases().get(i);
      List<Phase> others = new ArrayList<>();
      for (int j = 0; j < phase.when().size(); j++) {
        others.add(new Phase(without(phase.when(), j), phase.meanwhile(), phase.then()));
      }
      for (int j = 0; j < phase.meanwhile().size(); j++) {
        others.add(new Phase(phase.when(), without(phase.meanwhile(), j), phase.then()));
      }
      for (int j = 0; j < phase.then().size(); j++) {
        others.add(new Phase(phase.when(), phase.meanwhile(), without(phase.then(), j)));
      }
      for (Phase other : others) {
        List<Phase> phases = new ArrayList<>(vector.phases());
        phases.set(i, other);
        all.add(renamed(vector, vector.given(), phases));
      }
    }
    return all;
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(index);
    return rest;
  }

  private static ConformanceVector renamed(
      ConformanceVector vector, List<Step> given, List<Phase> phases) {
    Heading old = vector.heading();
    int checks = phases.stream()
        .mapToInt(phase -> phase.meanwhile().size() + phase.then().size() + returns(phase.when()))
        .sum();
    Heading heading = new Heading(
        "",
        old.was(),
        old.title(),
        old.scenario(),
        old.tags(),
        old.why(),
        old.source(),
        old.origin(),
        old.needs(),
        old.profiles(),
        old.knownFailures(),
        old.kills(),
        checks + returns(given) + old.knownFailures().size());
    ConformanceVector unnamed = new ConformanceVector(heading, vector.setup(), given, phases);
    return new ConformanceVector(
        heading.withId(VectorIdentity.identify(unnamed)), vector.setup(), given, phases);
  }

  /** Of the steps that these vectors have. */
  private static int returns(List<Step> steps) {
    int returns = 0;
    for (Step step : steps) {
      returns += step instanceof Step.Map map && map.returns().isPresent() ? 1 : 0;
      returns += step instanceof Step.Unmap unmap && unmap.returns().isPresent() ? 1 : 0;
      returns += step instanceof Step.Labelled labelled ? returns(List.of(labelled.step())) : 0;
    }
    return returns;
  }

  /** Thirty pages elsewhere, each with a look-up. */
  private static ConformanceVector padded(ConformanceVector vector) {
    List<Step> given = new ArrayList<>(vector.given());
    List<Expectation> then = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      long ipa = 0x70_0000_0000L + i * 0x20_0000L;
      long pa = 0x8_8000_0000L + i * 0x20_0000L;
      given.add(new Step.Map(
          vector.heading().origin(),
          vector.setup().domains().get(0).operatedBy(),
          0,
          ipa,
          0x1000,
          pa,
          MappingAttributes.of(P2mType.RAM_RW),
          OptionalLong.empty()));
      then.add(new Expectation.LookupIs(
          vector.heading().origin(),
          Scope.ARCHITECTURE,
          0,
          ipa,
          pa,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty()));
    }
    List<Phase> phases = new ArrayList<>(vector.phases());
    Phase last = phases.remove(phases.size() - 1);
    then.addAll(last.then());
    phases.add(new Phase(last.when(), last.meanwhile(), then));
    return renamed(vector, given, phases);
  }
}
