package io.shatterproof.arch;

/**
 * The fields of a 64-bit stage 1 descriptor of VMSAv8-64 for the EL1&amp;0 regime, without its type
 * and its address, which stand where {@link S2Format} has them.
 *
 * @see "Arm ARM DDI 0487, 'VMSAv8-64 translation table format descriptors', stage 1"
 */
public final class S1Descriptor {
  private static final int ATTR_INDX_SHIFT = S1Field.ATTRINDX.low();
  private static final long AP_1 = S1Field.AP.in(0, 0b01); // EL0 may access
  private static final long AP_2 = S1Field.AP.in(0, 0b10); // read-only
  private static final long ACCESS_FLAG = S1Field.AF.mask();
  private static final long DBM = S1Field.DBM.mask();
  private static final long PXN = S1Field.PXN.mask();
  private static final long UXN = S1Field.UXN.mask();
  private static final long PXN_TABLE = S1Field.PXN_TABLE.mask();
  private static final long UXN_TABLE = S1Field.UXN_TABLE.mask();
  private static final long AP_TABLE_0 = S1Field.AP_TABLE.in(0, 0b01); // no access from EL0
  private static final long AP_TABLE_1 = S1Field.AP_TABLE.in(0, 0b10); // read-only
  private static final long TABLE_LIMITS = AP_TABLE_1 | AP_TABLE_0 | UXN_TABLE | PXN_TABLE;

  private S1Descriptor() {}

  /** AttrIndx: which byte of MAIR_EL1. */
  public static int attributeIndex(long descriptor) {
    return (int) (descriptor >>> ATTR_INDX_SHIFT) & 0b111;
  }

  /** AP[2], with DBM: written by no one yet. */
  public static boolean isReadOnly(long descriptor) {
    return (descriptor & AP_2) != 0;
  }

  /** DBM, bit 51: hardware may clear AP[2]. */
  public static boolean dirtyBitModifier(long descriptor) {
    return (descriptor & DBM) != 0;
  }

  /** The descriptor with AF = 1. */
  public static long withAccessFlag(long descriptor) {
    return descriptor | ACCESS_FLAG;
  }

  /** The descriptor with AP[2] = 0. */
  public static long withWritePermission(long descriptor) {
    return descriptor & ~AP_2;
  }

  /** The bits of a table descriptor that limit what is below: APTable, UXNTable and PXNTable. */
  public static long tableLimits(long descriptor) {
    return descriptor & TABLE_LIMITS;
  }

  /** Whether an Exception level may read, 0 or 1. */
  public static boolean permitsRead(long descriptor, long tableLimits, int el) {
    return el == 1 || ((descriptor & AP_1) != 0 && (tableLimits & AP_TABLE_0) == 0);
  }

  /**
   * Whether an Exception level may write, 0 or 1.
   *
   * @param setsDirtyState whether a leaf with DBM = 1 counts as writable
   */
  public static boolean permitsWrite(
      long descriptor, long tableLimits, int el, boolean setsDirtyState) {
    boolean isWritable =
        !isReadOnly(descriptor) || (setsDirtyState && dirtyBitModifier(descriptor));
    return isWritable
        && (tableLimits & AP_TABLE_1) == 0
        && permitsRead(descriptor, tableLimits, el);
  }

  /**
   * Whether an Exception level may execute, 0 or 1. EL1 never executes what EL0 may write.
   *
   * @param wxn SCTLR_EL1.WXN
   * @see "Arm pseudocode AArch64_S1DirectBasePermissions()"
   */
  public static boolean permitsFetch(
      long descriptor, long tableLimits, int el, boolean setsDirtyState, boolean wxn) {
    boolean isWritable = permitsWrite(descriptor, tableLimits, el, setsDirtyState);
    boolean isNever = el == 0
        ? (descriptor & UXN) != 0 || (tableLimits & UXN_TABLE) != 0
        : (descriptor & PXN) != 0
            || (tableLimits & PXN_TABLE) != 0
            || permitsWrite(descriptor, tableLimits, 0, setsDirtyState);
    return !isNever && !(wxn && isWritable);
  }
}
