package io.shatterproof.arch;

import java.util.Optional;

/**
 * The register operand of TLB maintenance operations, written and read. Nothing here allocates but
 * {@link #rangeGranule}.
 *
 * <p>A range is {@code (NUM + 1) << (5 * SCALE + 1)} granules, from its base on. Whether its base is
 * in units of 64K, or of its granule, is said by {@code ds}: VTCR_EL2.DS for IPAs, TCR_EL1.DS for
 * VAs, either in the translation regime of the operation.
 *
 * @see "Arm pseudocode AArch64_TLBI_IPAS2(), AArch64_TLBI_VA(), AArch64_TLBI_RIPAS2(), TLBIRange()"
 */
public final class TlbiOperand {
  /** Which IPA space, in Secure state only. */
  public static final Field NS = Field.of("NS", 63);

  public static final Field ASID = Field.of("ASID", 63, 48);
  public static final Field TTL = Field.of("TTL", 47, 44, Feature.TTL);

  /** IPA[51:12]. */
  public static final Field IPA = Field.of("IPA", 39, 0);

  /** VA[55:12]. */
  public static final Field VA = Field.of("VA", 43, 0);

  public static final Field TG = Field.of("TG", 47, 46);
  public static final Field SCALE = Field.of("SCALE", 45, 44);
  public static final Field NUM = Field.of("NUM", 43, 39);
  public static final Field RANGE_TTL = Field.of("TTL", 38, 37);
  public static final Field BASE = Field.of("BaseADDR", 36, 0);

  private static final int ADDRESS_SHIFT = 12; // whatever the granule
  private static final int VA_BITS = 56;
  private static final int WIDE_BASE_SHIFT = 16;
  private static final int MAX_SCALE = 3;
  private static final int MAX_NUM = 31;

  private TlbiOperand() {}

  /** The operand of an operation by IPA. */
  public static long ipa(long ipa, int ttl) {
    return TTL.in(IPA.in(0, ipa >>> ADDRESS_SHIFT), ttl);
  }

  /** The operand of an operation by VA; of one for every ASID with ASID 0. Bits[63:56] are lost. */
  public static long va(long va, int asid, int ttl) {
    return ASID.in(TTL.in(VA.in(0, (va >>> ADDRESS_SHIFT) & VA.max()), ttl), asid);
  }

  /** The operand of ASIDE1. */
  public static long asid(int asid) {
    return ASID.in(0, asid);
  }

  /**
   * The operand of an operation by range of IPAs, with the smallest SCALE.
   *
   * @param ttl 0, or of the granule
   * @throws IllegalArgumentException if {@link #isRangeSize} or {@link #isRangeBase} says no
   */
  public static long ipaRange(Granule granule, long ipa, long sizeBytes, int ttl, boolean ds) {
    if (ipa < 0 || !isRangeBase(granule, ipa, ds)) {
      throw new IllegalArgumentException("no range begins at 0x" + Long.toHexString(ipa));
    }
    return BASE.in(range(granule, sizeBytes, ttl), ipa >>> baseShift(granule, ds));
  }

  /**
   * The operand of an operation by range of VAs, with the smallest SCALE.
   *
   * @param asid 0 for an operation for every ASID
   * @param ttl 0, or of the granule
   * @throws IllegalArgumentException if {@link #isRangeSize} or {@link #isRangeBase} says no
   */
  public static long vaRange(
      Granule granule, long va, long sizeBytes, int asid, int ttl, boolean ds) {
    if (!isRangeBase(granule, va, ds)) {
      throw new IllegalArgumentException("no range begins at 0x" + Long.toHexString(va));
    }
    long base = (va >>> baseShift(granule, ds)) & BASE.max();
    return ASID.in(range(granule, sizeBytes, ttl) | base, asid);
  }

  private static long range(Granule granule, long sizeBytes, int ttl) {
    int scale = smallestScale(granule, sizeBytes);
    if (scale < 0) {
      throw new IllegalArgumentException(
          "no range has a size of 0x" + Long.toHexString(sizeBytes) + " with granule " + granule);
    }
    if (ttl != TtlHint.NONE && ttl >>> 2 != TtlHint.granuleBits(granule)) {
      throw new IllegalArgumentException("a hint of another granule than " + granule);
    }
    long num = (sizeBytes >>> unitShift(granule, scale)) - 1;
    long operand = TG.in(0, TtlHint.granuleBits(granule));
    return RANGE_TTL.in(NUM.in(SCALE.in(operand, scale), num), ttl & 0b11);
  }

