package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import java.util.List;

/**
 * Fields of HCRX_EL2 that matter to address translation.
 *
 * @see "Arm ARM DDI 0487, 'HCRX_EL2, Extended Hypervisor Configuration Register'"
 */
public final class HcrxEl2 {
  public static final Field FNXS = Field.of("FnXS", 3, Feature.XS);
  public static final Field FGTNXS = Field.of("FGTnXS", 4, Feature.XS);
  public static final Field CMOW = Field.of("CMOW", 9, Feature.CMOW);
  public static final Field PTTWI = Field.of("PTTWI", 16, Feature.THE);
  public static final Field D128EN = Field.of("D128En", 17, Feature.D128);

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(FNXS, FGTNXS, CMOW, PTTWI, D128EN);

  private HcrxEl2() {}
}
