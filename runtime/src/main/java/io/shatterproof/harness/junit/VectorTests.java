package io.shatterproof.harness.junit;

import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.Profiles;
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
public final class VectorTests {
  /** System property: of the containers only scenarios and rows whose title has this text in it. */
  static final String SELECTION = "shatterproof.scenario";

  private static final System.Logger LOG = System.getLogger(VectorTests.class.getName());

  private VectorTests() {}

  /**
   * A test for each scenario, read when its turn comes; a container where it makes several.
   *
   * @param file a resource beside the class: the vectors in order of the scenario file, one a line
   */
  public static Stream<DynamicNode> tests(Class<?> testClass, String file) {
    return tests(Tested.ANY.provider(), testClass, file);
  }

  static Stream<DynamicNode> tests(P2mProvider provider, Class<?> testClass, String file) {
    return tests(provider, testClass, file, System.getProperty(SELECTION, ""));
  }

  static Stream<DynamicNode> tests(
      P2mProvider provider, Class<?> testClass, String file, String selected) {
    AtomicBoolean hasAny = new AtomicBoolean();
    Stream<DynamicNode> chosen = ScenarioLines.open(testClass, file)
        .map(rows -> selected(rows, selected))
        .filter(rows -> !rows.isEmpty())
        .peek(rows -> hasAny.set(true))
        .map(rows -> node(rows, provider));
    // Asked when those before it have been run.
    Stream<DynamicNode> none = Stream.of(noneHas(selected)).filter(test -> !hasAny.get());
    return Stream.concat(chosen, none);
  }

  /** Skipped, not failed: what was chosen may be in another class. */
  private static DynamicNode noneHas(String selected) {
    String choice = SELECTION + "=" + VisibleText.of(selected);
    return DynamicTest.dynamicTest(choice, () -> {
      String message = choice + ": no scenario or row of this class has that in its title";
      LOG.log(Level.WARNING, message); // Surefire prints that a test was skipped, but not why
      throw new TestAbortedException(message);
    });
  }

  /** All rows of a scenario whose own title has the text, or else those rows whose title has it. */
  private static List<ConformanceVector> selected(List<ConformanceVector> rows, String text) {
    if (rows.get(0).heading().scenario().contains(text)) {
      return rows;
    }
    return rows.stream().filter(row -> row.heading().title().contains(text)).toList();
  }

  private static DynamicNode node(List<ConformanceVector> rows, P2mProvider provider) {
    Heading heading = rows.get(0).heading();
    if (rows.size() == 1 && heading.profiles().size() <= 1) {
      return DynamicTest.dynamicTest(shown(heading.title()), () -> run(rows.get(0), provider));
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (ConformanceVector row : rows) {
      for (String profile : Profiles.toRun(row.heading(), provider)) {
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
    for (String profile : Profiles.toRun(vector.heading(), provider)) {
      run(vector, provider, profile);
    }
  }

  private static void run(ConformanceVector vector, P2mProvider provider, String profile) {
    try (Trial trial = Trial.start(vector.heading(), vector.setup(), provider, profile)) {
      JUnitOutcome.report(trial.replay(vector));
    }
  }
}