  private static int baseShift(Granule granule, boolean ds) {
    return ds ? WIDE_BASE_SHIFT : granule.shift();
  }

  private static int unitShift(Granule granule, int scale) {
    return granule.shift() + 5 * scale + 1;
  }

  /** The smallest SCALE with which a range is exactly that large; -1 if there is none. */
  public static int smallestScale(Granule granule, long sizeBytes) {
    for (int scale = 0; scale <= MAX_SCALE; scale++) {
      long units = sizeBytes >>> unitShift(granule, scale);
      if (units << unitShift(granule, scale) == sizeBytes && units > 0 && units <= MAX_NUM + 1) {
        return scale;
      }
    }
    return -1;
  }

  /** Whether a range can be exactly that large. */
  public static boolean isRangeSize(Granule granule, long sizeBytes) {
    return smallestScale(granule, sizeBytes) >= 0;
  }

  /** The size of the smallest range that is at least that large; -1 if there is none. */
  public static long rangeSizeAtLeast(Granule granule, long sizeBytes) {
    for (int scale = 0; scale <= MAX_SCALE; scale++) {
      long unit = 1L << unitShift(granule, scale);
      if (Long.compareUnsigned(sizeBytes, unit * (MAX_NUM + 1)) <= 0) {
        return Math.max(unit, (sizeBytes + unit - 1) & -unit);
      }
    }
    return -1;
  }

  /** The size of the largest range that is at most that large; -1 if there is none. */
  public static long rangeSizeAtMost(Granule granule, long sizeBytes) {
    for (int scale = MAX_SCALE; scale >= 0; scale--) {
      long unit = 1L << unitShift(granule, scale);
      if (Long.compareUnsigned(sizeBytes, unit) >= 0) {
        long largest = unit * (MAX_NUM + 1);
        return Long.compareUnsigned(sizeBytes, largest) > 0 ? largest : sizeBytes & -unit;
      }
    }
    return -1;
  }

  /**
   * Whether a range can begin there: aligned to its granule, or to 64K with {@code ds}, and narrow
   * enough. A VA has copies of its highest bit above.
   */
  public static boolean isRangeBase(Granule granule, long address, boolean ds) {
    int shift = baseShift(granule, ds);
    long above = address >> (shift + BASE.width() - 1);
    return (address & ((1L << shift) - 1)) == 0 && (above == 0 || above == 1 || above == -1);
  }

  /** The ASID of an operand by VA, by range of VAs or by ASID. */
  public static int asid(long operand) {
    return (int) ASID.of(operand);
  }

  /**
   * The hint of an operand, as in {@link TtlHint}: {@link TtlHint#NONE} of operations without one.
   */
  public static int hint(TlbiOp op, long operand) {
    return switch (op.operand()) {
      case NONE, ASID -> TtlHint.NONE;
      case VA, IPA -> (int) TTL.of(operand);
      case VA_RANGE, IPA_RANGE -> {
        int level = (int) RANGE_TTL.of(operand);
        yield level == 0 ? TtlHint.NONE : ((int) TG.of(operand) << 2) | level;
      }
    };
  }

  /** The granule of a range; none for the reserved TG, with which it has no effect. */
  public static Optional<Granule> rangeGranule(long operand) {
    return switch ((int) TG.of(operand)) {
      case 0b01 -> Optional.of(Granule.SIZE_4K);
      case 0b10 -> Optional.of(Granule.SIZE_16K);
      case 0b11 -> Optional.of(Granule.SIZE_64K);
      default -> Optional.empty();
    };
  }

  /** Number of bytes of a range whose TG is that of the granule. */
  public static long rangeSizeBytes(Granule granule, long operand) {
    return (NUM.of(operand) + 1) << unitShift(granule, (int) SCALE.of(operand));
  }

