package io.shatterproof.arch;

import java.util.Locale;

/** Memory type of an access; Device types from the strictest to the most lenient, then Normal. */
public enum MemoryType {
  DEVICE_NGNRNE,
  DEVICE_NGNRE,
  DEVICE_NGRE,
  DEVICE_GRE,
  NORMAL;

  public boolean isDevice() {
    return this != NORMAL;
  }

  /**
   * The stricter of two.
   *
   * @see "Arm pseudocode S2CombineS1MemAttrs(), S2CombineS1Device()"
   */
  public MemoryType and(MemoryType other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The Device type that bits[1:0] of MemAttr or bits[3:2] of MAIR encode. */
  public static MemoryType device(int bits) {
    return switch (bits & 0b11) {
      case 0b00 -> DEVICE_NGNRNE;
      case 0b01 -> DEVICE_NGNRE;
      case 0b10 -> DEVICE_NGRE;
      default -> DEVICE_GRE;
    };
  }

  /** The spelling of scenarios and vectors, for example {@code device_ngnre}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
