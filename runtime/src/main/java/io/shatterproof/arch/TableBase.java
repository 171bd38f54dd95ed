package io.shatterproof.arch;

/**
 * How VTTBR_EL2 holds the address of the start table.
 *
 * @see "Arm ARM DDI 0487, 'VTTBR_EL2, Virtualization Translation Table Base Register', BADDR"
 */
public final class TableBase {
  private static final long BITS_47_1 = 0x0000_FFFF_FFFF_FFFEL;

  private TableBase() {}

  /** The bits of the register; bits [51:48] of an address stand at [5:2]. */
  public static long of(long pa) {
    return (pa & BITS_47_1) | ((pa >>> 48) & 0xf) << 2;
  }
}
