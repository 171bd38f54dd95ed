package io.shatterproof.arch;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A field of a translation table descriptor.
 *
 * @param name as in the Arm manual, for example {@code S2AP}
 * @param high its most significant bit
 * @param low its least significant bit
 * @param needs features of which one is needed, or the field is RES0 or ignored; empty for none
 */
public record DescriptorField(String name, int high, int low, Set<Feature> needs) {

  public DescriptorField {
    needs = Set.copyOf(needs);
    if (low < 0 || high < low || high > 63) {
      throw new IllegalArgumentException("no field is bits [" + high + ":" + low + "]");
    }
  }

  static DescriptorField of(String name, int high, int low, Feature... needs) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    features.addAll(Set.of(needs));
    return new DescriptorField(name, high, low, features);
  }

  static DescriptorField of(String name, int bit, Feature... needs) {
    return of(name, bit, bit, needs);
  }

  /** The largest value it holds, unsigned. */
  public long max() {
    return -1L >>> (63 - high + low);
  }

  /** Its bits in the descriptor. */
  public long mask() {
    return max() << low;
  }

  /** Its value in a descriptor. */
  public long of(long descriptor) {
    return (descriptor >>> low) & max();
  }

  /** A descriptor with this field replaced; only the bits of the value that fit count. */
  public long in(long descriptor, long value) {
    return (descriptor & ~mask()) | ((value & max()) << low);
  }

  /** Whether a platform has the field. */
  public boolean isOn(Platform platform) {
    return needs.isEmpty() || needs.stream().anyMatch(platform.features()::contains);
  }

  /** The spelling of scenarios: the name in lower case. */
  public String word() {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The bits as the manual writes them, for example {@code [5:2]}. */
  public String bits() {
    return high == low ? "[" + high + "]" : "[" + high + ":" + low + "]";
  }
}
