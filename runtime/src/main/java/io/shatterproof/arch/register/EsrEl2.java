package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import java.util.List;

/**
 * Fields of ESR_EL2 for a Data Abort or an Instruction Abort from a lower Exception level; ESR_EL1
 * has them at the same places.
 *
 * @see "Arm ARM DDI 0487, 'ESR_EL2, Exception Syndrome Register (EL2)', ISS encoding for a Data Abort"
 */
public final class EsrEl2 {
  public static final Field DFSC = Field.of("DFSC", 5, 0);
  public static final Field WNR = Field.of("WnR", 6);
  public static final Field S1PTW = Field.of("S1PTW", 7);
  public static final Field CM = Field.of("CM", 8);
  public static final Field EA = Field.of("EA", 9);
  public static final Field FNV = Field.of("FnV", 10);
  public static final Field SET = Field.of("SET", 12, 11);
  public static final Field VNCR = Field.of("VNCR", 13, Feature.NV2);
  public static final Field AR = Field.of("AR", 14);
  public static final Field SF = Field.of("SF", 15);
  public static final Field SRT = Field.of("SRT", 20, 16);
  public static final Field SSE = Field.of("SSE", 21);
  public static final Field SAS = Field.of("SAS", 23, 22);
  public static final Field ISV = Field.of("ISV", 24);
  public static final Field IL = Field.of("IL", 25);
  public static final Field EC = Field.of("EC", 31, 26);
  public static final Field DIRTY_BIT = Field.of("DirtyBit", 37, Feature.S2PIE);
  public static final Field OVERLAY = Field.of("Overlay", 38, Feature.S2POE);
  public static final Field ASSURED_ONLY = Field.of("AssuredOnly", 39, Feature.THE);
  public static final Field GCS = Field.of("GCS", 40, Feature.GCS);
  public static final Field TAG_ACCESS = Field.of("TagAccess", 41, Feature.MTE_PERM);

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(
      DFSC,
      WNR,
      S1PTW,
      CM,
      EA,
      FNV,
      SET,
      VNCR,
      AR,
      SF,
      SRT,
      SSE,
      SAS,
      ISV,
      IL,
      EC,
      DIRTY_BIT,
      OVERLAY,
      ASSURED_ONLY,
      GCS,
      TAG_ACCESS);

  /** EC of a Data Abort from a lower Exception level. */
  public static final int DATA_ABORT = 0x24;

  /** EC of an Instruction Abort from a lower Exception level. */
  public static final int INSTRUCTION_ABORT = 0x20;

  private EsrEl2() {}
}
