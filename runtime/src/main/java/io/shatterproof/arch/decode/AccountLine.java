package io.shatterproof.arch.decode;

import java.util.Optional;

/**
 * One field of a word: where it is, what it holds, what that means.
 *
 * @param name as in the Arm manual; RES0, RES1, IGNORED or software where bits have no name
 * @param high its most significant bit
 * @param low its least significant bit
 * @param value its value, unsigned
 * @param meaning what the value stands for; empty if there is nothing to say
 * @param remark what a reader should not overlook, for example a RES0 bit that is set
 */
public record AccountLine(
    String name, int high, int low, long value, String meaning, Optional<String> remark) {

  public AccountLine {
    if (low < 0 || high < low || high > 63) {
      throw new IllegalArgumentException("no field is bits [" + high + ":" + low + "]");
    }
  }

  /** The bits as the manual writes them, for example {@code [5:0]} or {@code [31]}. */
  public String bits() {
    return high == low ? "[" + high + "]" : "[" + high + ":" + low + "]";
  }

  /** The value as the manual writes it: binary up to four bits, hexadecimal beyond. */
  public String valueText() {
    int width = high - low + 1;
    if (width == 1) {
      return Long.toString(value);
    }
    return width > 4 ? Hex.of(value) : "0b" + binary(width);
  }

  private String binary(int width) {
    return Long.toBinaryString((1L << width) | value).substring(1);
  }

  /** Meaning and remark in one. */
  String words() {
    String separator = meaning.isEmpty() || remark.isEmpty() ? "" : "; ";
    return meaning + separator + remark.orElse("");
  }
}
