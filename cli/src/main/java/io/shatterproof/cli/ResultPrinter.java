package io.shatterproof.cli;

import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.KnownViolation;
import io.shatterproof.harness.Result;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.CountText;
import io.shatterproof.vector.VisibleText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints the results of a vector: its title, a line for each run, then what is wrong with it. */
final class ResultPrinter {
  /** Code points of a title in the list. */
  private static final int LONGEST_TITLE = 120;

  private final PrintWriter out;
  private final boolean paints;
  private final boolean onlyFailures;
  private final int profileWidth;
  private boolean lastLineIsBlank = true;

  /**
   * Prints from now on.
   *
   * @param onlyFailures whether the lines of runs that did not fail are left out
   * @param profiles all that can occur, for columns of equal width
   */
  ResultPrinter(PrintWriter out, boolean paints, boolean onlyFailures, List<String> profiles) {
    this.out = out;
    this.paints = paints;
    this.onlyFailures = onlyFailures;
    this.profileWidth = profiles.stream().mapToInt(String::length).max().orElse(0);
  }

  /**
   * A result to be told.
   *
   * @param reference where the failure is told of; empty if it is not known
   * @param trace lines about what was done
   */
  record Told(Result result, String reference, List<String> trace) {
    Told {
      trace = List.copyOf(trace);
    }

    private boolean isNewFailure() {
      return result.verdict().isFailure() && reference.isEmpty();
    }
  }

  /** Those that {@link #print} is for. */
  List<Told> worthALine(List<Told> results) {
    return results.stream().filter(told -> !onlyFailures || told.isNewFailure()).toList();
  }

  /** Prints results of a vector, at least one. */
  void print(ConformanceVector vector, List<Told> results) {
    out.println(VisibleText.of(shortened(vector.heading().title())));
    for (Told told : results) {
      out.println(line(vector, told));
      told.trace().forEach(line -> out.println("    " + line));
      if (told.isNewFailure()) {
        out.println();
        out.println(FailureText.of(told.result()));
        out.println();
      }
      lastLineIsBlank = told.isNewFailure();
    }
  }

  /** Leaves a blank line between what was printed, if anything, and what follows. */
  void separate() {
    if (!lastLineIsBlank) {
      out.println();
    }
  }

  private String line(ConformanceVector vector, Told told) {
    Result result = told.result();
    StringBuilder line = new StringBuilder("  ");
    String verdict = padded(result.verdict().word(), "disagree".length());
    line.append(paints ? VerdictColor.of(result.verdict()).paint(verdict) : verdict);
    if (profileWidth > 0) {
      line.append("  ").append(padded(VisibleText.of(result.profile()), profileWidth));
    }
    line.append("  ");
    List<String> remarks = remarks(vector, result);
    if (!told.reference().isEmpty()) {
      remarks.add("known failure: " + VisibleText.of(told.reference()));
    }
    line.append(String.join("; ", remarks));
    return line.toString().stripTrailing();
  }

  private static List<String> remarks(ConformanceVector vector, Result result) {
    List<String> remarks = new ArrayList<>();
    if (result.checksReached() > 0) {
      remarks.add(CountText.of(result.checksReached(), "check"));
    }
    String headline = Headline.of(vector, result);
    if (!headline.isEmpty()) {
      remarks.add(headline);
    }
    for (KnownViolation known : result.known()) {
      remarks.add("known: " + known.name().word() + ", " + CountText.of(known.times(), "time"));
    }
    remarks.addAll(WaiverRemarks.of(result.waived()));
    if (!result.reason().isEmpty() && !result.verdict().isFailure()) {
      remarks.add(VisibleText.of(result.reason()));
    }
    return remarks;
  }

  /** A title in the list; the scenario has it in full. */
  private static String shortened(String title) {
    return title.codePointCount(0, title.length()) <= LONGEST_TITLE
        ? title
        : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE)) + "...";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
