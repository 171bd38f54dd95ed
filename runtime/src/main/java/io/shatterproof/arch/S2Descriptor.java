package io.shatterproof.arch;

/**
 * Codec of 64-bit stage 2 descriptors of VMSAv8-64, 4K granule, 48-bit addresses.
 *
 * <p>Functions take the raw word; nothing here allocates except {@link #describe}.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors'"
 */
public final class S2Descriptor {
  public static final long INVALID = 0;

  private static final long VALID = 1L; // bit 0
  private static final long TABLE_OR_PAGE = 1L << 1; // bit 1
  private static final int MEMATTR_SHIFT = 2; // bits[5:2]
  private static final long S2AP_READ = 1L << 6; // S2AP[0]
  private static final long S2AP_WRITE = 1L << 7; // S2AP[1]
  private static final int SH_SHIFT = 8; // bits[9:8]
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long ADDRESS = 0x0000_FFFF_FFFF_F000L; // bits[47:12]
  private static final long CONTIGUOUS = 1L << 52;
  private static final long EXECUTE_NEVER_0 = 1L << 53; // XN[0], RES0 without FEAT_XNX
  private static final long EXECUTE_NEVER = 1L << 54; // XN, or XN[1]

  private static final MemoryAttributes[] ATTRIBUTES = everyCombination();

  private S2Descriptor() {}

  private static MemoryAttributes[] everyCombination() {
    MemoryAttributes[] all = new MemoryAttributes[64];
    for (int bits = 0; bits < all.length; bits++) {
      all[bits] = new MemoryAttributes(bits & 0xf, Shareability.of(bits >>> 4));
    }
    return all;
  }

  /** What the word is at {@code level}, -1 to 3. Blocks exist at levels 1 and 2 only. */
  public static DescriptorKind kind(long descriptor, int level) {
    if ((descriptor & VALID) == 0) {
      return DescriptorKind.INVALID;
    }
    boolean tableOrPage = (descriptor & TABLE_OR_PAGE) != 0;
    if (level == 3) {
      return tableOrPage ? DescriptorKind.PAGE : DescriptorKind.RESERVED;
    }
    if (tableOrPage) {
      return DescriptorKind.TABLE;
    }
    return level == 1 || level == 2 ? DescriptorKind.BLOCK : DescriptorKind.RESERVED;
  }

  /** Bit 0. */
  public static boolean isValid(long descriptor) {
    return (descriptor & VALID) != 0;
  }

  /** Address of the next table that a table descriptor names. */
  public static long nextTablePa(long descriptor) {
    return descriptor & ADDRESS;
  }

  /** First output address of a leaf; bits below the size of the leaf are ignored. */
  public static long outputAddress(long descriptor, int level) {
    return descriptor & ADDRESS & -Granule.SIZE_4K.entrySizeBytes(level);
  }

  public static boolean accessFlag(long descriptor) {
    return (descriptor & ACCESS_FLAG) != 0;
  }

  public static boolean contiguous(long descriptor) {
    return (descriptor & CONTIGUOUS) != 0;
  }

  /** S2AP and XN of a leaf, without FEAT_XNX. */
  public static S2Permissions permissions(long descriptor) {
    return new S2Permissions(
        (descriptor & S2AP_READ) != 0,
        (descriptor & S2AP_WRITE) != 0,
        (descriptor & EXECUTE_NEVER) == 0);
  }

  /**
   * Whether the leaf permits an access of this kind from EL1.
   *
   * @param xnx whether FEAT_XNX is implemented: then XN[1:0] is 0b00 or 0b11 where EL1 may execute
   * @see "Arm ARM DDI 0487, 'Stage 2 instruction access controls'"
   */
  public static boolean permits(long descriptor, AccessKind kind, boolean xnx) {
    return switch (kind) {
      case READ -> (descriptor & S2AP_READ) != 0;
      case WRITE -> (descriptor & S2AP_WRITE) != 0;
      case FETCH ->
        (descriptor & EXECUTE_NEVER) == 0 ^ (xnx && (descriptor & EXECUTE_NEVER_0) != 0);
    };
  }

