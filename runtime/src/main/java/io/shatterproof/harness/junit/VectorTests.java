package io.shatterproof.harness.junit;

import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.Trial;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.VisibleText;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** The tests of many scenarios, whose vectors are in a file beside the class. */
final class VectorTests {
  private static final System.Logger LOG = System.getLogger(VectorTests.class.getName());

  private VectorTests() {}

  /**
   * A test for each scenario that is chosen, read when its turn comes; a container where it makes several.
   *
   * @param file a resource beside the class: the vectors in order of the scenario file, one a line
   */
  static Stream<DynamicNode> tests(
      P2mProvider provider, Class<?> testClass, String file, ScenarioChoice choice) {
    AtomicBoolean hasAny = new AtomicBoolean();
    Stream<DynamicNode> chosen = ScenarioLines.open(testClass, file)
        .map(rows -> chosen(rows, choice))
        .filter(rows -> !rows.isEmpty())
        .peek(rows -> hasAny.set(true))
        .map(rows -> node(rows, provider));
    // Asked when those before it have been run.
    Stream<DynamicNode> none = Stream.of(noneHas(choice, testClass)).filter(test -> !hasAny.get());
    return Stream.concat(chosen, none);
  }

  /** Skipped, not failed: what was chosen may be in another class. */
  private static DynamicNode noneHas(ScenarioChoice choice, Class<?> testClass) {
    return DynamicTest.dynamicTest(choice.toString(), () -> {
      String message = choice.miss(testClass);
      LOG.log(Level.WARNING, message); // Surefire prints that a test was skipped, but not why
      throw new TestAbortedException(message);
    });
  }

  /** All rows of a scenario whose own title is chosen, or else those rows whose title is. */
  private static List<ConformanceVector> chosen(
      List<ConformanceVector> rows, ScenarioChoice choice) {
    return rows.stream()
        .filter(row -> choice.has(row.heading().scenario(), row.heading().title()))
        .toList();
  }

  private static DynamicNode node(List<ConformanceVector> rows, P2mProvider provider) {
    Heading heading = rows.get(0).heading();
    if (rows.size() == 1 && heading.profiles().size() <= 1) {
      return DynamicTest.dynamicTest(shown(heading.title()), () -> run(rows.get(0), provider));
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (ConformanceVector row : rows) {
      for (String profile : JUnitOutcome.profiles(row.heading(), provider)) {
        String name = FailureText.nameOf(row.heading().title(), profile);
        tests.add(DynamicTest.dynamicTest(name, () -> run(row, provider, profile)));
      }
    }
    String title = rows.size() == 1 ? heading.title() : heading.scenario();
    return DynamicContainer.dynamicContainer(shown(title), tests);
  }

  private static String shown(String title) {
    return title.isBlank() ? "(no title)" : VisibleText.of(title);
  }

  private static void run(ConformanceVector vector, P2mProvider provider) {
    for (String profile : JUnitOutcome.profiles(vector.heading(), provider)) {
      run(vector, provider, profile);
    }
  }

  private static void run(ConformanceVector vector, P2mProvider provider, String profile) {
    try (Trial trial = Trial.start(vector.heading(), vector.setup(), provider, profile)) {
      JUnitOutcome.report(trial.replay(vector));
    }
  }
}
