package io.shatterproof.arch;

/**
 * Layout of 64-bit stage 2 descriptors of VMSAv8-64, for one granule and one width of addresses.
 * Stage 1 has the type and the addresses at the same places.
 *
 * <p>Functions take the raw word; nothing here allocates except {@link #describe}. What does not
 * depend on the granule is in {@link S2Descriptor}.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors'"
 */
public final class S2Format {
  private static final long TABLE_OR_PAGE = 1L << 1; // bit 1
  private static final long TABLE = TABLE_OR_PAGE | 1L; // bits[1:0]
  private static final long BLOCK = 1L; // bits[1:0], too
  private static final long SH = 0b11L << 8; // bits[9:8]
  private static final long BITS_47_0 = 0x0000_FFFF_FFFF_FFFFL;
  private static final long BITS_49_0 = 0x0003_FFFF_FFFF_FFFFL;
  private static final int LAST_LEVEL = 3;

  private static final S2Format FORMAT_4K =
      new S2Format(Granule.SIZE_4K, 0, 1, BITS_47_0, 0, 0, 0); // 1G, 2M
  private static final S2Format FORMAT_16K =
      new S2Format(Granule.SIZE_16K, 1, 2, BITS_47_0, 0, 0, 0); // 32M
  private static final S2Format FORMAT_64K =
      new S2Format(Granule.SIZE_64K, 1, 2, BITS_47_0, 0, 0, 0); // 512M
  // DS = 1: bits[9:8] are address bits [51:50].
  private static final S2Format FORMAT_4K_LPA2 =
      new S2Format(Granule.SIZE_4K, -1, 0, BITS_49_0, 8, 0b11, 50); // 512G, too
  private static final S2Format FORMAT_16K_LPA2 =
      new S2Format(Granule.SIZE_16K, 0, 1, BITS_49_0, 8, 0b11, 50); // 64G, too
  // FEAT_LPA: bits[15:12] are address bits [51:48].
  private static final S2Format FORMAT_64K_LPA =
      new S2Format(Granule.SIZE_64K, 1, 2, BITS_47_0, 12, 0xf, 48);
  private static final S2Format FORMAT_64K_52 =
      new S2Format(Granule.SIZE_64K, 1, 1, BITS_47_0, 12, 0xf, 48); // 4T, too

  private final Granule granule;
  private final int firstLevel;
  private final int firstBlockLevel;
  private final long inPlace; // address bits that stand where they belong
  private final int movedFrom; // and the others
  private final long movedMask;
  private final int movedTo;

  private S2Format(
      Granule granule,
      int firstLevel,
      int firstBlockLevel,
      long addressBits,
      int movedFrom,
      long movedMask,
      int movedTo) {
    this.granule = granule;
    this.firstLevel = firstLevel;
    this.firstBlockLevel = firstBlockLevel;
    this.inPlace = addressBits & -granule.sizeBytes();
    this.movedFrom = movedFrom;
    this.movedMask = movedMask;
    this.movedTo = movedTo;
  }

  /** The format with 48-bit addresses. */
  public static S2Format of(Granule granule) {
    return switch (granule) {
      case SIZE_4K -> FORMAT_4K;
      case SIZE_16K -> FORMAT_16K;
      case SIZE_64K -> FORMAT_64K;
    };
  }

  /**
   * The format that a platform uses.
   *
   * @param ds VTCR_EL2.DS; means nothing without FEAT_LPA2, or with 64K
   * @see "Arm pseudocode AArch64_NextTableBase(), AArch64_LeafBase(), AArch64_BlockDescSupported()"
   */
  public static S2Format of(Platform platform, Granule granule, boolean ds) {
    boolean wide = ds && platform.features().contains(Feature.LPA2);
    return switch (granule) {
      case SIZE_4K -> wide ? FORMAT_4K_LPA2 : FORMAT_4K;
      case SIZE_16K -> wide ? FORMAT_16K_LPA2 : FORMAT_16K;
      case SIZE_64K -> {
        if (!platform.features().contains(Feature.LPA)) {
          yield FORMAT_64K;
        }
        yield platform.paBits() >= 52 ? FORMAT_64K_52 : FORMAT_64K_LPA;
      }
    };
  }

  public Granule granule() {
    return granule;
  }

  /** The lowest level at which a stage 2 walk can start. */
  public int firstLevel() {
    return firstLevel;
  }

  /** Whether a block can stand at {@code level}, -1 to 3. */
  public boolean allowsBlock(int level) {
    return level >= firstBlockLevel && level < LAST_LEVEL;
  }

