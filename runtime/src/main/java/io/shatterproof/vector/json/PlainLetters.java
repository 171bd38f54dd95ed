package io.shatterproof.vector.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Letters of a JSON string that stand for themselves, eight of which are looked at at once. */
final class PlainLetters {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long BLANKS = ' ' * ONES;

  private PlainLetters() {}

  /** Where there is none for the first time: the end, a quote, a backslash, a control, or no ASCII. */
  static int end(byte[] bytes, int from) {
    int at = from;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, at);
      long others = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | (eight - BLANKS) | eight;
      others &= TOPS;
      if (others != 0) {
        return at + (Long.numberOfTrailingZeros(others) >>> 3); // the first is always right
      }
    }
    while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /** The top bit of each byte that is 0, and perhaps of some behind it. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }
}
