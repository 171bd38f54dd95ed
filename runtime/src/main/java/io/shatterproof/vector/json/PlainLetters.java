package io.shatterproof.vector.json;

/** Letters of a JSON string that stand for themselves, eight of which are looked at at once. */
final class PlainLetters {
  private static final long QUOTES = EightBytes.of('"');
  private static final long BACKSLASHES = EightBytes.of('\\');
  private static final long BLANKS = EightBytes.of(' ');

  private PlainLetters() {}

  /** Where there is none for the first time: the end, a quote, a backslash, a control, or no ASCII. */
  static int end(byte[] bytes, int from) {
    int at = from;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long eight = EightBytes.at(bytes, at);
      long others = EightBytes.zeros(eight ^ QUOTES)
          | EightBytes.zeros(eight ^ BACKSLASHES)
          | (eight - BLANKS)
          | eight;
      others &= EightBytes.TOPS;
      if (others != 0) {
        return at + (Long.numberOfTrailingZeros(others) >>> 3); // the first is always right
      }
    }
    while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }
}
