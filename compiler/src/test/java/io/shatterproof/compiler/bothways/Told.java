package io.shatterproof.compiler.bothways;

import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import java.util.Locale;
import org.junit.platform.engine.TestExecutionResult;

/**
 * What a user is told of a run: passed, skipped or failed, and all that is said to it. The text
 * begins with the verdict unless that is {@link Verdict#DISAGREE}.
 */
record Told(String status, String text) {

  static Told of(Result result) {
    return switch (result.verdict()) {
      case AGREE -> new Told("successful", "");
      case NOT_APPLICABLE, UNSUPPORTED -> new Told("aborted", FailureText.of(result));
      case DISAGREE, COULD_NOT_JUDGE, CRASH, TIMEOUT -> new Told("failed", FailureText.of(result));
    };
  }

  static Told of(TestExecutionResult result) {
    return new Told(
        result.getStatus().name().toLowerCase(Locale.ROOT),
        result.getThrowable().map(thrown -> String.valueOf(thrown.getMessage())).orElse(""));
  }
}
