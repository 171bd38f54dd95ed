package io.shatterproof.harness.junit;

import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.Trial;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;

/** Runs scenarios as JUnit tests, which {@link Tested} is asked for. */
public final class ScenarioTests {
  private ScenarioTests() {}

  /** One row of a scenario: its vector, and what it does. */
  public static Row row(VectorFacts facts, Consumer<ScenarioRun> body) {
    return new Row(facts, body);
  }

  /** One test for each row and each profile it runs as. */
  static List<DynamicTest> tests(P2mProvider provider, List<Row> rows) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : rows) {
      for (String profile : JUnitOutcome.profiles(row.facts().heading(), provider)) {
        String name = FailureText.nameOf(row.facts().heading().title(), profile);
        tests.add(DynamicTest.dynamicTest(name, () -> run(row, provider, profile)));
      }
    }
    return tests;
  }

  /** Runs a scenario that has one row and names one profile at the most. */
  static void run(P2mProvider provider, VectorFacts facts, Consumer<ScenarioRun> body) {
    for (String profile : JUnitOutcome.profiles(facts.heading(), provider)) {
      run(row(facts, body), provider, profile);
    }
  }

  private static void run(Row row, P2mProvider provider, String profile) {
    VectorFacts facts = row.facts();
    try (Trial trial = Trial.start(facts.heading(), facts.setup(), provider, profile)) {
      row.body().accept(new ScenarioRun(Hearer.of(trial), facts));
      JUnitOutcome.report(trial.finish());
    }
  }

  /** One row of a scenario. */
  public record Row(VectorFacts facts, Consumer<ScenarioRun> body) {}

  /** The place of a scenario. */
  public static Origin origin(String file, int line, int column) {
    return new Origin(file, line, column);
  }
}
