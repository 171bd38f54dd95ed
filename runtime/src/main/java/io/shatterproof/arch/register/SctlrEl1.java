package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import java.util.List;

/**
 * Fields of SCTLR_EL1 that matter to address translation and to alignment; SCTLR_EL2 has EE at the same place.
 *
 * @see "Arm ARM DDI 0487, 'SCTLR_EL1, System Control Register (EL1)'"
 */
public final class SctlrEl1 {
  public static final Field M = Field.of("M", 0);
  public static final Field A = Field.of("A", 1);
  public static final Field C = Field.of("C", 2);
  public static final Field NAA = Field.of("nAA", 6, Feature.LSE2);
  public static final Field I = Field.of("I", 12);
  public static final Field WXN = Field.of("WXN", 19);
  public static final Field EE = Field.of("EE", 25);
  public static final Field CMOW = Field.of("CMOW", 32, Feature.CMOW);

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(M, A, C, NAA, I, WXN, EE, CMOW);

  /** The fields that are not decoded further, from bit 0 upwards. */
  public static final List<Field> OTHERS = List.of(
      Field.of("SA", 3),
      Field.of("SA0", 4),
      Field.of("CP15BEN", 5),
      Field.of("ITD", 7),
      Field.of("SED", 8),
      Field.of("UMA", 9),
      Field.of("EnRCTX", 10),
      Field.of("EOS", 11),
      Field.of("EnDB", 13),
      Field.of("DZE", 14),
      Field.of("UCT", 15),
      Field.of("nTWI", 16),
      Field.of("nTWE", 18),
      Field.of("TSCXT", 20),
      Field.of("IESB", 21),
      Field.of("EIS", 22),
      Field.of("SPAN", 23),
      Field.of("E0E", 24),
      Field.of("UCI", 26),
      Field.of("EnDA", 27),
      Field.of("nTLSMD", 28),
      Field.of("LSMAOE", 29),
      Field.of("EnIB", 30),
      Field.of("EnIA", 31),
      Field.of("MSCEn", 33),
      Field.of("EnFPM", 34),
      Field.of("BT0", 35),
      Field.of("BT1", 36),
      Field.of("ITFSB", 37),
      Field.of("TCF0", 39, 38),
      Field.of("TCF", 41, 40),
      Field.of("ATA0", 42),
      Field.of("ATA", 43),
      Field.of("DSSBS", 44),
      Field.of("TWEDEn", 45),
      Field.of("TWEDEL", 49, 46),
      Field.of("TMT0", 50),
      Field.of("TMT", 51),
      Field.of("TME0", 52),
      Field.of("TME", 53),
      Field.of("EnASR", 54),
      Field.of("EnAS0", 55),
      Field.of("EnALS", 56),
      Field.of("EPAN", 57),
      Field.of("TCSO0", 58),
      Field.of("TCSO", 59),
      Field.of("EnTP2", 60),
      Field.of("NMI", 61),
      Field.of("SPINTMASK", 62),
      Field.of("TIDCP", 63));

  private SctlrEl1() {}
}
