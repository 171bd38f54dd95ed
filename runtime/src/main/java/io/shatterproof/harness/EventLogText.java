package io.shatterproof.harness;

import java.util.ArrayList;
import java.util.List;

/** The events of a phase as numbered lines, one of them marked. */
final class EventLogText {
  /** Lines shown before and after the marked one. */
  private static final int CONTEXT = 25;

  private static final String TITLE = "event log, ";
  private static final String MARKED = ", the first difference marked >";

  /** Begins what a person wants to know beyond an event. */
  static final String REMARK = "   // ";

  /** Ends the title of a log that marks a boundary between events. */
  static final String BOUNDARY_MARKED = ", the boundary marked >";

  private EventLogText() {}

  /**
   * Numbered lines, the marked one beginning with {@code >}; far from it they are left out, and
   * counted.
   *
   * @param mark index of the marked event, or the number of events to mark the end
   */
  static String of(List<ObservedEvent> phase, int mark, EventText text) {
    return lines(phase, mark, mark, text);
  }

  /** Numbered lines without a mark; beyond the first ones they are left out, and counted. */
  static String of(List<ObservedEvent> phase, EventText text) {
    return lines(phase, -1, CONTEXT, text);
  }

  /** Whether the text is a log with one event marked. */
  static boolean isMarked(String details) {
    String title = details.lines().findFirst().orElse("");
    return title.startsWith(TITLE) && (title.endsWith(MARKED) || title.endsWith(BOUNDARY_MARKED));
  }

  /** Whether the text is a log without a mark, which says nothing that another log does not. */
  static boolean isUnmarked(String details) {
    return details.startsWith(TITLE) && !isMarked(details);
  }

  private static String lines(List<ObservedEvent> phase, int mark, int middle, EventText text) {
    int from = Math.max(0, middle - CONTEXT);
    int to = Math.min(phase.size(), middle + CONTEXT + 1);
    List<String> lines = new ArrayList<>();
    lines.add(TITLE + phase.size() + " events" + (mark < 0 ? "" : MARKED));
    if (from > 0) {
      lines.add("        ... " + from + " before");
    }
    for (int i = from; i < to; i++) {
      lines.add(line(i == mark, Integer.toString(i + 1), withRemark(phase.get(i), text)));
    }
    if (to < phase.size()) {
      lines.add("        ... " + (phase.size() - to) + " after");
    }
    if (mark == phase.size()) {
      lines.add(line(true, "", "(end)"));
    }
    return String.join("\n", lines);
  }

  /** An event with what a person wants to know beyond it. */
  static String withRemark(ObservedEvent event, EventText text) {
    String remark = text.remark(event);
    return text.of(event) + (remark.isEmpty() ? "" : REMARK + remark);
  }

  /** A line of the log. */
  static String line(boolean marked, String number, String what) {
    return (marked ? "> " : "  ") + " ".repeat(Math.max(0, 4 - number.length())) + number + "  "
        + what;
  }
}