  /** What the word is at {@code level}, -1 to 3. */
  public DescriptorKind kind(long descriptor, int level) {
    if (!S2Descriptor.isValid(descriptor)) {
      return DescriptorKind.INVALID;
    }
    boolean tableOrPage = (descriptor & TABLE_OR_PAGE) != 0;
    if (level == LAST_LEVEL) {
      return tableOrPage ? DescriptorKind.PAGE : DescriptorKind.RESERVED;
    }
    if (tableOrPage) {
      return DescriptorKind.TABLE;
    }
    return allowsBlock(level) ? DescriptorKind.BLOCK : DescriptorKind.RESERVED;
  }

  /** Whether the word names a table; {@code level} is -1 to 3. */
  public boolean isTable(long descriptor, int level) {
    return level < LAST_LEVEL && (descriptor & TABLE) == TABLE;
  }

  /** Whether the word is a block or a page; {@code level} is -1 to 3. */
  public boolean isLeaf(long descriptor, int level) {
    long type = descriptor & TABLE;
    return level == LAST_LEVEL ? type == TABLE : type == BLOCK && level >= firstBlockLevel;
  }

  /** Address of the next table that a table descriptor names. */
  public long nextTablePa(long descriptor) {
    return address(descriptor);
  }

  private long address(long descriptor) {
    long address = descriptor & inPlace;
    return movedMask == 0
        ? address // which the next load waits for
        : address | ((descriptor >>> movedFrom) & movedMask) << movedTo;
  }

  /** What a leaf says besides its address. */
  public long withoutAddress(long descriptor, int level) {
    long address = (inPlace & -granule.entrySizeBytes(level)) | (movedMask << movedFrom);
    return descriptor & ~address;
  }

  private long addressFields(long pa) {
    return (pa & inPlace) | ((pa >>> movedTo) & movedMask) << movedFrom;
  }

  /** Whether bits[9:8] of a leaf belong to its address: its shareability is VTCR_EL2.SH0 then. */
  public boolean hasSharedAddressBits() {
    return movedFrom == 8;
  }

  /** First output address of a leaf; bits below the size of the leaf are ignored. */
  public long outputAddress(long descriptor, int level) {
    return address(descriptor) & -granule.entrySizeBytes(level);
  }

  /** A leaf with AF = 1: a page at level 3, a block above. Software bits are zero. */
  public long leaf(long pa, int level, S2Permissions permissions, MemoryAttributes attributes) {
    long fields = S2Descriptor.leafFields(permissions, attributes);
    return addressFields(pa)
        | (hasSharedAddressBits() ? fields & ~SH : fields)
        | (level == LAST_LEVEL ? TABLE_OR_PAGE : 0);
  }

  /**
   * The leaf that says of one part of a block what the block says.
   *
   * @param childLevel level of the part: a page at level 3, a block above
   * @param n number of the part, from 0
   */
  public long partOfBlock(long block, int childLevel, int n) {
    long part = block + n * granule.entrySizeBytes(childLevel);
    return childLevel == LAST_LEVEL ? part | TABLE_OR_PAGE : part;
  }

  /** A table descriptor with every IGNORED bit zero. */
  public long table(long nextTablePa) {
    return addressFields(nextTablePa) | TABLE;
  }

  /**
   * Whether replacing one valid descriptor by another at the same place needs break-before-make.
   *
   * <p>Without FEAT_BBM, and with the contents of memory not known to be equal, so that a change of
   * output address needs it even between two read-only leaves; {@link DescriptorChange} can say more.
   *
   * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
   */
  public boolean needsBreakBeforeMake(long oldDescriptor, long newDescriptor, int level) {
    return oldDescriptor != newDescriptor
        && DescriptorChange.classify(
                this, false, false, oldDescriptor, level, newDescriptor, level, 0)
            != ChangeClass.NONE;
  }

  /** The word and its decoded fields, for messages. */
  public String describe(long descriptor, int level) {
    String hex = "0x" + Long.toHexString(descriptor);
    DescriptorKind kind = kind(descriptor, level);
    return switch (kind) {
      case INVALID, RESERVED -> kind.word() + " (" + hex + ")";
      case TABLE -> "table 0x" + Long.toHexString(nextTablePa(descriptor)) + " (" + hex + ")";
      case BLOCK, PAGE ->
        kind.word()
            + " 0x"
            + Long.toHexString(outputAddress(descriptor, level))
            + " "
            + S2Descriptor.permissions(descriptor)
            + " ("
            + hex
            + ")";
    };
  }

  @Override
  public String toString() {
    return "stage 2 descriptors, granule " + granule;
  }
}
