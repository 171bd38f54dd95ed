package io.shatterproof.harness.junit;

import io.shatterproof.vector.VisibleText;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Scenarios chosen by their titles, of all classes that a JVM runs. A choice of nothing fails when all
 * have been run: what one class does not have, another may.
 */
final class ScenarioChoice implements AutoCloseable {
  /** System property: only scenarios and rows whose title has this text in it. */
  static final String PROPERTY = "shatterproof.scenario";

  /** System property: whether a choice of nothing fails. */
  static final String FAILS = "shatterproof.failIfNoSpecifiedScenarios";

  private final String text;
  private final boolean fails;
  private final Set<String> without = new ConcurrentSkipListSet<>();
  private volatile boolean hasAny;

  ScenarioChoice(String text, boolean fails) {
    this.text = text;
    this.fails = fails;
  }

  /** What the system properties say. */
  static ScenarioChoice ofProperties() {
    return new ScenarioChoice(
        System.getProperty(PROPERTY, ""),
        !System.getProperty(FAILS, "true").equalsIgnoreCase("false"));
  }

  /** A class is run; it may have no scenario that is chosen. */
  void begin(Class<?> testClass) {
    if (!text.isEmpty()) { // everything is chosen, even of a class that runs nothing
      without.add(testClass.getSimpleName());
    }
  }

  /** Whether a row is chosen, by the title of its scenario or by its own. */
  boolean has(String scenario, String row) {
    boolean isChosen = scenario.contains(text) || row.contains(text);
    hasAny |= isChosen;
    return isChosen;
  }

  /** A class has none; says so. */
  String miss(Class<?> testClass) {
    begin(testClass);
    return this + ": no scenario or row of this class has that in its title";
  }

  /** Ends a test of the class that is not chosen, which is skipped then. */
  TestAbortedException skip() {
    return new TestAbortedException(this + ": its title does not have that");
  }

  /** Asked when all classes have been run. */
  @Override
  public void close() {
    if (fails && !hasAny && !without.isEmpty()) {
      throw new AssertionFailedError(this + ": no scenario or row of " + String.join(", ", without)
          + " has that in its title; name a part of one that is there, or allow it by -D" + FAILS
          + "=false");
    }
  }

  @Override
  public String toString() {
    return PROPERTY + "=" + VisibleText.of(text);
  }
}
