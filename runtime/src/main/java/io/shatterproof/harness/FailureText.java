package io.shatterproof.harness;

import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.List;

/** Results as text for a person: the same words in generated tests and on the command line. */
public final class FailureText {
  /** Wider columns than this stand below each other. */
  private static final int WIDEST_COLUMN = 72;

  private FailureText() {}

  /**
   * One failure: the place in the scenario and what does not hold; expected and actual side by
   * side, differing lines marked {@code !}; then the details.
   */
  public static String of(Failure failure) {
    List<String> lines = new ArrayList<>();
    lines.add(
        VisibleText.of(failure.origin().toString()) + ": " + VisibleText.of(failure.message()));
    lines.addAll(sideBySide(failure.expected(), failure.actual()));
    if (!failure.details().isEmpty()) {
      failure.details().lines().forEach(line -> lines.add("  " + VisibleText.of(line)));
    }
    return String.join("\n", lines);
  }

  /** All that is wrong with a run, one failure after the other; its reason if it has none. A crash with its calls. */
  public static String of(Result result) {
    List<String> parts = new ArrayList<>();
    boolean logShown =
        result.failures().stream().anyMatch(failure -> EventLogText.isMarked(failure.details()));
    for (Failure failure : result.failures()) {
      boolean repeats = logShown && EventLogText.isUnmarked(failure.details());
      parts.add(of(repeats ? failure.withDetails("") : failure));
      logShown |= EventLogText.isUnmarked(failure.details());
    }
    if (parts.isEmpty() || result.verdict() != Verdict.DISAGREE) {
      String origin = VisibleText.of(result.heading().origin().toString());
      List<String> lines = new ArrayList<>();
      lines.add(origin + ": " + result.verdict().word() + ": " + VisibleText.of(result.reason()));
      result.trace().forEach(call -> lines.add("  " + VisibleText.of(call)));
      parts.add(0, String.join("\n", lines));
    }
    return String.join("\n\n", parts);
  }

  /** Name of a run: the title of the vector, and the profile if there is one. */
  public static String nameOf(String title, String profile) {
    return VisibleText.of(title) + (profile.isEmpty() ? "" : " [" + profile + "]");
  }

  private static List<String> sideBySide(String expected, String actual) {
    List<String> left = expected.lines().map(VisibleText::of).toList();
    List<String> right = actual.lines().map(VisibleText::of).toList();
    int width = Math.max("expected".length(), widest(left));
    List<String> lines = new ArrayList<>();
    if (Math.max(width, widest(right)) > WIDEST_COLUMN) {
      lines.add("  expected:");
      left.forEach(line -> lines.add("    " + line));
      lines.add("  actual:");
      right.forEach(line -> lines.add("    " + line));
      return lines;
    }
    lines.add("  " + padded("expected", width) + " | actual");
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String wanted = i < left.size() ? left.get(i) : "";
      String found = i < right.size() ? right.get(i) : "";
      String mark = wanted.equals(found) ? "  " : "! ";
      lines.add((mark + padded(wanted, width) + " | " + found).stripTrailing());
    }
    return lines;
  }

  private static int widest(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
