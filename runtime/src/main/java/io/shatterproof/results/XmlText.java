package io.shatterproof.results;

/** Text inside of XML 1.0, which has no place for most control characters and for half a pair. */
final class XmlText {
  private XmlText() {}

  /** As the value of an attribute in double quotes; lines become one. */
  static String attribute(String text) {
    return escaped(text, false);
  }

  /** Between tags. */
  static String content(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean keepsLines) {
    StringBuilder xml = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\n' -> xml.append(keepsLines ? "\n" : " ");
        default -> {
          if (isAllowed(c)) {
            xml.appendCodePoint(c);
          } else {
            xml.append("\\u").append(Integer.toHexString(0x1_0000 | c).substring(1));
          }
        }
      }
    });
    return xml.toString();
  }

  private static boolean isAllowed(int c) {
    boolean isControl = c < ' ' || (c >= 0x7f && c <= 0x9f);
    boolean isHalfAPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !isControl && !isHalfAPair && c != 0xfffe && c != 0xffff;
  }
}