  /** MemAttr and SH of a leaf; allocates nothing. */
  public static MemoryAttributes attributes(long descriptor) {
    int memAttr = (int) (descriptor >>> MEMATTR_SHIFT) & 0xf;
    int shareability = (int) (descriptor >>> SH_SHIFT) & 0b11;
    return ATTRIBUTES[shareability << 4 | memAttr];
  }

  /** A leaf with AF = 1: a page at level 3, a block above. Software bits are zero. */
  public static long leaf(
      long pa, int level, S2Permissions permissions, MemoryAttributes attributes) {
    return (pa & ADDRESS)
        | VALID
        | (level == 3 ? TABLE_OR_PAGE : 0)
        | (long) attributes.memAttr() << MEMATTR_SHIFT
        | (permissions.read() ? S2AP_READ : 0)
        | (permissions.write() ? S2AP_WRITE : 0)
        | (long) attributes.shareability().encoding() << SH_SHIFT
        | ACCESS_FLAG
        | (permissions.execute() ? 0 : EXECUTE_NEVER);
  }

  /**
   * The leaf that says of one part of a block what the block says.
   *
   * @param childLevel level of the part: a page at level 3, a block above
   * @param n number of the part, from 0
   */
  public static long partOfBlock(long block, int childLevel, int n) {
    long part = block + n * Granule.SIZE_4K.entrySizeBytes(childLevel);
    return childLevel == 3 ? part | TABLE_OR_PAGE : part;
  }

  /** A table descriptor with every IGNORED bit zero. */
  public static long table(long nextTablePa) {
    return (nextTablePa & ADDRESS) | TABLE_OR_PAGE | VALID;
  }

  /**
   * Whether replacing one valid descriptor by another at the same place needs break-before-make.
   *
   * <p>Without FEAT_BBM. An output address change between two read-only leaves counts as needing
   * it, since the contents are not known to be equal. Permissions, access flag, software bits and
   * bits that the walk ignores decide nothing.
   *
   * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
   */
  public static boolean needsBreakBeforeMake(long oldDescriptor, long newDescriptor, int level) {
    DescriptorKind oldKind = kind(oldDescriptor, level);
    DescriptorKind newKind = kind(newDescriptor, level);
    if (oldDescriptor == newDescriptor || !isTranslating(oldKind) || !isTranslating(newKind)) {
      return false;
    }
    if (oldKind == DescriptorKind.TABLE && newKind == DescriptorKind.TABLE) {
      return nextTablePa(oldDescriptor) != nextTablePa(newDescriptor);
    }
    if (oldKind != newKind
        || outputAddress(oldDescriptor, level) != outputAddress(newDescriptor, level)) {
      return true;
    }
    long deciding = CONTIGUOUS | 0b11L << SH_SHIFT | 0xfL << MEMATTR_SHIFT;
    return ((oldDescriptor ^ newDescriptor) & deciding) != 0;
  }

  private static boolean isTranslating(DescriptorKind kind) {
    return kind == DescriptorKind.TABLE || kind.isLeaf();
  }

  /** The word and its decoded fields, for messages. */
  public static String describe(long descriptor, int level) {
    String hex = "0x" + Long.toHexString(descriptor);
    return switch (kind(descriptor, level)) {
      case INVALID -> "invalid (" + hex + ")";
      case RESERVED -> "reserved (" + hex + ")";
      case TABLE -> "table 0x" + Long.toHexString(nextTablePa(descriptor)) + " (" + hex + ")";
      case BLOCK, PAGE ->
        kind(descriptor, level).word()
            + " 0x"
            + Long.toHexString(outputAddress(descriptor, level))
            + " "
            + permissions(descriptor)
            + " ("
            + hex
            + ")";
    };
  }
}
