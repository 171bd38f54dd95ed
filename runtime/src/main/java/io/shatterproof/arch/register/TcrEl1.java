package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import java.util.List;

/**
 * Fields of TCR_EL1.
 *
 * @see "Arm ARM DDI 0487, 'TCR_EL1, Translation Control Register (EL1)'"
 */
public final class TcrEl1 {
  public static final Field T0SZ = Field.of("T0SZ", 5, 0);
  public static final Field EPD0 = Field.of("EPD0", 7);
  public static final Field IRGN0 = Field.of("IRGN0", 9, 8);
  public static final Field ORGN0 = Field.of("ORGN0", 11, 10);
  public static final Field SH0 = Field.of("SH0", 13, 12);
  public static final Field TG0 = Field.of("TG0", 15, 14);
  public static final Field T1SZ = Field.of("T1SZ", 21, 16);
  public static final Field A1 = Field.of("A1", 22);
  public static final Field EPD1 = Field.of("EPD1", 23);
  public static final Field IRGN1 = Field.of("IRGN1", 25, 24);
  public static final Field ORGN1 = Field.of("ORGN1", 27, 26);
  public static final Field SH1 = Field.of("SH1", 29, 28);
  public static final Field TG1 = Field.of("TG1", 31, 30);
  public static final Field IPS = Field.of("IPS", 34, 32);
  public static final Field AS = Field.of("AS", 36);
  public static final Field TBI0 = Field.of("TBI0", 37);
  public static final Field TBI1 = Field.of("TBI1", 38);
  public static final Field HA = Field.of("HA", 39, Feature.HAFDBS);
  public static final Field HD = Field.of("HD", 40, Feature.HAFDBS);
  public static final Field HPD0 = Field.of("HPD0", 41);
  public static final Field HPD1 = Field.of("HPD1", 42);
  public static final Field DS = Field.of("DS", 59, Feature.LPA2);

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(
      T0SZ, EPD0, IRGN0, ORGN0, SH0, TG0, T1SZ, A1, EPD1, IRGN1, ORGN1, SH1, TG1, IPS, AS, TBI0,
      TBI1, HA, HD, HPD0, HPD1, DS);

  /** The fields that are not decoded further, from bit 0 upwards. */
  public static final List<Field> OTHERS = List.of(
      Field.of("HWU059", 43),
      Field.of("HWU060", 44),
      Field.of("HWU061", 45),
      Field.of("HWU062", 46),
      Field.of("HWU159", 47),
      Field.of("HWU160", 48),
      Field.of("HWU161", 49),
      Field.of("HWU162", 50),
      Field.of("TBID0", 51),
      Field.of("TBID1", 52),
      Field.of("NFD0", 53),
      Field.of("NFD1", 54),
      Field.of("E0PD0", 55),
      Field.of("E0PD1", 56),
      Field.of("TCMA0", 57),
      Field.of("TCMA1", 58),
      Field.of("MTX0", 60),
      Field.of("MTX1", 61));

  private TcrEl1() {}
}
