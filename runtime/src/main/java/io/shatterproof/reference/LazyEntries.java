package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;

/**
 * Entries whose bit 0 is clear although something is mapped by them: the next use faults, is heard
 * of, and has the bit set again. Clearing the bits of the start table is enough for all that is
 * below: each fault passes it on by one level.
 *
 * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: p2m_invalidate_table, p2m_invalidate_root,
 *     p2m_resolve_translation_fault"
 */
class LazyEntries {
  private final ReferenceP2m p2m;
  private final BreakBeforeMakeAlgorithm algorithm;
  private final TreeLayout layout;
  private final EntryCodec codec;

  LazyEntries(ReferenceP2m p2m, BreakBeforeMakeAlgorithm algorithm) {
    this.p2m = p2m;
    this.algorithm = algorithm;
    this.layout = p2m.layout();
    this.codec = p2m.codec();
  }

  /**
   * The next use of anything is heard of. The lock is held.
   *
   * @see "xen 14c57887f3"
   */
  void invalidateRoot() {
    for (int table = 0; table < tablesHidden(); table++) {
      long firstGfn = (long) table << (layout.order(layout.rootLevel()) + layout.stride());
      invalidateTable(layout.rootTable(firstGfn), firstGfn, layout.rootLevel());
    }
  }

  /** So many pages of the start table are gone through. */
  protected int tablesHidden() {
    return layout.rootTables();
  }

  /** The next use of each entry of a table is heard of. */
  private void invalidateTable(long tablePa, long firstGfn, int level) {
    for (int index = 0; index < layout.entries(); index++) {
      long descriptor = p2m.cpu().read(tablePa, index);
      if (S2Descriptor.isValid(descriptor)) { // a store that changes nothing can be saved
        long gfn = firstGfn + index * layout.pages(level);
        algorithm.store(tablePa, level, gfn, EntryCodec.unheard(descriptor));
      }
    }
    algorithm.deferFlush();
  }

  /**
   * Deals with a fault of translating a frame. The lock is held.
   *
   * @return whether the guest can go on: the entry that stopped the walk leads further now, or did so
   *     already
   */
  boolean resolve(long gfn) {
    long tablePa = layout.rootTable(gfn);
    if (Long.compareUnsigned(gfn, p2m.highestMapped()) > 0 || tablePa == TreeLayout.NO_TABLE) {
      return false;
    }
    int level = layout.rootLevel();
    long descriptor = p2m.read(tablePa, gfn, level);
    while (S2Descriptor.isValid(descriptor) && codec.isTable(descriptor, level)) {
      tablePa = layout.format().nextTablePa(descriptor);
      level++;
      descriptor = p2m.read(tablePa, gfn, level);
    }
    if (S2Descriptor.isValid(descriptor)) {
      return true; // it was being changed when the walk met it
    }
    return leadsFurther(descriptor) && hear(tablePa, level, gfn, descriptor);
  }

  /** Whether there is anything behind an invalid entry. */
  protected boolean leadsFurther(long descriptor) {
    return codec.isMapped(descriptor);
  }

  /** The entry leads further from now on; the use of what is behind it is heard of next. */
  private boolean hear(long tablePa, int level, long gfn, long descriptor) {
    if (codec.isTable(descriptor, level)) {
      hideChildren(layout.format().nextTablePa(descriptor), gfn & -layout.pages(level), level + 1);
    }
    algorithm.store(tablePa, level, gfn, EntryCodec.heard(descriptor));
    return true;
  }

  /** A table is about to be reached again. */
  protected void hideChildren(long tablePa, long firstGfn, int level) {
    invalidateTable(tablePa, firstGfn, level);
  }
}
