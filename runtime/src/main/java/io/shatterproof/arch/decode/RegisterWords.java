package io.shatterproof.arch.decode;

import io.shatterproof.arch.Field;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Shareability;
import java.util.Optional;

/** What codes mean that several registers share. */
final class RegisterWords {
  static final String RESERVED_SH =
      "CONSTRAINED UNPREDICTABLE: taken as outer, inner or non-shareable";

  private RegisterWords() {}

  /** IRGN and ORGN of a translation control register. */
  static String cacheability(long code) {
    return switch ((int) code & 0b11) {
      case 0b00 -> "Non-cacheable";
      case 0b01 -> "Write-Back, Read-Allocate, Write-Allocate";
      case 0b10 -> "Write-Through, Read-Allocate";
      default -> "Write-Back, Read-Allocate";
    };
  }

  static Optional<String> shareabilityRemark(long sh) {
    return Shareability.of((int) sh) == Shareability.RESERVED
        ? Optional.of(RESERVED_SH)
        : Optional.empty();
  }

  /** An 8-bit attribute of MAIR_EL1 or PAR_EL1. */
  static String memory(int attr) {
    if (attr >>> 4 == 0) {
      String device = MemAttr.device(attr >>> 2 & 0b11);
      return switch (attr & 0b11) {
        case 0b00 -> device;
        case 0b01 -> device + ", XS = 0 (FEAT_XS)";
        default -> "reserved";
      };
    }
    return switch (attr) {
      case 0x40 -> "Normal, outer NC, inner NC, XS = 0 (FEAT_XS)";
      case 0xa0 -> "Normal, outer WT RA, inner WT RA, XS = 0 (FEAT_XS)";
      case 0xe0 -> "Normal, outer WB RA WA, inner WB RA WA, Tagged, NoTagAccess (FEAT_MTE_PERM)";
      case 0xf0 -> "Normal, outer WB RA WA, inner WB RA WA, Tagged (FEAT_MTE2)";
      default ->
        (attr & 0xf) == 0
            ? "reserved"
            : "Normal, outer " + side(attr >>> 4) + ", inner " + side(attr & 0xf);
    };
  }

  /** The outer or the inner half of a Normal attribute. */
  private static String side(int half) {
    if (half == 0b0100) {
      return "NC";
    }
    String policy = (half & 0b0100) == 0 ? "WT" : "WB";
    String hints = ((half & 0b10) == 0 ? "" : " RA") + ((half & 0b01) == 0 ? "" : " WA");
    return policy + hints + (half >>> 3 == 0 ? " transient" : "");
  }

  /** A feature that a field needs and the platform lacks. */
  static Optional<String> missing(Platform platform, Field field) {
    return field.existsOn(platform)
        ? Optional.empty()
        : Optional.of("without " + field.neededFeatures());
  }
}
