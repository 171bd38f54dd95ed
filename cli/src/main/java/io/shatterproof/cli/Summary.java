package io.shatterproof.cli;

import io.shatterproof.harness.KnownViolation;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything counted: how many vectors, as what, with which of the seven results. */
final class Summary {
  private static final int MOST_REASONS = 100;
  private static final String OTHERS = "other reasons";

  private final String provider;
  private final boolean paints;
  private final DistinctTexts scenarios = new DistinctTexts();
  private final Set<String> profiles = new TreeSet<>();
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final SortedMap<String, Long> unjudged = new TreeMap<>();
  private final SortedMap<String, Known> known = new TreeMap<>();
  private final SortedMap<String, Long> expectedFailures = new TreeMap<>();
  private long vectors;

  /**
   * How often a known violation occurred, in how many vectors, and why; the reason may be empty.
   */
  private record Known(long times, long vectors, String reason) {
    Known plus(Known other) {
      return new Known(times + other.times, vectors + other.vectors, reason);
    }
  }

  Summary(String provider, boolean paints) {
    this.provider = provider;
    this.paints = paints;
  }

  /** Counts the results of one vector. */
  void add(List<Result> results) {
    vectors++;
    for (Result result : results) {
      scenarios.add(result.heading().origin().toString());
      if (!result.profile().isEmpty()) {
        profiles.add(result.profile());
      }
      verdicts.merge(result.verdict(), 1L, Long::sum);
      if (result.verdict() != Verdict.AGREE && !result.verdict().isFailure()) {
        count(unjudged, result.verdict().word() + ": " + result.reason());
      }
      if (!result.expectedFailures().isEmpty()) {
        result
            .heading()
            .expectedFailure()
            .ifPresent(failure -> count(expectedFailures, failure.until()));
      }
      for (KnownViolation violation : result.known()) {
        known.merge(
            violation.name().word() + (result.profile().isEmpty() ? "" : " on " + result.profile()),
            new Known(violation.times(), 1, violation.reason()),
            Known::plus);
      }
    }
  }

  /** Counts what is told of one run, of so many different texts as anybody reads. */
  private static void count(Map<String, Long> counts, String text) {
    boolean isNew = !counts.containsKey(text);
    counts.merge(isNew && counts.size() >= MOST_REASONS ? OTHERS : text, 1L, Long::sum);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("judged "
        + CountText.of(vectors, "vector")
        + " of "
        + (scenarios.isFull() ? "more than " : "")
        + CountText.of(scenarios.size(), "scenario")
        + " on "
        + VisibleText.of(provider)
        + (profiles.isEmpty() ? "" : ", as " + VisibleText.of(String.join(", ", profiles))));
    List<String> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = verdicts.getOrDefault(verdict, 0L);
      String text = verdict.word() + " " + count;
      counts.add(paints ? VerdictColor.of(verdict, count).paint(text) : text);
    }
    lines.add("  " + String.join("   ", counts));
    unjudged.forEach(
        (why, count) -> lines.add("  " + VisibleText.of(why) + ", " + CountText.of(count, "run")));
    expectedFailures.forEach((until, count) -> lines.add("  fails as expected until \""
        + VisibleText.of(until)
        + "\", "
        + CountText.of(count, "run")));
    known.forEach((what, count) -> lines.add("  known: "
        + VisibleText.of(what)
        + ", "
        + CountText.of(count.times(), "time")
        + " in "
        + CountText.of(count.vectors(), "vector")
        + (count.reason().isEmpty() ? "" : ": " + VisibleText.of(count.reason()))));
    return lines;
  }
}
