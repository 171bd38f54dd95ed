package io.shatterproof.vector;

/** Text from outside, made safe to show on a terminal or in a log. */
public final class VisibleText {
  private VisibleText() {}

  /**
   * The text with every character that would not be seen, or would change how others are seen, as
   * an escape of the scenario language: controls, line breaks, marks of direction, lone surrogates.
   */
  public static String of(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().forEach(codePoint -> {
      if (isVisible(codePoint)) {
        result.appendCodePoint(codePoint);
      } else {
        result.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
      }
    });
    return result.toString();
  }

  /** Whether nothing of a text is seen. */
  public static boolean isBlank(String text) {
    return text.codePoints()
        .allMatch(codePoint -> !isVisible(codePoint) || Character.isSpaceChar(codePoint));
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED -> false;
      default -> true;
    };
  }
}