  /**
   * The first address that an operand names, with the bits below the granule zero.
   *
   * @param op one by address
   * @param granule of the stage; that of the operand if it is a range
   * @return an IPA; or a VA, with copies of its highest bit above
   */
  public static long first(TlbiOp op, long operand, Granule granule, boolean ds) {
    return switch (op.operand()) {
      case NONE, ASID -> throw new IllegalArgumentException(op.word() + " names no address");
      case IPA -> (IPA.of(operand) << ADDRESS_SHIFT) & -granule.sizeBytes();
      case VA -> ((operand << (64 - VA.width())) >> (64 - VA_BITS)) & -granule.sizeBytes();
      case IPA_RANGE -> BASE.of(operand) << baseShift(granule, ds);
      case VA_RANGE ->
        (operand << (64 - BASE.width())) >> (64 - BASE.width() - baseShift(granule, ds));
    };
  }

  /**
   * The last address that an operand names, as {@link #first}; the end of its half of the VAs for a
   * range that would go beyond.
   */
  public static long last(TlbiOp op, long operand, Granule granule, boolean ds) {
    long first = first(op, operand, granule, ds);
    if (!op.isRange()) {
      return first | (granule.sizeBytes() - 1);
    }
    long last = first + rangeSizeBytes(granule, operand) - 1;
    boolean leaves = op.operand() == TlbiOp.Operand.VA_RANGE && (first ^ last) >>> 52 != 0;
    return leaves ? first | ((1L << 52) - 1) : last;
  }

  /**
   * Whether an operation has to remove an entry, as far as its operand says: its address lies in the
   * range of the entry, or their ranges overlap, and granule, hint and L form leave it out neither.
   * VMID, ASID and IPA space are not looked at. An operation without addresses names every entry.
   *
   * @param granule of the stage that the entry is of
   * @param lpa2 whether FEAT_LPA2 is implemented
   * @param level of the entry, -1 to 3
   * @param address in the range of the entry
   * @param isTable whether it is a table entry and not a leaf
   */
  public static boolean names(
      TlbiOp op,
      long operand,
      Granule granule,
      boolean lpa2,
      boolean ds,
      int level,
      long address,
      boolean isTable) {
    if (op.isLastLevelOnly() && isTable) {
      return false;
    }
    TlbiOp.Operand kind = op.operand();
    if (kind == TlbiOp.Operand.NONE || kind == TlbiOp.Operand.ASID) {
      return true;
    }
    if (op.isRange() && TG.of(operand) != TtlHint.granuleBits(granule)) {
      return false;
    }
    int ttl = hint(op, operand);
    boolean isOfLevel = isTable
        ? TtlHint.includesTable(ttl, lpa2, granule, level)
        : TtlHint.includesLeaf(ttl, lpa2, granule, level);
    return isOfLevel && overlaps(op, operand, granule, ds, level, address);
  }

  private static boolean overlaps(
      TlbiOp op, long operand, Granule granule, boolean ds, int level, long address) {
    int shift = granule.levelShift(level);
    if (shift >= VA_BITS) {
      return true;
    }
    // Both ends are of one half of the VAs, so signed order is that of the addresses.
    long entry = ((address << 8) >> 8) >> shift;
    return first(op, operand, granule, ds) >> shift <= entry
        && last(op, operand, granule, ds) >> shift >= entry;
  }

  /**
   * Whether an operation by range is UNPREDICTABLE: its hint names a level, and its base is no
   * multiple of the size of a block there. (Whether that is so for level 0, which TTL cannot name
   * here, is not asked.)
   *
   * @param operand of an operation by range
   * @see "Arm ARM DDI 0487, 'TLBI RIPAS2E1IS', TTL"
   */
  public static boolean isUnpredictableBase(long operand, boolean ds) {
    Optional<Granule> granule = rangeGranule(operand);
    int level = (int) RANGE_TTL.of(operand);
    if (granule.isEmpty() || level == 0) {
      return false;
    }
    boolean isLevel = TtlHint.isHint(((int) TG.of(operand) << 2) | level, ds);
    long base = BASE.of(operand) << baseShift(granule.get(), ds);
    return isLevel && (base & (granule.get().entrySizeBytes(level) - 1)) != 0;
  }
}
