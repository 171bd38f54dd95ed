package io.shatterproof.harness.junit;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A running scenario. Its sections follow each other as in the scenario: {@link #given}, then one or
 * more times {@link #when} and {@link #then}; before a {@link #when} stands, by {@link #meanwhile},
 * what observers see while it happens. Used by one thread.
 */
public final class ScenarioRun {
  private final Hearer hearer;
  private final String file;
  private final List<String> domainNames;
  private final List<Expectation> observers = new ArrayList<>();
  private boolean observing;
  private boolean announcing;
  private Scope scope = Scope.ARCHITECTURE;

  ScenarioRun(Hearer hearer, VectorFacts facts) {
    this.hearer = hearer;
    this.file = facts.heading().origin().file();
    this.domainNames = facts.setup().domains().stream().map(DomainConfig::name).toList();
  }

  /**
   * A domain by its name in the scenario.
   *
   * @throws IllegalArgumentException if the scenario has no such domain
   */
  public Domain domain(String name) {
    int number = domainNames.indexOf(name);
    if (number < 0) {
      throw new IllegalArgumentException("no domain " + name + " among " + domainNames);
    }
    return new Domain(number);
  }

  /** What follows arranges, and is not observed. */
  public void given() {
    observing = false;
  }

  /**
   * What follows is seen while the steps of the next {@link #when} happen: for these profiles, or for
   * every implementation if none is named.
   */
  public void meanwhile(String... profiles) {
    announcing = true;
    scope = scopeOf(profiles);
  }

  /** What follows is observed, from here on. */
  public void when() {
    observing = true;
    announcing = false;
    hearer.beginPhase(List.copyOf(observers));
    observers.clear();
  }

  /** What follows must hold: for these profiles, or for every implementation if none is named. */
  public void then(String... profiles) {
    scope = scopeOf(profiles);
  }

  private static Scope scopeOf(String... profiles) {
    return profiles.length == 0 ? Scope.ARCHITECTURE : Scope.of(Set.of(profiles));
  }

  /** The statement at this place of the scenario file. */
  public Line at(int line, int column) {
    return new Line(this, new Origin(file, line, column));
  }

  /** The statement at this place of another file: of a template that the scenario uses. */
  public Line at(String otherFile, int line, int column) {
    return new Line(this, new Origin(otherFile, line, column));
  }

  Scope scope() {
    return scope;
  }

  void execute(Step step) {
    if (observing) {
      hearer.when(step);
    } else {
      hearer.given(step);
    }
  }

  void expect(Expectation expectation) {
    if (announcing) {
      observers.add(expectation);
    } else {
      hearer.then(expectation);
    }
  }
}
