package io.shatterproof.arch.decode;

/** Numbers as accounts write them. */
final class Hex {
  private static final String[] UNITS = {"", "K", "M", "G", "T", "P", "E"};

  private Hex() {}

  /** For example {@code 0x1f}; unsigned. */
  static String of(long value) {
    return "0x" + Long.toHexString(value);
  }

  /** The size 2^{@code shift} bytes, for example {@code 2M} or {@code 512 bytes}. */
  static String size(int shift) {
    String unit = UNITS[shift / 10];
    return (1L << shift % 10) + (unit.isEmpty() ? " bytes" : unit);
  }
}
