package io.shatterproof.spi;

/**
 * What an implementation tells of a domain it created.
 *
 * @param vttbr VTTBR_EL2 of the domain: VMID in bits [63:48], start table address below
 * @param vtcr VTCR_EL2 of the domain; 0 where the implementation does not tell
 */
public record DomainReport(long vttbr, long vtcr) {
  /** Address of the start table, VTTBR_EL2.BADDR. */
  public long rootPa() {
    return vttbr & 0x0000_FFFF_FFFF_FFFEL; // bits[47:1]
  }

  /** VTTBR_EL2.VMID. */
  public int vmid() {
    return (int) (vttbr >>> 48);
  }

  /** VTCR_EL2.HA: whether hardware sets access flags; true where the implementation does not tell. */
  public boolean mayManageAccessFlag() {
    return vtcr == 0 || (vtcr >>> 21 & 1) != 0;
  }
}
