package io.shatterproof.compiler.diagnostic;

import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.VisibleText;

/**
 * The source line of a span with the span underlined; a long line is cut around it.
 *
 * <p>A tab is shown as one space, so that the underline is in place whatever the terminal's tabs.
 */
record Excerpt(int line, String text, int indent, int length) {
  private static final int LONGEST_LINE = 160; // code points shown
  private static final int CONTEXT = 40; // code points shown before the span of a cut line

  /** The first line of the span. */
  static Excerpt of(Span span) {
    SourceFile file = span.file();
    int line = span.line();
    String text = file.lineText(line);
    int[] codePoints = text.codePoints().toArray();
    int start = Math.min(span.column() - 1, codePoints.length);
    int lastOffset = Math.min(span.end(), file.lineStart(line) + text.length());
    int end = Math.max(start, file.text().codePointCount(file.lineStart(line), lastOffset));
    int from = codePoints.length <= LONGEST_LINE ? 0 : Math.max(0, start - CONTEXT);
    int to = Math.min(codePoints.length, from + LONGEST_LINE);

    StringBuilder shown = new StringBuilder(from > 0 ? "…" : "");
    int indent = from > 0 ? 1 : 0;
    int length = 0;
    for (int i = from; i < to; i++) {
      int width = append(shown, codePoints[i]);
      indent += i < start ? width : 0;
      length += i >= start && i < end ? width : 0;
    }
    if (to < codePoints.length) {
      shown.append('…');
    }
    return new Excerpt(line, shown.toString(), indent, Math.max(1, length));
  }

  private static int append(StringBuilder out, int codePoint) {
    if (codePoint == '\t') {
      out.append(' ');
      return 1;
    }
    String visible = VisibleText.of(Character.toString(codePoint));
    out.append(visible);
    boolean isEscaped = visible.codePointCount(0, visible.length()) > 1;
    return isEscaped ? visible.length() : DisplayWidth.of(codePoint);
  }

  /** Two lines; none for an empty line. */
  void appendTo(StringBuilder out) {
    if (text.isBlank()) {
      return;
    }
    String margin = line + " | ";
    out.append(margin).append(text.stripTrailing()).append('\n');
    String underline = " ".repeat(String.valueOf(line).length()) + " | " + " ".repeat(indent);
    out.append(underline).append("^".repeat(length)).append('\n');
  }
}
