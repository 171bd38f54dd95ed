package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import java.util.List;
import java.util.OptionalInt;

/** Trees in which operations are tried. Frames are pages of the granule. */
enum TreeShape {
  TWO_LEVEL_1_TABLES_4K(Granule.SIZE_4K, 40, 1, 2),
  ONE_LEVEL_0_TABLE_4K(Granule.SIZE_4K, 48, 0, 1),
  TWO_LEVEL_2_TABLES_16K(Granule.SIZE_16K, 37, 2, 2),
  ONE_LEVEL_1_TABLE_16K(Granule.SIZE_16K, 47, 1, 1),
  TWO_LEVEL_2_TABLES_64K(Granule.SIZE_64K, 43, 2, 2),
  ONE_LEVEL_1_TABLE_64K(Granule.SIZE_64K, 48, 1, 1);

  static final int LAST_LEVEL = 3;

  private final Stage2Geometry geometry;

  TreeShape(Granule granule, int ipaBits, int startLevel, int concatenatedTables) {
    this.geometry = new Stage2Geometry(granule, ipaBits, startLevel, concatenatedTables, 48);
  }

  Stage2Geometry geometry() {
    return geometry;
  }

  Granule granule() {
    return geometry.granule();
  }

  int startLevel() {
    return geometry.startLevel();
  }

  boolean hasTwoStartTables() {
    return geometry.concatenatedTables() > 1;
  }

  /** Frames of the IPA space. */
  long frames() {
    return 1L << (geometry.ipaBits() - granule().shift());
  }

  /** Frames that one entry covers at a level. */
  long pages(int level) {
    return granule().entrySizeBytes(level) >>> granule().shift();
  }

  /** Whether a leaf can stand at level 1. */
  boolean hasBlocksOfLevel1() {
    return granule() == Granule.SIZE_4K;
  }

  long address(long frame) {
    return frame << granule().shift();
  }

  long frame(long address) {
    return address >>> granule().shift();
  }

  /** A domain that PE 0 operates on and PE 1 runs. */
  DomainConfig domain(String profile, boolean usesIommu) {
    return new DomainConfig(
        "guest", profile, geometry, 0, List.of(1), usesIommu, OptionalInt.empty(), P2mAccess.RWX);
  }
}
