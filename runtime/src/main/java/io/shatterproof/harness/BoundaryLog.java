package io.shatterproof.harness;

import java.util.ArrayList;
import java.util.List;

/** What happened in a phase as numbered lines, with one of the boundaries between them marked. */
final class BoundaryLog {
  /** Lines shown before and after the marked boundary. */
  private static final int CONTEXT = 25;

  private final String title;
  private final String kind;
  private final List<String> before;
  private final List<String> after;

  /**
   * A log.
   *
   * @param title what the lines are, for example {@code event log}
   * @param kind what one line is, for example {@code event}
   * @param before lines before the boundary
   * @param after lines after it
   */
  BoundaryLog(String title, String kind, List<String> before, List<String> after) {
    this.title = title;
    this.kind = kind;
    this.before = before;
    this.after = after;
  }

  /** Where the boundary is, for example {@code behind event 3 (dsb ish)}. */
  String place() {
    return before.isEmpty() ? "before the first " + kind : "behind " + last();
  }

  /** What lies before the boundary, for example {@code event 3 (dsb ish)}. */
  String last() {
    String last = before.get(before.size() - 1);
    int remark = last.indexOf(EventLogText.REMARK);
    return kind + " " + before.size() + " (" + (remark < 0 ? last : last.substring(0, remark))
        + ")";
  }

  /**
   * The numbered lines; far from the boundary they are left out, and counted.
   *
   * @param there what stands at the boundary, a line each; without any it is not marked
   */
  String text(List<String> there) {
    List<String> lines = new ArrayList<>();
    int total = before.size() + after.size();
    lines.add(title + ", " + total + " " + kind + (total == 1 ? "" : "s")
        + (there.isEmpty() ? "" : EventLogText.BOUNDARY_MARKED));
    int from = Math.max(0, before.size() - CONTEXT);
    if (from > 0) {
      lines.add("        ... " + from + " before");
    }
    for (int i = from; i < before.size(); i++) {
      lines.add(numbered(i + 1, before.get(i)));
    }
    there.forEach(line -> lines.add(">       " + line));
    int to = Math.min(after.size(), CONTEXT);
    for (int i = 0; i < to; i++) {
      lines.add(numbered(before.size() + i + 1, after.get(i)));
    }
    if (to < after.size()) {
      lines.add("        ... " + (after.size() - to) + " after");
    }
    return String.join("\n", lines);
  }

  private static String numbered(int number, String what) {
    return EventLogText.line(false, Integer.toString(number), what);
  }
}
