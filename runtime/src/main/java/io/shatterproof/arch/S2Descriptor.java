package io.shatterproof.arch;

/**
 * The fields of a 64-bit stage 2 descriptor of VMSAv8-64 that stand at the same place for every
 * granule; {@link S2Format} has the others.
 *
 * <p>Functions take the raw word; nothing here allocates but {@link #permissions}.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors'"
 */
public final class S2Descriptor {
  public static final long INVALID = 0;

  private static final long VALID = 1L; // bit 0
  private static final int MEMATTR_SHIFT = S2Field.MEMATTR.low();
  private static final long S2AP_READ = S2Field.S2AP.in(0, 0b01);
  private static final long S2AP_WRITE = S2Field.S2AP.in(0, 0b10);
  private static final int SH_SHIFT = S2Field.SH.low();
  private static final long ACCESS_FLAG = S2Field.AF.mask();
  private static final long FNXS = S2Field.FNXS.mask();
  private static final long NT = S2Field.NT.mask();
  private static final long DBM = S2Field.DBM.mask();
  private static final long CONTIGUOUS = S2Field.CONTIGUOUS.mask();
  private static final long EXECUTE_NEVER_0 = S2Field.XN.in(0, 0b01); // RES0 without FEAT_XNX
  private static final long EXECUTE_NEVER = S2Field.XN.in(0, 0b10);
  private static final long ATTRIBUTE_FIELDS = FNXS | S2Field.SH.mask() | S2Field.MEMATTR.mask();

  private static final MemoryAttributes[] ATTRIBUTES = everyCombination();

  private S2Descriptor() {}

  private static MemoryAttributes[] everyCombination() {
    MemoryAttributes[] all = new MemoryAttributes[64];
    for (int bits = 0; bits < all.length; bits++) {
      all[bits] = new MemoryAttributes(bits & 0xf, Shareability.of(bits >>> 4));
    }
    return all;
  }

  /** Bit 0. */
  public static boolean isValid(long descriptor) {
    return (descriptor & VALID) != 0;
  }

  public static boolean accessFlag(long descriptor) {
    return (descriptor & ACCESS_FLAG) != 0;
  }

  public static boolean contiguous(long descriptor) {
    return (descriptor & CONTIGUOUS) != 0;
  }

  /** MemAttr[3:0], bits[5:2]. */
  public static int memAttr(long descriptor) {
    return (int) (descriptor >>> MEMATTR_SHIFT) & 0xf;
  }

  /** FnXS, SH and MemAttr: every bit that has to do with the attributes of memory. */
  public static long attributeFields(long descriptor) {
    return descriptor & ATTRIBUTE_FIELDS;
  }

  /** SH[1:0], bits[9:8], where they are no address bits. */
  public static Shareability shareability(long descriptor) {
    return Shareability.of((int) (descriptor >>> SH_SHIFT));
  }

  /** S2AP[0]. */
  public static boolean isReadable(long descriptor) {
    return (descriptor & S2AP_READ) != 0;
  }

  /** S2AP[1]: writable, or written with {@link #dirtyBitModifier}. */
  public static boolean isWritable(long descriptor) {
    return (descriptor & S2AP_WRITE) != 0;
  }

  /** DBM, bit 51: hardware may set S2AP[1]. */
  public static boolean dirtyBitModifier(long descriptor) {
    return (descriptor & DBM) != 0;
  }

  /** nT of a block, bit 16, FEAT_BBM. */
  public static boolean notTranslating(long descriptor) {
    return (descriptor & NT) != 0;
  }

  /** FnXS, bit 11, FEAT_XS. */
  public static boolean fnxs(long descriptor) {
    return (descriptor & FNXS) != 0;
  }

  /** The descriptor with AF = 1. */
  public static long withAccessFlag(long descriptor) {
    return descriptor | ACCESS_FLAG;
  }

  /** The descriptor with S2AP[1] = 1. */
  public static long withWritePermission(long descriptor) {
    return descriptor | S2AP_WRITE;
  }

  /**
   * Whether an Exception level may execute through the leaf.
   *
   * @param el 0 or 1; without FEAT_XNX it makes no difference
   * @see "Arm pseudocode AArch64_S2DirectBasePermissions()"
   */
  public static boolean permitsFetch(long descriptor, int el, boolean xnx) {
    boolean xn1 = (descriptor & EXECUTE_NEVER) != 0;
    boolean xn0 = xnx && (descriptor & EXECUTE_NEVER_0) != 0;
    return el == 0 ? !xn1 : xn1 == xn0; // 0b01 is EL0 only, 0b11 EL1 only
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
    return kind.group() == AccessKind.Group.FETCH
        ? (descriptor & EXECUTE_NEVER) == 0 ^ (xnx && (descriptor & EXECUTE_NEVER_0) != 0)
        : ((descriptor & S2AP_READ) != 0 || !kind.reads())
            && ((descriptor & S2AP_WRITE) != 0 || !kind.writes());
  }

  /** MemAttr and SH of a leaf; allocates nothing. */
  public static MemoryAttributes attributes(long descriptor) {
    int memAttr = (int) (descriptor >>> MEMATTR_SHIFT) & 0xf;
    int shareability = (int) (descriptor >>> SH_SHIFT) & 0b11;
    return ATTRIBUTES[shareability << 4 | memAttr];
  }

  /** Every field of a leaf with AF = 1 but its address and bit 1. Software bits are zero. */
  static long leafFields(S2Permissions permissions, MemoryAttributes attributes) {
    return VALID
        | (long) attributes.memAttr() << MEMATTR_SHIFT
        | (permissions.read() ? S2AP_READ : 0)
        | (permissions.write() ? S2AP_WRITE : 0)
        | (long) attributes.shareability().encoding() << SH_SHIFT
        | ACCESS_FLAG
        | (permissions.execute() ? 0 : EXECUTE_NEVER);
  }
}
