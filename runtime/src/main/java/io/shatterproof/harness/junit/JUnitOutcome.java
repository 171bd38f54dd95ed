package io.shatterproof.harness.junit;

import io.shatterproof.harness.Failure;
import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.Profiles;
import io.shatterproof.harness.ProviderCrashedException;
import io.shatterproof.harness.Result;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.VisibleText;
import java.util.List;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A result as what JUnit understands, the scenario on top of its stack trace. */
final class JUnitOutcome {
  private JUnitOutcome() {}

  /** Ends a test with a result. */
  static void report(Result result) {
    switch (result.verdict()) {
      case AGREE -> {}
      case NOT_APPLICABLE, UNSUPPORTED -> throw aborted(result);
      case DISAGREE, COULD_NOT_JUDGE, CRASH, TIMEOUT -> throw failed(result);
    }
  }

  /** The profiles that a vector is run as; fails the test where the implementation crashes. */
  static List<String> profiles(Heading heading, P2mProvider provider) {
    try {
      return Profiles.toRun(heading, provider);
    } catch (ProviderCrashedException crash) {
      throw failed(crash.result(heading, provider.name(), Profiles.NONE));
    }
  }

  static AssertionFailedError failed(Result result) {
    String message = FailureText.of(result);
    if (result.failures().isEmpty()) {
      return at(result.heading().origin(), result, new AssertionFailedError(message));
    }
    Failure first = result.failures().get(0);
    return at(
        first.origin(),
        result,
        new AssertionFailedError(message, first.expected(), first.actual()));
  }

  static TestAbortedException aborted(Result result) {
    return at(result.heading().origin(), result, new TestAbortedException(FailureText.of(result)));
  }

  private static <T extends Throwable> T at(Origin origin, Result result, T thrown) {
    StackTraceElement[] calls = thrown.getStackTrace();
    StackTraceElement[] trace = new StackTraceElement[calls.length + 1];
    trace[0] = new StackTraceElement(
        "scenario",
        VisibleText.of(result.heading().title()),
        VisibleText.of(origin.file()),
        origin.line());
    System.arraycopy(calls, 0, trace, 1, calls.length);
    thrown.setStackTrace(trace);
    return thrown;
  }
}
