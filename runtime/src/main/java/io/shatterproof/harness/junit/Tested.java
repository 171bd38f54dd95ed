package io.shatterproof.harness.junit;

import io.shatterproof.harness.ConfiguredLimits;
import io.shatterproof.spi.P2mProvider;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the tests of a class run on, unless a system property says otherwise; see {@link
 * ChosenProvider}. As an extension of the class it fails once, before all tests, if that is not there,
 * or if a limit of the judge cannot be what a system property says.
 */
public final class Tested implements BeforeAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Tested.class);

  private final String name;
  private final String command;
  private ScenarioChoice choice;

  private Tested(String name, String command) {
    this(name, command, ScenarioChoice.ofProperties());
  }

  Tested(String name, String command, ScenarioChoice choice) {
    this.name = name;
    this.command = command;
    this.choice = choice;
  }

  /** Whatever is found. */
  public static Tested any() {
    return new Tested("", "");
  }

  /** The implementation of this name on the class path. */
  public static Tested provider(String name) {
    return new Tested(name, "");
  }

  /** A program, with its arguments. */
  public static Tested program(String command) {
    return new Tested("", command);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Of the root, which closes it behind the last class.
    choice = context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            ScenarioChoice.class, key -> ScenarioChoice.ofProperties(), ScenarioChoice.class);
    provider();
    choice.begin(context.getRequiredTestClass());
  }

  /**
   * One test for each row that is chosen and each profile it runs as; skipped without any.
   *
   * @param scenario its title as written, the same for all rows
   */
  public List<DynamicTest> tests(String scenario, ScenarioTests.Row... rows) {
    List<ScenarioTests.Row> chosen = Arrays.stream(rows)
        .filter(row -> choice.has(scenario, row.facts().heading().title()))
        .toList();
    if (chosen.isEmpty()) {
      throw choice.skip();
    }
    return ScenarioTests.tests(provider(), chosen);
  }

  /** Runs a scenario that has one row and names one profile at the most; skips it if not chosen. */
  public void run(VectorFacts facts, Consumer<ScenarioRun> body) {
    String title = facts.heading().title();
    if (!choice.has(title, title)) {
      throw choice.skip();
    }
    ScenarioTests.run(provider(), facts, body);
  }

  /**
   * A test for each scenario, read when its turn comes; a container where it makes several.
   *
   * @param file a resource beside the class: the vectors in order of the scenario file, one a line
   */
  public Stream<DynamicNode> tests(Class<?> testClass, String file) {
    return VectorTests.tests(provider(), testClass, file, choice);
  }

  private P2mProvider provider() {
    ConfiguredLimits.complaint().ifPresent(complaint -> {
      throw new IllegalStateException(complaint);
    });
    return ChosenProvider.find(name, command);
  }
}
