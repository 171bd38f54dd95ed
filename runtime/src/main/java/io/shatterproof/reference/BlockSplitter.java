package io.shatterproof.reference;

/**
 * Builds, where no walk can see it, the tables that say the same as a block.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_split_superpage"
 */
class BlockSplitter {
  private final ReferenceP2m p2m;
  private final Children children;

  BlockSplitter(ReferenceP2m p2m, Children children) {
    this.p2m = p2m;
    this.children = children;
  }

  /** Says what stands in the table that replaces a block. */
  @FunctionalInterface
  interface Children {
    long descriptor(long block, int childLevel, int n);
  }

  /**
   * What came of a split.
   *
   * @param descriptor the entry to publish; if incomplete, what was built so far, or the block
   */
  record Split(long descriptor, boolean isComplete) {}

  /**
   * Splits a block of {@code level}, and the part of it that covers {@code gfn} again, until that
   * part stands at {@code targetLevel}.
   */
  Split split(long block, int level, long gfn, int targetLevel) {
    long tablePa = p2m.allocateTable();
    if (tablePa == TablePool.NONE) {
      return new Split(block, false);
    }
    TreeLayout layout = p2m.layout();
    int childLevel = level + 1;
    long first = children.descriptor(block, childLevel, 0);
    long stride = children.descriptor(block, childLevel, 1) - first;
    long ipa = layout.entryIpa(gfn, level);
    p2m.cpu().fill(tablePa, layout.entries(), childLevel, ipa, first, stride);
    p2m.statistics().shattered(level, layout.entries());
    boolean complete = true;
    if (childLevel < targetLevel) {
      complete = splitAgain(tablePa, childLevel, gfn, targetLevel);
    }
    p2m.cpu().cleanTable(tablePa, layout.granule());
    return new Split(p2m.codec().table(tablePa, p2m.defaultAccess()), complete);
  }

  /** Splits, in a table that was just filled, the block that covers {@code gfn}. */
  boolean splitAgain(long tablePa, int level, long gfn, int targetLevel) {
    Split split = split(p2m.read(tablePa, gfn, level), level, gfn, targetLevel);
    if (p2m.codec().isTable(split.descriptor(), level)) {
      p2m.store(tablePa, gfn, level, split.descriptor(), false);
    }
    return split.isComplete();
  }
}
