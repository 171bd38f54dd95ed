package io.shatterproof.arch;

/**
 * How the memory attributes of the two stages become those of an access, piece by piece.
 *
 * <p>MemAttr is the field of a stage 2 leaf, 0 to 15. Nothing here allocates.
 *
 * @see "Arm ARM DDI 0487, 'Stage 2 memory region type and cacheability attributes'"
 */
public final class AttributeRules {
  private static final int WRITE_BACK_NO_TAG_ACCESS = 0b0100;

  private static final Cacheability.Policy[] POLICIES = {
    Cacheability.Policy.NC, Cacheability.Policy.WT, Cacheability.Policy.WB
  };

  private AttributeRules() {}

  /**
   * The memory type that MemAttr means by itself, with FWB = 0.
   *
   * @see "Arm pseudocode S2DecodeMemAttrs()"
   */
  public static MemoryType type(int memAttr) {
    return (memAttr & 0b1100) == 0 ? MemoryType.device(memAttr) : MemoryType.NORMAL;
  }

  /** Whether MemAttr is the encoding of Write-Back with NoTagAccess, with FWB = 0. */
  public static boolean isNoTagAccess(int memAttr) {
    return memAttr == WRITE_BACK_NO_TAG_ACCESS;
  }

  /**
   * Whether MemAttr of Normal memory has a reserved inner cacheability, with FWB = 0.
   *
   * @param mtePerm whether FEAT_MTE_PERM is implemented
   */
  public static boolean isReserved(int memAttr, boolean mtePerm) {
    return (memAttr & 0b11) == 0 && (memAttr & 0b1100) != 0 && !(mtePerm && isNoTagAccess(memAttr));
  }

  /**
   * The cacheability of two bits of MemAttr, with FWB = 0.
   *
   * @param bits 0b01, 0b10 or 0b11
   * @see "Arm pseudocode S2DecodeCacheability()"
   */
  public static Cacheability.Policy policy(int bits) {
    return POLICIES[bits - 1];
  }

  /**
   * The memory type with FWB = 1; it depends on that of stage 1.
   *
   * @see "Arm pseudocode AArch64_S2ApplyFWBMemAttrs()"
   */
  public static MemoryType typeWithFwb(int memAttr, MemoryType stage1) {
    return switch (memAttr & 0b111) {
      case 0b000, 0b001, 0b010, 0b011 -> stage1.and(MemoryType.device(memAttr));
      case 0b110 -> MemoryType.NORMAL;
      default -> stage1;
    };
  }

  /**
   * The cacheability of Normal memory with FWB = 1.
   *
   * @param stage1 that of stage 1; {@link Cacheability#NC} for Device memory
   * @see "Arm pseudocode AArch64_S2ApplyFWBMemAttrs()"
   */
  public static Cacheability cacheabilityWithFwb(int memAttr, Cacheability stage1) {
    return switch (memAttr & 0b111) {
      case 0b110 -> stage1.isCacheable() ? stage1.asWriteBack() : Cacheability.WB_RAWA;
      case 0b111 -> stage1;
      default -> Cacheability.NC;
    };
  }

  /** Whether MemAttr makes memory Write-Back whatever stage 1 says, with FWB = 1. */
  public static boolean forcesWriteBack(int memAttr) {
    return (memAttr & 0b111) == 0b110;
  }

  /** Whether MemAttr has NoTagAccess, with FWB = 1 and FEAT_MTE_PERM. */
  public static boolean isNoTagAccessWithFwb(int memAttr) {
    return (memAttr & 0b1110) == 0b1110;
  }

  /**
   * The shareability that two stages ask for together.
   *
   * @see "Arm pseudocode S2CombineS1Shareability()"
   */
  public static Shareability combine(Shareability stage1, Shareability stage2) {
    if (stage1 == Shareability.OUTER || stage2 == Shareability.OUTER) {
      return Shareability.OUTER;
    }
    return stage1 == Shareability.INNER || stage2 == Shareability.INNER
        ? Shareability.INNER
        : Shareability.NON;
  }

  /**
   * The shareability in effect: Device and Non-cacheable memory is Outer Shareable.
   *
   * @see "Arm pseudocode EffectiveShareability()"
   */
  public static Shareability effective(
      MemoryType type, Cacheability inner, Cacheability outer, Shareability shareability) {
    boolean isCached = !type.isDevice() && (inner.isCacheable() || outer.isCacheable());
    return isCached ? shareability : Shareability.OUTER;
  }

  /** Whether both sides are Write-Back. */
  public static boolean isWriteBack(Cacheability inner, Cacheability outer) {
    return inner.policy() == Cacheability.Policy.WB && outer.policy() == Cacheability.Policy.WB;
  }

  /**
   * What is left of Allocation Tags when stages combine: they need Write-Back memory with both hints,
   * not transient, on both sides.
   *
   * @see "Arm pseudocode S2MemTagType()"
   */
  public static Tagging tagging(
      Tagging stage1, MemoryType type, Cacheability inner, Cacheability outer) {
    if (stage1 != Tagging.ALLOCATION_TAGGED) {
      return stage1;
    }
    boolean holdsTags =
        type == MemoryType.NORMAL && inner == Cacheability.WB_RAWA && outer == Cacheability.WB_RAWA;
    return holdsTags ? Tagging.ALLOCATION_TAGGED : Tagging.UNTAGGED;
  }
}
