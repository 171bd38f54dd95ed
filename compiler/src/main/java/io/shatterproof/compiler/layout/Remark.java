package io.shatterproof.compiler.layout;

/**
 * A comment.
 *
 * @param text as it was typed, without the end of its line; line ends inside are LF
 * @param linesBefore line ends between it and what is before it
 */
public record Remark(Style style, String text, int linesBefore) {
  /** How it ends. */
  public enum Style {
    /** At the end of the line. */
    LINE,
    /** Where it says so. */
    BLOCK
  }

  /** Whether what follows it is on another line than what is before it. */
  boolean isBreak() {
    return style == Style.LINE || linesBefore > 0 || text.indexOf('\n') >= 0;
  }
}
