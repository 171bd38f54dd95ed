package io.shatterproof.results;

/** Text that an implementation may have made longer than anybody reads. */
final class BoundedText {
  /** Characters of one text; an event log is shorter by far. */
  static final int MOST = 1 << 16;

  private BoundedText() {}

  /** The text; of a longer one its beginning, and how much was left out. */
  static String of(String text) {
    if (text.length() <= MOST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
    return text.substring(0, end) + "\n... " + (text.length() - end) + " characters left out";
  }
}
