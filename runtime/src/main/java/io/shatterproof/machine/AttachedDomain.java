package io.shatterproof.machine;

import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.bbm.GuestDebts;
import io.shatterproof.walk.Stage2Walk;

/**
 * A domain whose tables the machine follows.
 *
 * @param number from 0 in order of creation
 * @param rootPa first byte of the start table
 * @param debts what PEs may hold of its guest although the tables say otherwise
 * @param context its guest, as a PE runs in it
 * @param usesIommu whether an IOMMU walks the tables too
 */
record AttachedDomain(
    int number,
    long rootPa,
    Stage2Geometry geometry,
    GuestDebts debts,
    Stage2Walk walk,
    DomainContext context,
    boolean usesIommu) {

  /** Whether the page is one of its start table. */
  boolean isRoot(long tablePa) {
    long size = geometry.concatenatedTables() * geometry.granule().sizeBytes();
    return Long.compareUnsigned(tablePa - rootPa, size) < 0;
  }
}
