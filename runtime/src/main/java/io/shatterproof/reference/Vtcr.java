package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;

/**
 * VTCR_EL2 as Xen sets it for every domain.
 *
 * @see "Arm ARM DDI 0487, 'VTCR_EL2, Virtualization Translation Control Register'"
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: setup_virt_paging"
 */
final class Vtcr {
  private static final long RES1 = 1L << 31;
  private static final long WRITE_BACK_INNER_SHAREABLE = 0b11_01_01L << 8; // SH0, ORGN0, IRGN0
  private static final int PS_SHIFT = 16; // bits[18:16]
  private static final int TG0_SHIFT = 14; // bits[15:14]
  private static final int SL0_SHIFT = 6; // bits[7:6]

  private Vtcr() {}

  /** The value for a start level from 0. */
  static long of(Platform platform, Stage2Geometry geometry) {
    return RES1
        | paRange(platform.paBits()) << PS_SHIFT
        | granule(geometry) << TG0_SHIFT
        | WRITE_BACK_INNER_SHAREABLE
        | startLevel(geometry) << SL0_SHIFT
        | (64 - geometry.ipaBits());
  }

  private static long granule(Stage2Geometry geometry) {
    return switch (geometry.granule()) {
      case SIZE_4K -> 0b00;
      case SIZE_16K -> 0b10;
      case SIZE_64K -> 0b01;
    };
  }

  private static long startLevel(Stage2Geometry geometry) {
    int fromPage = 3 - geometry.startLevel();
    boolean countsFromLevel2 = geometry.granule() == Granule.SIZE_4K;
    return countsFromLevel2 ? (fromPage + 3) & 0b11 : fromPage; // level 3 is 0b11 with 4K
  }

  private static long paRange(int paBits) {
    return switch (paBits) {
      case 32 -> 0;
      case 36 -> 1;
      case 40 -> 2;
      case 42 -> 3;
      case 44 -> 4;
      case 48 -> 5;
      case 52 -> 6;
      default -> 7;
    };
  }
}
