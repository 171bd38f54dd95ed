package io.shatterproof.results;

import io.shatterproof.vector.VisibleText;
import java.util.ArrayList;
import java.util.List;

/**
 * Results by the Test Anything Protocol, version 14: what is not judged is skipped, and a known failure
 * is to do. Numbered as they are asked for.
 */
public final class TapResults implements ResultFormat {
  private long number;

  @Override
  public String head(CampaignHeader header, Totals totals) {
    List<String> lines = new ArrayList<>();
    lines.add("TAP version 14");
    lines.add("1.." + totals.runs() + (totals.runs() == 0 ? " # SKIP no vector" : ""));
    lines.add("# " + escaped(header.provider()) + ", " + escaped(String.join(", ", header.suites()))
        + ", shard " + header.shard());
    return lines(lines);
  }

  @Override
  public String run(RunResult result) {
    List<String> lines = new ArrayList<>();
    number++;
    String point = number + " - " + escaped(result.name()) + " " + result.id();
    if (!result.verdict().isFailure()) {
      lines.add("ok " + point + skipped(result));
      return lines(lines);
    }
    lines.add("not ok " + point
        + (result.knownFailure().isEmpty() ? "" : " # TODO " + escaped(result.knownFailure())));
    lines.add("  ---");
    lines.add("  result: " + result.verdict().word());
    lines.add("  message: " + quoted(result.reason()));
    lines.add("  at: " + quoted(result.at()));
    if (!result.trace().isEmpty()) {
      lines.add("  trace:");
      result.trace().forEach(call -> lines.add("    - " + quoted(call)));
    }
    if (!result.failures().isEmpty()) {
      lines.add("  failures:");
    }
    for (FailedCheck failure : result.failures()) {
      lines.add("    - at: " + quoted(failure.at()));
      lines.add("      message: " + quoted(failure.message()));
      block(lines, "expected", failure.expected());
      block(lines, "actual", failure.actual());
      block(lines, "details", failure.details());
    }
    if (result.moreFailures() > 0) {
      lines.add("  more_failures: " + result.moreFailures());
    }
    lines.add("  ...");
    return lines(lines);
  }

  private static String skipped(RunResult result) {
    return switch (result.verdict()) {
      case NOT_APPLICABLE, UNSUPPORTED ->
        " # SKIP " + result.verdict().word() + ": " + escaped(result.reason());
      case AGREE, DISAGREE, COULD_NOT_JUDGE, CRASH, TIMEOUT -> "";
    };
  }

  /** A text of several lines as a list of quoted ones, which no line of it can break out of. */
  private static void block(List<String> lines, String name, String text) {
    if (!text.isEmpty()) {
      lines.add("      " + name + ":");
      text.lines().forEach(line -> lines.add("        - " + quoted(line)));
    }
  }

  /** A YAML string in double quotes on one line; visible text has no control characters. */
  private static String quoted(String text) {
    return '"' + VisibleText.of(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Text outside of YAML, where a number sign would begin a directive. */
  private static String escaped(String text) {
    return VisibleText.of(text).replace("\\", "\\\\").replace("#", "\\#");
  }

  @Override
  public String foot(Totals totals) {
    return "";
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + '\n';
  }
}
