package io.shatterproof.compiler.diagnostic;

import io.shatterproof.vector.VisibleText;

/**
 * One line of a diagnostic, made safe to show, and of bounded length whatever it quotes: names and
 * strings of a file may be as long as the file.
 */
final class Sentence {
  private static final char QUOTE = '`';

  /** Code points of what is quoted; more than any word of the language or any cure has. */
  private static final int LONGEST_QUOTED = 100;

  /** Code points that are shown of what is longer. */
  private static final int SHOWN = 40;

  /** Code points of a line: that of lists, and of quotations in which there are quotes. */
  private static final int LONGEST = 2000;

  private Sentence() {}

  static String of(String text) {
    return VisibleText.of(text.length() <= LONGEST_QUOTED ? text : cut(text));
  }

  private static String cut(String text) {
    StringBuilder result = new StringBuilder();
    int start = 0;
    int open = text.indexOf(QUOTE);
    while (open >= 0 && text.indexOf(QUOTE, open + 1) >= 0) {
      int close = text.indexOf(QUOTE, open + 1);
      result.append(text, start, open + 1);
      result.append(first(text.substring(open + 1, close), LONGEST_QUOTED, SHOWN));
      start = close;
      open = text.indexOf(QUOTE, close + 1);
    }
    return first(result.append(text, start, text.length()).toString(), LONGEST, LONGEST);
  }

  private static String first(String text, int longest, int shown) {
    boolean isShort = text.length() <= longest || text.codePointCount(0, text.length()) <= longest;
    return isShort ? text : text.substring(0, text.offsetByCodePoints(0, shown)) + "…";
  }
}
