package io.shatterproof.vector.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes as one number, the first of which is its lowest. */
final class EightBytes {
  /** The top bit of each byte, which letters of ASCII do not have. */
  static final long TOPS = 0x8080_8080_8080_8080L;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightBytes() {}

  static long at(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  /** A letter eight times. */
  static long of(char ascii) {
    return ascii * ONES;
  }

  /** The top bit of each byte that is 0, and perhaps of some behind it; of others lower bits. */
  static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }
}
