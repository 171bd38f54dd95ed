package io.shatterproof.arch.regime;

import io.shatterproof.arch.Granule;
import java.util.List;

/**
 * What VTCR_EL2 may say of the shape of stage 2 tables, as one reads it in a table: no formula of the
 * architecture is here, only its results.
 */
final class LegalityTable {
  /** What else a row needs. */
  enum Need {
    NOTHING,
    /** DS = 1, which only FEAT_LPA2 has. */
    DS,
    TTST,
    LPA,
    PA_42,
    PA_44
  }

  /**
   * Sizes that one start level serves with one number of tables.
   *
   * @param level the start level
   * @param tables that are concatenated
   * @param least the smallest T0SZ, hence the largest IPA
   * @param most the largest T0SZ
   * @param need of the sizes; the level itself may need more
   */
  record Row(Granule granule, int level, int tables, int least, int most, Need need) {}

  /** A value of SL2:SL0 that is not reserved. */
  record StartLevel(Granule granule, int sl2, int sl0, int level, Need need) {}

  /**
   * Binary logarithm of the bytes of the start table.
   *
   * @param minuend this minus T0SZ
   */
  record Alignment(Granule granule, int level, int minuend) {}

  /** The T0SZ that is the smallest with a PARange, wide addresses aside. */
  record Smallest(int paBits, int t0sz) {}

  static final List<Row> ROWS = List.of(
      row(Granule.SIZE_4K, -1, 1, 12, 15, Need.DS),
      row(Granule.SIZE_4K, 0, 1, 16, 24, Need.NOTHING),
      row(Granule.SIZE_4K, 0, 2, 15, 15, Need.DS),
      row(Granule.SIZE_4K, 0, 4, 14, 14, Need.DS),
      row(Granule.SIZE_4K, 0, 8, 13, 13, Need.DS),
      row(Granule.SIZE_4K, 0, 16, 12, 12, Need.DS),
      row(Granule.SIZE_4K, 1, 1, 25, 33, Need.NOTHING),
      row(Granule.SIZE_4K, 1, 2, 24, 24, Need.NOTHING),
      row(Granule.SIZE_4K, 1, 4, 23, 23, Need.NOTHING),
      row(Granule.SIZE_4K, 1, 8, 22, 22, Need.NOTHING),
      row(Granule.SIZE_4K, 1, 16, 21, 21, Need.NOTHING),
      row(Granule.SIZE_4K, 2, 1, 34, 39, Need.NOTHING),
      row(Granule.SIZE_4K, 2, 1, 40, 42, Need.TTST),
      row(Granule.SIZE_4K, 2, 2, 33, 33, Need.NOTHING),
      row(Granule.SIZE_4K, 2, 4, 32, 32, Need.NOTHING),
      row(Granule.SIZE_4K, 2, 8, 31, 31, Need.NOTHING),
      row(Granule.SIZE_4K, 2, 16, 30, 30, Need.NOTHING),
      row(Granule.SIZE_4K, 3, 1, 43, 48, Need.TTST),
      row(Granule.SIZE_4K, 3, 2, 42, 42, Need.TTST),
      row(Granule.SIZE_4K, 3, 4, 41, 41, Need.TTST),
      row(Granule.SIZE_4K, 3, 8, 40, 40, Need.TTST),
      row(Granule.SIZE_4K, 3, 16, 39, 39, Need.TTST),
      row(Granule.SIZE_16K, 0, 1, 12, 16, Need.DS),
      row(Granule.SIZE_16K, 1, 1, 17, 27, Need.NOTHING),
      row(Granule.SIZE_16K, 1, 2, 16, 16, Need.NOTHING),
      row(Granule.SIZE_16K, 1, 4, 15, 15, Need.DS),
      row(Granule.SIZE_16K, 1, 8, 14, 14, Need.DS),
      row(Granule.SIZE_16K, 1, 16, 13, 13, Need.DS),
      row(Granule.SIZE_16K, 2, 1, 28, 38, Need.NOTHING),
      row(Granule.SIZE_16K, 2, 2, 27, 27, Need.NOTHING),
      row(Granule.SIZE_16K, 2, 4, 26, 26, Need.NOTHING),
      row(Granule.SIZE_16K, 2, 8, 25, 25, Need.NOTHING),
      row(Granule.SIZE_16K, 2, 16, 24, 24, Need.NOTHING),
      row(Granule.SIZE_16K, 3, 1, 39, 39, Need.NOTHING),
      row(Granule.SIZE_16K, 3, 1, 40, 48, Need.TTST),
      row(Granule.SIZE_16K, 3, 2, 38, 38, Need.NOTHING),
      row(Granule.SIZE_16K, 3, 4, 37, 37, Need.NOTHING),
      row(Granule.SIZE_16K, 3, 8, 36, 36, Need.NOTHING),
      row(Granule.SIZE_16K, 3, 16, 35, 35, Need.NOTHING),
      row(Granule.SIZE_64K, 1, 1, 12, 15, Need.LPA),
      row(Granule.SIZE_64K, 1, 1, 16, 21, Need.NOTHING),
      row(Granule.SIZE_64K, 2, 1, 22, 34, Need.NOTHING),
      row(Granule.SIZE_64K, 2, 2, 21, 21, Need.NOTHING),
      row(Granule.SIZE_64K, 2, 4, 20, 20, Need.NOTHING),
      row(Granule.SIZE_64K, 2, 8, 19, 19, Need.NOTHING),
      row(Granule.SIZE_64K, 2, 16, 18, 18, Need.NOTHING),
      row(Granule.SIZE_64K, 3, 1, 35, 39, Need.NOTHING),
      row(Granule.SIZE_64K, 3, 1, 40, 47, Need.TTST),
      row(Granule.SIZE_64K, 3, 2, 34, 34, Need.NOTHING),
      row(Granule.SIZE_64K, 3, 4, 33, 33, Need.NOTHING),
      row(Granule.SIZE_64K, 3, 8, 32, 32, Need.NOTHING),
      row(Granule.SIZE_64K, 3, 16, 31, 31, Need.NOTHING));

