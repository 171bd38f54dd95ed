package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import java.util.List;

/**
 * Fields of VTTBR_EL2 in its 64-bit form.
 *
 * @see "Arm ARM DDI 0487, 'VTTBR_EL2, Virtualization Translation Table Base Register'"
 */
public final class VttbrEl2 {
  public static final Field CNP = Field.of("CnP", 0, Feature.TTCNP);
  public static final Field BADDR = Field.of("BADDR", 47, 1);
  public static final Field VMID = Field.of("VMID", 63, 48);

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(CNP, BADDR, VMID);

  private static final long WIDE = 0x3e; // BADDR[5:1], where [5:2] are address bits [51:48]

  private VttbrEl2() {}

  /**
   * Whether the register has bits [51:48] of the address of the start table.
   *
   * @see "Arm pseudocode AArch64_S2TTBaseAddress()"
   */
  public static boolean hasWideBase(Platform platform, Granule granule, long vtcr) {
    return switch (granule) {
      case SIZE_4K, SIZE_16K -> VtcrEl2.DS.isSet(vtcr) && VtcrEl2.DS.existsOn(platform);
      // and no other PS, also where it stands for 52 bits
      case SIZE_64K -> VtcrEl2.PS.of(vtcr) == 0b110 && platform.has(Feature.LPA);
    };
  }

  /**
   * The VMID: of 16 bits with VTCR_EL2.VS, otherwise of 8.
   *
   * @see "Arm pseudocode VMID_read()"
   */
  public static int vmid(Platform platform, long vttbr, long vtcr) {
    boolean isWide = VtcrEl2.VS.isSet(vtcr) && VtcrEl2.VS.existsOn(platform);
    int vmid = (int) VMID.of(vttbr);
    return isWide ? vmid : vmid & 0xff;
  }

  /** The register with the address of a start table; bits [51:48] of it stand at [5:2]. */
  public static long ofBase(long pa) {
    return (pa & BADDR.mask()) | ((pa >>> 48) & 0xf) << 2;
  }

  /**
   * The address of the start table, not yet aligned.
   *
   * @param isWide whether it {@link #hasWideBase}
   */
  public static long base(long vttbr, boolean isWide) {
    long base = BADDR.mask() & vttbr;
    return isWide ? (base & ~WIDE) | (base >>> 2 & 0xf) << 48 : base;
  }
}
