package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
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

  /** The fields without a part in address translation, from bit 0 upwards. */
  public static final List<Field> OTHERS = List.of(
      Field.of("EnAS0", 0),
      Field.of("EnALS", 1),
      Field.of("EnASR", 2),
      Field.of("SMPME", 5),
      Field.of("TALLINT", 6),
      Field.of("VINMI", 7),
      Field.of("VFNMI", 8),
      Field.of("MCE2", 10),
      Field.of("MSCEn", 11),
      Field.of("TCR2En", 14),
      Field.of("SCTLR2En", 15),
      Field.of("EnSNERR", 18),
      Field.of("TMEA", 19),
      Field.of("EnSDERR", 20),
      Field.of("EnIDCP128", 21),
      Field.of("GCSEn", 22),
      Field.of("EnFPM", 23),
      Field.of("PACMEn", 24));

  private HcrxEl2() {}
}
