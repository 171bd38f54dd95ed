package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of a system register.
 *
 * @param name as in the Arm manual, for example {@code T0SZ}
 * @param high its most significant bit
 * @param low its least significant bit
 * @param needs the feature without which the field is RES0
 */
public record Field(String name, int high, int low, Optional<Feature> needs) {

  public Field {
    if (low < 0 || high < low || high > 63) {
      throw new IllegalArgumentException("no field is bits [" + high + ":" + low + "]");
    }
  }

  static Field of(String name, int high, int low) {
    return new Field(name, high, low, Optional.empty());
  }

  static Field of(String name, int bit) {
    return of(name, bit, bit);
  }

  static Field of(String name, int bit, Feature needs) {
    return new Field(name, bit, bit, Optional.of(needs));
  }

  /** Number of bits. */
  public int width() {
    return high - low + 1;
  }

  /** The largest value it holds, unsigned. */
  public long max() {
    return -1L >>> (64 - width());
  }

  /** Its bits in the register. */
  public long mask() {
    return max() << low;
  }

  /** Its value in a register value. */
  public long of(long register) {
    return (register >>> low) & max();
  }

  /** Whether any of its bits is set. */
  public boolean isSet(long register) {
    return (register & mask()) != 0;
  }

  /**
   * A register value with this field replaced.
   *
   * @throws IllegalArgumentException if the value has more bits than the field
   */
  public long in(long register, long value) {
    if (Long.compareUnsigned(value, max()) > 0) {
      throw new IllegalArgumentException(
          name + " has " + width() + " bits, not enough for 0x" + Long.toHexString(value));
    }
    return (register & ~mask()) | (value << low);
  }

  /** The spelling of scenarios: the name in lower case. */
  public String word() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The bits as the manual writes them, for example {@code [5:0]} or {@code [31]}. */
  public String bits() {
    return high == low ? "[" + high + "]" : "[" + high + ":" + low + "]";
  }
}
