package io.shatterproof.compiler.bothways;

import io.shatterproof.compiler.backend.GeneratedFile;
import io.shatterproof.compiler.backend.junit.CompiledTests;
import io.shatterproof.compiler.backend.junit.JUnitBackend;
import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.Profiles;
import io.shatterproof.harness.Providers;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.VisibleText;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The other way: printed as JUnit source, compiled by javac, run by the JUnit Platform. */
final class Generated {
  private final Map<String, Run> runs = new HashMap<>();
  private final SortedMap<Run, Told> told = new TreeMap<>();
  private final SortedMap<Run, Throwable> thrown = new TreeMap<>();

  private Generated() {}

  /**
   * Runs a set.
   *
   * @param mutation what is done to each source text before javac sees it
   */
  static Generated run(VectorSet set, UnaryOperator<String> mutation) throws Exception {
    return run(set, Integer.MAX_VALUE, mutation);
  }

  /** Runs a set that becomes containers, however few there are. */
  static Generated runContainers(VectorSet set, UnaryOperator<String> mutation) throws Exception {
    return run(set, 0, mutation);
  }

  private static Generated run(VectorSet set, int mostMethods, UnaryOperator<String> mutation)
      throws Exception {
    Generated generated = new Generated();
    generated.nameRuns(set);
    List<GeneratedFile> files = new JUnitBackend("scenarios", mostMethods)
        .print(set).stream()
            .map(file -> new GeneratedFile(file.path(), mutation.apply(file.text())))
            .toList();
    generated.launch(CompiledTests.of(files).testClasses());
    return generated;
  }

  SortedMap<Run, Told> told() {
    return told;
  }

  /** What a failed or aborted run threw. */
  SortedMap<Run, Throwable> thrown() {
    return thrown;
  }

  /** Every name a run can have in its file: with its profile, or alone as the only test. */
  private void nameRuns(VectorSet set) {
    P2mProvider provider = Providers.named("reference").orElseThrow();
    for (ConformanceVector vector : set.vectors()) {
      String file = vector.heading().origin().file();
      String title = vector.heading().title();
      for (String profile : Profiles.toRun(vector.heading(), provider)) {
        Run run = new Run(vector.heading().id(), profile);
        String name = file + "#" + FailureText.nameOf(title, profile);
        Run other = runs.put(name, run);
        if (other != null && !other.equals(run)) {
          throw new AssertionError("this test cannot tell two runs apart that are called " + name);
        }
        runs.putIfAbsent(file + "#" + VisibleText.of(title), run);
      }
    }
  }

  private void launch(List<Class<?>> classes) {
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
        .build();
    Map<String, Class<?>> byName = new HashMap<>();
    classes.forEach(type -> byName.put(type.getName(), type));
    LauncherFactory.create().execute(request, new Listener(byName));
  }

  /** Keeps the result of each test, and of a container that fails. */
  private final class Listener implements TestExecutionListener {
    private final Map<String, Class<?>> classes;
    private final Map<String, TestIdentifier> identifiers = new HashMap<>();

    Listener(Map<String, Class<?>> classes) {
      this.classes = classes;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
      plan.getRoots().forEach(root -> plan.getDescendants(root).forEach(this::keep));
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier identifier) {
      keep(identifier);
    }

    private void keep(TestIdentifier identifier) {
      identifiers.put(identifier.getUniqueId(), identifier);
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
      if (identifier.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        // What no vector is called is kept by its name, and so differs from every replay.
        String name = file(identifier) + "#" + identifier.getDisplayName();
        Run run = runs.getOrDefault(name, new Run(name, "no such vector"));
        told.put(run, Told.of(result));
        result.getThrowable().ifPresent(cause -> thrown.put(run, cause));
      }
    }

    /** The scenario file, which the test class holds in a constant. */
    private String file(TestIdentifier identifier) {
      TestIdentifier method = identifier;
      while (!(method.getSource().orElse(null) instanceof MethodSource)) {
        method = parent(method);
      }
      TestSource source = method.getSource().orElseThrow();
      Class<?> type = classes.get(((MethodSource) source).getClassName());
      try {
        Field file = Objects.requireNonNull(type).getDeclaredField("FILE");
        file.setAccessible(true);
        return (String) file.get(null);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a generated class names its scenario file", e);
      }
    }

    private TestIdentifier parent(TestIdentifier identifier) {
      TestIdentifier parent = identifiers.get(identifier.getParentId().orElseThrow());
      return Objects.requireNonNull(parent);
    }
  }
}
