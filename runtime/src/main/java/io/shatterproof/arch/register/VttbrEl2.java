package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
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

  private VttbrEl2() {}
}
