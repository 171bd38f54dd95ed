package io.shatterproof.harness.junit;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Step;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a generated test does, taken down instead of run, to be compared with its vector. */
public final class Recorded implements Hearer {
  private final List<Step> given = new ArrayList<>();
  private final List<Phase> phases = new ArrayList<>();

  private Recorded() {}

  /**
   * Does what the only body in a class does.
   *
   * @param vector the one that the class was generated from; only its setup and place are used
   * @return a vector with the steps and phases of the body, and everything else of {@code vector}
   */
  public static ConformanceVector of(Class<?> testClass, ConformanceVector vector)
      throws ReflectiveOperationException {
    Method body = Arrays.stream(testClass.getDeclaredMethods())
        .filter(
            method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {ScenarioRun.class}))
        .findFirst()
        .orElseThrow();
    body.setAccessible(true);
    VectorFacts facts = VectorFacts.vector(
        vector.heading().id(),
        vector.heading().title(),
        vector.heading().origin(),
        vector.setup().platform());
    vector.setup().domains().forEach(facts::domains);
    Recorded recorded = new Recorded();
    body.invoke(null, new ScenarioRun(recorded, facts));
    return new ConformanceVector(vector.heading(), vector.setup(), recorded.given, recorded.phases);
  }

  @Override
  public void given(Step step) {
    given.add(step);
  }

  @Override
  public void beginPhase(List<Expectation> meanwhile) {
    phases.add(new Phase(List.of(), meanwhile, List.of()));
  }

  @Override
  public void when(Step step) {
    Phase phase = phases.remove(phases.size() - 1);
    List<Step> steps = new ArrayList<>(phase.when());
    steps.add(step);
    phases.add(new Phase(steps, phase.meanwhile(), phase.then()));
  }

  @Override
  public void then(Expectation expectation) {
    if (phases.isEmpty()) {
      beginPhase(List.of(expectation)); // too early, which no vector can say otherwise
      return;
    }
    Phase phase = phases.remove(phases.size() - 1);
    List<Expectation> then = new ArrayList<>(phase.then());
    then.add(expectation);
    phases.add(new Phase(phase.when(), phase.meanwhile(), then));
  }
}
