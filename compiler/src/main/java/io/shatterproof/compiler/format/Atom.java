package io.shatterproof.compiler.format;

/** A word or a remark on a line, and the blanks in front of it. */
final class Atom {
  private final String text;
  private final boolean isRemark;
  private int gap;

  Atom(String text, int gap, boolean isRemark) {
    this.text = text;
    this.gap = gap;
    this.isRemark = isRemark;
  }

  String text() {
    return text;
  }

  int gap() {
    return gap;
  }

  boolean isRemark() {
    return isRemark;
  }

  void widen(int blanks) {
    gap += blanks;
  }

  /** Columns it takes; of a remark of several lines, those of the last. */
  int width() {
    return text.codePointCount(text.lastIndexOf('\n') + 1, text.length());
  }
}
