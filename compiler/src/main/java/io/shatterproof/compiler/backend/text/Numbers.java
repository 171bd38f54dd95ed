package io.shatterproof.compiler.backend.text;

/** Numbers as people write them in scenarios. */
final class Numbers {
  private static final String SUFFIXES = "KMGT";
  private static final int GROUP = 4;

  private Numbers() {}

  /** An address or a word: {@code 0x8_0000_0000}. */
  static String hex(long value) {
    String digits = Long.toHexString(value);
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < digits.length(); i++) {
      text.append(i > 0 && (digits.length() - i) % GROUP == 0 ? "_" : "").append(digits.charAt(i));
    }
    return text.toString();
  }

  /** A number of bytes, with the largest suffix that it is a multiple of: {@code 2M}. */
  static String size(long bytes) {
    int suffix = Math.min(Long.numberOfTrailingZeros(bytes) / 10, SUFFIXES.length());
    return bytes == 0 || suffix == 0
        ? bytes >= 0 && bytes < 1024 ? Long.toString(bytes) : hex(bytes)
        : Long.toUnsignedString(bytes >>> (10 * suffix)) + SUFFIXES.charAt(suffix - 1);
  }
}
