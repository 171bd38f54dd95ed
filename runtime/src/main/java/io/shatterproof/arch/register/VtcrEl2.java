package io.shatterproof.arch.register;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Shareability;
import java.util.List;

/**
 * Fields of VTCR_EL2.
 *
 * @see "Arm ARM DDI 0487, 'VTCR_EL2, Virtualization Translation Control Register'"
 */
public final class VtcrEl2 {
  public static final Field T0SZ = Field.of("T0SZ", 5, 0);
  public static final Field SL0 = Field.of("SL0", 7, 6);
  public static final Field IRGN0 = Field.of("IRGN0", 9, 8);
  public static final Field ORGN0 = Field.of("ORGN0", 11, 10);
  public static final Field SH0 = Field.of("SH0", 13, 12);
  public static final Field TG0 = Field.of("TG0", 15, 14);
  public static final Field PS = Field.of("PS", 18, 16);
  public static final Field VS = Field.of("VS", 19, Feature.VMID16);
  public static final Field HA = Field.of("HA", 21, Feature.HAFDBS);
  public static final Field HD = Field.of("HD", 22, Feature.HAFDBS);
  public static final Field HWU59 = Field.of("HWU59", 25, Feature.HPDS2);
  public static final Field HWU60 = Field.of("HWU60", 26, Feature.HPDS2);
  public static final Field HWU61 = Field.of("HWU61", 27, Feature.HPDS2);
  public static final Field HWU62 = Field.of("HWU62", 28, Feature.HPDS2);
  public static final Field NSW = Field.of("NSW", 29, Feature.SEL2);
  public static final Field NSA = Field.of("NSA", 30, Feature.SEL2);
  public static final Field DS = Field.of("DS", 32, Feature.LPA2);
  public static final Field SL2 = Field.of("SL2", 33, Feature.LPA2);
  public static final Field ASSURED_ONLY = Field.of("AssuredOnly", 34, Feature.THE);
  public static final Field TL1 = Field.of("TL1", 35, Feature.THE);
  public static final Field S2PIE = Field.of("S2PIE", 36, Feature.S2PIE);
  public static final Field S2POE = Field.of("S2POE", 37, Feature.S2POE);
  public static final Field D128 = Field.of("D128", 38, Feature.D128);
  public static final Field GCSH = Field.of("GCSH", 40, Feature.GCS);
  public static final Field TL0 = Field.of("TL0", 41, Feature.THE);
  public static final Field HAFT = Field.of("HAFT", 44, Feature.HAFT);

  /** Of FEAT_HDBSS, which is not modelled: not among {@link #FIELDS}. */
  public static final Field HDBSS = Field.of("HDBSS", 45);

  /** Bit 31, which is RES1. */
  public static final long RES1 = 1L << 31;

  /** Every field, from bit 0 upwards. */
  public static final List<Field> FIELDS = List.of(
      T0SZ,
      SL0,
      IRGN0,
      ORGN0,
      SH0,
      TG0,
      PS,
      VS,
      HA,
      HD,
      HWU59,
      HWU60,
      HWU61,
      HWU62,
      NSW,
      NSA,
      DS,
      SL2,
      ASSURED_ONLY,
      TL1,
      S2PIE,
      S2POE,
      D128,
      GCSH,
      TL0,
      HAFT);

  private static final int WRITE_BACK = 0b01; // that allocates on reads and writes
  private static final int[] OUTPUT_BITS = {32, 36, 40, 42, 44, 48, 52, 56};

  private VtcrEl2() {}

  /**
   * The register for tables of a shape. Walks are Write-Back and Inner Shareable; what has nothing to
   * do with the shape is zero.
   *
   * @param startLevel -1 to 3
   * @param ds whether descriptors have 52-bit addresses with 4K or 16K
   * @throws IllegalArgumentException if the granule has no code for the start level, or there is no
   *     such output size
   */
  public static long of(Granule granule, int ipaBits, int startLevel, int outputBits, boolean ds) {
    int code = StartLevelCode.of(granule, startLevel)
        .orElseThrow(() -> new IllegalArgumentException(
            "no code for start level " + startLevel + " with a " + granule + " granule"));
    return RES1
        | T0SZ.in(0, (64 - ipaBits) & T0SZ.max())
        | SL0.in(0, StartLevelCode.sl0(code))
        | IRGN0.in(0, WRITE_BACK)
        | ORGN0.in(0, WRITE_BACK)
        | SH0.in(0, Shareability.INNER.encoding())
        | TG0.in(0, tg0(granule))
        | PS.in(0, ps(outputBits))
        | DS.in(0, ds ? 1 : 0)
        | SL2.in(0, StartLevelCode.sl2(code));
  }

  /** The size in bits that a value of PS, or of ID_AA64MMFR0_EL1.PARange, stands for. */
  public static int outputBits(long ps) {
    return OUTPUT_BITS[(int) ps & 0b111];
  }

  /**
   * The value of PS for an output size.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static long ps(int outputBits) {
    for (int ps = 0; ps < OUTPUT_BITS.length; ps++) {
      if (OUTPUT_BITS[ps] == outputBits) {
        return ps;
      }
    }
    throw new IllegalArgumentException("no output size is " + outputBits + " bits");
  }

  /** The value of TG0 for a granule. */
  public static long tg0(Granule granule) {
    return switch (granule) {
      case SIZE_4K -> 0b00;
      case SIZE_16K -> 0b10;
      case SIZE_64K -> 0b01;
    };
  }
}
