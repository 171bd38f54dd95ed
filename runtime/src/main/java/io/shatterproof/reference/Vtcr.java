package io.shatterproof.reference;

import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.register.VtcrEl2;

/**
 * VTCR_EL2 as Xen sets it for every domain.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: setup_virt_paging"
 */
final class Vtcr {
  private Vtcr() {}

  /**
   * The value for a start level from 0.
   *
   * @param wideVmids whether VMIDs have 16 bits
   */
  static long of(Platform platform, Stage2Geometry geometry, boolean wideVmids) {
    long vtcr = VtcrEl2.of(
        geometry.granule(), geometry.ipaBits(), geometry.startLevel(), platform.paBits(), false);
    return wideVmids ? VtcrEl2.VS.in(vtcr, 1) : vtcr;
  }
}
