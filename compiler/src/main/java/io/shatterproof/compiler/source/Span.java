package io.shatterproof.compiler.source;

/**
 * A piece of a file.
 *
 * @param start offset of its first character
 * @param end offset behind its last character
 */
public record Span(SourceFile file, int start, int end) {
  public Span {
    if (start < 0 || end < start || end > file.text().length()) {
      throw new IllegalArgumentException("no piece of " + file + ": " + start + " to " + end);
    }
  }

  /** Line of the start, from 1. */
  public int line() {
    return file.line(start);
  }

  /** Column of the start, from 1, in code points. */
  public int column() {
    return file.column(start);
  }

  /** What stands there. */
  public String text() {
    return file.text().substring(start, end);
  }

  /** From the start of this to the end of another piece of the same file. */
  public Span to(Span last) {
    return new Span(file, start, Math.max(end, last.end));
  }

  /** Whether another piece lies in this one. */
  public boolean contains(Span other) {
    return file.equals(other.file) && start <= other.start && other.end <= end;
  }

  /** The place as editors understand it: {@code file:line:column}. */
  @Override
  public String toString() {
    return file.path() + ":" + line() + ":" + column();
  }
}
