package io.shatterproof.maven.build;

import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import io.shatterproof.results.Totals;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** Tells what came of a replay: the first failures whole, everything else counted. */
final class ReplayText {
  /** Failures that are told. */
  static final int MOST_FAILURES = 10;

  private static final int MOST_REASONS = 20;

  private final Log log;
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Long> unjudged = new TreeMap<>();

  ReplayText(Log log) {
    this.log = log;
  }

  /** Takes a run that failed, and nobody knew that. */
  void fail(Result result) {
    if (failures.size() == MOST_FAILURES) {
      return;
    }
    String title = FailureText.nameOf(result.heading().title(), result.profile());
    String text = FailureText.of(result);
    log.error(title + ", vector " + result.heading().id());
    text.lines().forEach(log::error);
    log.error("");
    failures.add(text.lines().findFirst().orElse(title));
  }

  /** Takes a run that neither agrees nor fails. */
  void leave(Result result) {
    String reason = result.verdict().word() + ": " + VisibleText.of(result.reason());
    boolean isOneMore = !unjudged.containsKey(reason) && unjudged.size() == MOST_REASONS;
    unjudged.merge(isOneMore ? "other reasons" : reason, 1L, Long::sum);
  }

  void summarize(String provider, Totals totals) {
    log.info("Judged " + CountText.of(totals.vectors(), "vector") + " on "
        + VisibleText.of(provider) + ": " + counts(totals));
    unjudged.forEach((why, count) -> log.info("  " + why + ", " + CountText.of(count, "run")));
    if (totals.knownFailures() > 0) {
      log.info("  known failures: " + CountText.of(totals.knownFailures(), "run"));
    }
  }

  private static String counts(Totals totals) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict == Verdict.AGREE || totals.of(verdict) > 0)
        .map(verdict -> verdict.word() + " " + totals.of(verdict))
        .collect(Collectors.joining(", "));
  }

  /** Why the build fails: counts, and the first failures. */
  String failure(String provider, Totals totals) {
    String kinds = Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.isFailure() && totals.newFailuresOf(verdict) > 0)
        .map(verdict -> verdict.word() + " " + totals.newFailuresOf(verdict))
        .collect(Collectors.joining(", "));
    long more = totals.newFailures() - failures.size();
    return VisibleText.of(provider) + " fails " + totals.newFailures() + " of "
        + CountText.of(totals.runs(), "run") + " (" + kinds + "):\n" + String.join("\n", failures)
        + (more > 0 ? "\nand " + more + " more" : "");
  }
}
