package io.shatterproof.compiler.backend.text;

/** Texts of vectors, which may hold anything, as strings and comments of scenarios. */
final class Quoted {
  private static final int REPLACEMENT = 0xfffd;

  private Quoted() {}

  /** A string. Half a surrogate pair, which no text can hold, becomes the replacement character. */
  static String string(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(codePoint -> {
      switch (codePoint) {
        case '"', '\\' -> quoted.append('\\').appendCodePoint(codePoint);
        case '{', '}' -> quoted.appendCodePoint(codePoint).appendCodePoint(codePoint);
        default -> append(codePoint, quoted);
      }
    });
    return quoted.append('"').toString();
  }

  private static void append(int codePoint, StringBuilder quoted) {
    if (isHalf(codePoint)) {
      quoted.appendCodePoint(REPLACEMENT);
    } else if (isVisible(codePoint)) {
      quoted.appendCodePoint(codePoint);
    } else {
      quoted.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
    }
  }

  /** Text behind {@code //}, on one line. */
  static String comment(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .map(codePoint -> isVisible(codePoint) ? codePoint : REPLACEMENT)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
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
