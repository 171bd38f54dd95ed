package io.shatterproof.compiler.diagnostic;

/** Text that cannot change how a terminal shows what stands around it. */
final class VisibleText {
  private VisibleText() {}

  /** The text with control, format and unpaired characters written as escapes of the scenario language. */
  static String of(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  /** Appends one code point, visibly. */
  static void append(StringBuilder out, int codePoint) {
    if (isVisible(codePoint)) {
      out.appendCodePoint(codePoint);
    } else {
      out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
    }
  }

  /** Whether a terminal shows the code point as one character in its place. */
  static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          // Right-to-left marks and their kin, zero-width joiners, tags.
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED -> false;
      default -> true;
    };
  }

  /** Terminal columns that a visible code point takes: 0, 1 or 2. */
  static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  /** The blocks that terminals show in two columns: East Asian scripts, and pictures. */
  private static boolean isWide(int codePoint) {
    return (codePoint >= 0x1100 && codePoint <= 0x115f)
        || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
        || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
        || (codePoint >= 0xf900 && codePoint <= 0xfaff)
        || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
        || (codePoint >= 0xff00 && codePoint <= 0xff60)
        || (codePoint >= 0xffe0 && codePoint <= 0xffe6)
        || (codePoint >= 0x1f300 && codePoint <= 0x1faff)
        || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
  }
}
