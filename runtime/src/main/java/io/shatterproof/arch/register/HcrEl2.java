package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
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

  private HcrEl2() {}
}
