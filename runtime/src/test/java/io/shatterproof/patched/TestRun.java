package io.shatterproof.patched;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One test method, with all its arguments, of a class that a given loader loads.
 *
 * @param passed how many of its tests passed
 * @param thrown what the others threw, and what kept a test from being run at all
 */
record TestRun(int passed, List<Throwable> thrown) {

  TestRun {
    thrown = List.copyOf(thrown);
  }

  /** Whether each test passed, and there was one. */
  boolean isPassed() {
    return passed > 0 && thrown.isEmpty();
  }

  /** Whether some test found something else than it expected; merely failing is not that. */
  boolean isCaught() {
    return thrown.stream().anyMatch(AssertionError.class::isInstance);
  }

  /**
   * Runs a test.
   *
   * @param test {@code class#method}
   * @throws IllegalArgumentException if there is no such method
   */
  static TestRun of(String test, ClassLoader loader) {
    Collector collector = new Collector();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
          .selectors(selector(method(test, loader)))
          .configurationParameter("junit.jupiter.execution.timeout.default", "20 s")
          .configurationParameter(
              "junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
          .build();
      launcher().execute(request, collector);
    } finally {
      thread.setContextClassLoader(before);
    }
    return new TestRun(collector.passed, collector.thrown);
  }

  private static MethodSelector selector(Method method) {
    return DiscoverySelectors.selectMethod(method.getDeclaringClass(), method);
  }

  private static Launcher launcher() {
    return LauncherFactory.create(LauncherConfig.builder()
        .enableLauncherSessionListenerAutoRegistration(false)
        .enableLauncherDiscoveryListenerAutoRegistration(false)
        .enableTestExecutionListenerAutoRegistration(false)
        .enablePostDiscoveryFilterAutoRegistration(false)
        .build());
  }

  private static Method method(String test, ClassLoader loader) {
    String[] parts = test.split("#", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("no class#method: " + test);
    }
    try {
      return Arrays.stream(Class.forName(parts[0], false, loader).getDeclaredMethods())
          .filter(method -> method.getName().equals(parts[1]))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no test " + test));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no test " + test, e);
    }
  }

  private static final class Collector implements TestExecutionListener {
    private final List<Throwable> thrown = new ArrayList<>();
    private int passed;

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      thrown.add(new IllegalStateException("skipped: " + test.getDisplayName()));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
        passed += test.isTest() ? 1 : 0;
      } else {
        thrown.add(result
            .getThrowable()
            .orElseGet(() -> new IllegalStateException("aborted: " + test.getDisplayName())));
      }
    }
  }
}
