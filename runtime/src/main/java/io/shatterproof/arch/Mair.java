package io.shatterproof.arch;

/**
 * The attributes that a byte of MAIR_EL1 stands for.
 *
 * @see "Arm ARM DDI 0487, 'MAIR_EL1, Memory Attribute Indirection Register (EL1)'"
 * @see "Arm pseudocode S1DecodeMemAttrs()"
 */
public final class Mair {
  private Mair() {}

  /** The byte of an index, 0 to 7. */
  public static int attribute(long mair, int index) {
    return (int) (mair >>> (8 * index)) & 0xff;
  }

  /**
   * The attributes of a byte; values that are UNPREDICTABLE count as Device-nGnRnE.
   *
   * @param xs whether FEAT_XS is implemented
   * @param mte whether FEAT_MTE2 is implemented
   */
  public static AccessAttributes decode(
      int attribute, Shareability shareability, boolean xs, boolean mte) {
    int outer = attribute >>> 4;
    int inner = attribute & 0xf;
    if (outer == 0) {
      boolean isXs = !(xs && (attribute & 0b11) == 0b01);
      return new AccessAttributes(
          MemoryType.device(attribute >>> 2),
          Cacheability.NC,
          Cacheability.NC,
          shareability,
          isXs,
          Tagging.UNTAGGED,
          false);
    }
    if (inner == 0) {
      return special(attribute, shareability, xs, mte);
    }
    Cacheability innerSide = side(inner);
    Cacheability outerSide = side(outer);
    return new AccessAttributes(
        MemoryType.NORMAL,
        innerSide,
        outerSide,
        shareability,
        !AttributeRules.isWriteBack(innerSide, outerSide),
        Tagging.UNTAGGED,
        false);
  }

  private static AccessAttributes special(
      int attribute, Shareability shareability, boolean xs, boolean mte) {
    if (attribute == 0x40 && xs) {
      return AccessAttributes.normal(Cacheability.NC, shareability, false);
    }
    if (attribute == 0xa0 && xs) {
      return AccessAttributes.normal(Cacheability.WT_RA, shareability, false);
    }
    if (attribute == 0xf0 && mte) {
      return new AccessAttributes(
          MemoryType.NORMAL,
          Cacheability.WB_RAWA,
          Cacheability.WB_RAWA,
          shareability,
          false,
          Tagging.ALLOCATION_TAGGED,
          false);
    }
    return AccessAttributes.device(MemoryType.DEVICE_NGNRNE, true);
  }

  /** What four bits mean on one side; not 0b0000. */
  private static Cacheability side(int bits) {
    boolean readAllocate = (bits & 0b10) != 0;
    boolean writeAllocate = (bits & 0b01) != 0;
    return switch (bits >>> 2) {
      case 0b00 -> Cacheability.of(Cacheability.Policy.WT, readAllocate, writeAllocate, true);
      case 0b01 ->
        bits == 0b0100
            ? Cacheability.NC
            : Cacheability.of(Cacheability.Policy.WB, readAllocate, writeAllocate, true);
      case 0b10 -> Cacheability.of(Cacheability.Policy.WT, readAllocate, writeAllocate, false);
      default -> Cacheability.of(Cacheability.Policy.WB, readAllocate, writeAllocate, false);
    };
  }

  /**
   * The byte that PAR_EL1 reports for the attributes of a translation.
   *
   * @see "Arm pseudocode EncodePARAttrs()"
   */
  public static int encode(AccessAttributes attributes) {
    if (attributes.type().isDevice()) {
      return device(attributes.type()) << 2 | (attributes.xs() ? 0 : 1);
    }
    if (attributes.tagging() == Tagging.ALLOCATION_TAGGED) {
      return attributes.noTagAccess() ? 0xe0 : 0xf0;
    }
    if (!attributes.xs()) {
      if (attributes.inner() == Cacheability.NC && attributes.outer() == Cacheability.NC) {
        return 0x40;
      }
      if (attributes.inner() == Cacheability.WT_RA && attributes.outer() == Cacheability.WT_RA) {
        return 0xa0;
      }
    }
    return side(attributes.outer()) << 4 | side(attributes.inner());
  }

  private static int device(MemoryType type) {
    return switch (type) {
      case DEVICE_NGNRNE -> 0b00;
      case DEVICE_NGNRE -> 0b01;
      case DEVICE_NGRE -> 0b10;
      case DEVICE_GRE -> 0b11;
      case NORMAL -> throw new IllegalArgumentException("Normal memory is no Device memory");
    };
  }

  private static int side(Cacheability side) {
    int hints = (side.readAllocate() ? 0b10 : 0) | (side.writeAllocate() ? 0b01 : 0);
    return switch (side.policy()) {
      case NC -> 0b0100;
      case WT -> (side.isTransient() ? 0b0000 : 0b1000) | hints;
      case WB -> (side.isTransient() ? 0b0100 : 0b1100) | hints;
    };
  }
}
