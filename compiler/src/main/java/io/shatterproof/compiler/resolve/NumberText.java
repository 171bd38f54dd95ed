package io.shatterproof.compiler.resolve;

import java.math.BigInteger;

/** How numbers of a range are written. */
final class NumberText {
  private static final String SUFFIXES = "KMGT";

  private NumberText() {}

  /** A number in the manner of another: hexadecimal, or with a size suffix where it is a multiple. */
  static String like(String first, BigInteger value) {
    if (first.startsWith("0x") || first.startsWith("0X")) {
      return "0x" + value.toString(16);
    }
    if (first.isEmpty()) {
      return value.toString();
    }
    int suffix = SUFFIXES.indexOf(first.charAt(first.length() - 1));
    int shift = 10 * (suffix + 1);
    boolean isMultiple = value.signum() != 0 && value.getLowestSetBit() >= shift;
    return suffix >= 0 && Character.isDigit(first.charAt(0)) && isMultiple
        ? value.shiftRight(shift) + first.substring(first.length() - 1)
        : value.toString();
  }
}