  /** SL2 counts with 4K and DS = 1 only; with other granules, and with DS = 0, it reads as 0 here. */
  static final List<StartLevel> START_LEVELS = List.of(
      new StartLevel(Granule.SIZE_4K, 0, 0b00, 2, Need.NOTHING),
      new StartLevel(Granule.SIZE_4K, 0, 0b01, 1, Need.NOTHING),
      new StartLevel(Granule.SIZE_4K, 0, 0b10, 0, Need.PA_44),
      new StartLevel(Granule.SIZE_4K, 0, 0b11, 3, Need.TTST),
      new StartLevel(Granule.SIZE_4K, 1, 0b00, -1, Need.DS),
      new StartLevel(Granule.SIZE_16K, 0, 0b00, 3, Need.NOTHING),
      new StartLevel(Granule.SIZE_16K, 0, 0b01, 2, Need.NOTHING),
      new StartLevel(Granule.SIZE_16K, 0, 0b10, 1, Need.PA_42),
      new StartLevel(Granule.SIZE_16K, 0, 0b11, 0, Need.DS),
      new StartLevel(Granule.SIZE_64K, 0, 0b00, 3, Need.NOTHING),
      new StartLevel(Granule.SIZE_64K, 0, 0b01, 2, Need.NOTHING),
      new StartLevel(Granule.SIZE_64K, 0, 0b10, 1, Need.PA_44));

  static final List<Alignment> ALIGNMENTS = List.of(
      new Alignment(Granule.SIZE_4K, -1, 19),
      new Alignment(Granule.SIZE_4K, 0, 28),
      new Alignment(Granule.SIZE_4K, 1, 37),
      new Alignment(Granule.SIZE_4K, 2, 46),
      new Alignment(Granule.SIZE_4K, 3, 55),
      new Alignment(Granule.SIZE_16K, 0, 20),
      new Alignment(Granule.SIZE_16K, 1, 31),
      new Alignment(Granule.SIZE_16K, 2, 42),
      new Alignment(Granule.SIZE_16K, 3, 53),
      new Alignment(Granule.SIZE_64K, 1, 25),
      new Alignment(Granule.SIZE_64K, 2, 38),
      new Alignment(Granule.SIZE_64K, 3, 51));

  static final List<Smallest> SMALLEST_T0SZ = List.of(
      new Smallest(32, 32),
      new Smallest(36, 28),
      new Smallest(40, 24),
      new Smallest(42, 22),
      new Smallest(44, 20),
      new Smallest(48, 16),
      new Smallest(52, 12));

  private LegalityTable() {}

  private static Row row(Granule granule, int level, int tables, int least, int most, Need need) {
    return new Row(granule, level, tables, least, most, need);
  }
}
