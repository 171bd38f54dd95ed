package io.shatterproof.arch;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of a system register or of a translation table descriptor.
 *
 * @param name as in the Arm manual, for example {@code T0SZ}
 * @param high its most significant bit
 * @param low its least significant bit
 * @param needs features of which one is needed, or the field is RES0 or ignored; empty for none;
 *     sorted
 */
public record Field(String name, int high, int low, Set<Feature> needs) {

  public Field {
    Set<Feature> copy = EnumSet.noneOf(Feature.class);
    copy.addAll(needs);
    needs = Collections.unmodifiableSet(copy);
    if (low < 0 || high < low || high > 63) {
      throw new IllegalArgumentException("no field is bits [" + high + ":" + low + "]");
    }
  }

  /** Some bits; of the features one is needed. */
  public static Field of(String name, int high, int low, Feature... needs) {
    return new Field(name, high, low, Set.copyOf(Arrays.asList(needs)));
  }

  /** One bit; of the features one is needed. */
  public static Field of(String name, int bit, Feature... needs) {
    return of(name, bit, bit, needs);
  }

  /**
   * Some of its bits, counted from its lowest, for example {@code XN[0]}.
   *
   * @param first the lowest
   * @param count how many
   */
  public Field part(int first, int count) {
    String bits = count == 1 ? "[" + first + "]" : "[" + (first + count - 1) + ":" + first + "]";
    return new Field(name + bits, low + first + count - 1, low + first, needs);
  }

  /** The same bits, where they are called otherwise. */
  public Field named(String otherName) {
    return new Field(otherName, high, low, needs);
  }

  /** Number of bits. */
  public int width() {
    return high - low + 1;
  }

  /** The largest value it holds, unsigned. */
  public long max() {
    return -1L >>> (64 - width());
  }

  /** Its bits in the word. */
  public long mask() {
    return max() << low;
  }

  /** Its value in a word. */
  public long of(long word) {
    return (word >>> low) & max();
  }

  /** Whether any of its bits is set. */
  public boolean isSet(long word) {
    return (word & mask()) != 0;
  }

  /**
   * A word with this field replaced.
   *
   * @throws IllegalArgumentException if the value has more bits than the field
   */
  public long in(long word, long value) {
    if (Long.compareUnsigned(value, max()) > 0) {
      throw new IllegalArgumentException(
          name + " has " + width() + " bits, not enough for 0x" + Long.toHexString(value));
    }
    return (word & ~mask()) | (value << low);
  }

  /** Whether a platform has the field. */
  public boolean existsOn(Platform platform) {
    return needs.isEmpty() || needs.stream().anyMatch(platform::has);
  }

  /** The features that it needs, for messages: {@code FEAT_BBML1 or FEAT_BBML2}. */
  public String neededFeatures() {
    return needs.stream()
        .map(feature -> "FEAT_" + feature.name())
        .collect(Collectors.joining(" or "));
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
