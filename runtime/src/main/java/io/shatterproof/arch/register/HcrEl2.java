package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import java.util.List;

/**
 * Fields of HCR_EL2 that matter to address translation.
 *
 * @see "Arm ARM DDI 0487, 'HCR_EL2, Hypervisor Configuration Register'"
 */
public final class HcrEl2 {
  public static final Field VM = Field.of("VM", 0);
  public static final Field SWIO = Field.of("SWIO", 1);
  public static final Field PTW = Field.of("PTW", 2);
  public static final Field FB = Field.of("FB", 9);
  public static final Field BSU = Field.of("BSU", 11, 10);
  public static final Field DC = Field.of("DC", 12);
  public static final Field TTLB = Field.of("TTLB", 25);
  public static final Field TGE = Field.of("TGE", 27);
  public static final Field RW = Field.of("RW", 31);
  public static final Field CD = Field.of("CD", 32);
  public static final Field ID = Field.of("ID", 33);
  public static final Field E2H = Field.of("E2H", 34);
  public static final Field TEA = Field.of("TEA", 37, Feature.RAS);
  public static final Field NV = Field.of("NV", 42, Feature.NV);
  public static final Field NV1 = Field.of("NV1", 43, Feature.NV);
  public static final Field NV2 = Field.of("NV2", 45, Feature.NV2);
  public static final Field FWB = Field.of("FWB", 46, Feature.S2FWB);
  public static final Field GPF = Field.of("GPF", 48, Feature.RME);
  public static final Field TTLBIS = Field.of("TTLBIS", 54, Feature.EVT);
  public static final Field TTLBOS = Field.of("TTLBOS", 55, Feature.EVT);
  public static final Field DCT = Field.of("DCT", 57, Feature.MTE2);

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(
      VM, SWIO, PTW, FB, BSU, DC, TTLB, TGE, RW, CD, ID, E2H, TEA, NV, NV1, NV2, FWB, GPF, TTLBIS,
      TTLBOS, DCT);

  /** The fields without a part in address translation, from bit 0 upwards. */
  public static final List<Field> OTHERS = List.of(
      Field.of("FMO", 3),
      Field.of("IMO", 4),
      Field.of("AMO", 5),
      Field.of("VF", 6),
      Field.of("VI", 7),
      Field.of("VSE", 8),
      Field.of("TWI", 13),
      Field.of("TWE", 14),
      Field.of("TID0", 15),
      Field.of("TID1", 16),
      Field.of("TID2", 17),
      Field.of("TID3", 18),
      Field.of("TSC", 19),
      Field.of("TIDCP", 20),
      Field.of("TACR", 21),
      Field.of("TSW", 22),
      Field.of("TPCP", 23),
      Field.of("TPU", 24),
      Field.of("TVM", 26),
      Field.of("TDZ", 28),
      Field.of("HCD", 29),
      Field.of("TRVM", 30),
      Field.of("TLOR", 35),
      Field.of("TERR", 36),
      Field.of("MIOCNCE", 38),
      Field.of("TME", 39),
      Field.of("APK", 40),
      Field.of("API", 41),
      Field.of("AT", 44),
      Field.of("FIEN", 47),
      Field.of("TID4", 49),
      Field.of("TICAB", 50),
      Field.of("AMVOFFEN", 51),
      Field.of("TOCU", 52),
      Field.of("EnSCXT", 53),
      Field.of("ATA", 56),
      Field.of("TID5", 58),
      Field.of("TWEDEn", 59),
      Field.of("TWEDEL", 63, 60));

  private HcrEl2() {}
}
