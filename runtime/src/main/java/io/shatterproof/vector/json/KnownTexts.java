package io.shatterproof.vector.json;

import java.nio.charset.StandardCharsets;

/** Short texts that come again and again, each made once and known by a number. */
final class KnownTexts {
  /** No text has this number. */
  static final int NONE = -1;

  /** Of a text that is known, in bytes. */
  static final int LONGEST = 16;

  private static final int SLOTS = 1 << 10;
  private static final int MOST = SLOTS / 2;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L; // 2^64 over the golden ratio

  private final String[] texts = new String[SLOTS];
  private final long[] firsts = new long[SLOTS];
  private final long[] seconds = new long[SLOTS];
  private final long[] bits = new long[SLOTS];
  private int size;

  /**
   * The number of a text of ASCII letters, none of which is 0; {@link #NONE} if it is not known and
   * there is no room for more.
   *
   * @param first its first eight bytes
   * @param second its other bytes
   */
  int number(byte[] bytes, int start, int length, long first, long second) {
    long mixed = (first ^ second * MIX) * MIX;
    int slot = (int) (mixed >>> 54);
    while (texts[slot] != null) {
      if (firsts[slot] == first && seconds[slot] == second) {
        return slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (size == MOST) {
      return NONE;
    }
    size++;
    texts[slot] = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    firsts[slot] = first;
    seconds[slot] = second;
    bits[slot] = JsonTokens.bit(texts[slot]);
    return slot;
  }

  String text(int number) {
    return texts[number];
  }

  /** What {@link JsonTokens#bit} says of a text. */
  long bit(int number) {
    return bits[number];
  }

  /** Whether a text is this one. */
  @SuppressWarnings("ReferenceEquality") // the quick way to a yes
  boolean is(int number, String text) {
    String known = texts[number];
    if (known == text) {
      return true;
    }
    if (!known.equals(text)) {
      return false;
    }
    texts[number] = text; // the one in the code of whoever asks, and will ask again
    return true;
  }
}
