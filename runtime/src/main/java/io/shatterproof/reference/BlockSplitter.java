package io.shatterproof.reference;

/**
 * Builds, where no walk can see it, the tables that say the same as a block.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_split_superpage"
 */
final class BlockSplitter {
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
   * Splits a block, and the part of it that covers {@code gfn} again, until that part stands at
   * {@code targetLevel}.
   */
  Split split(Table parent, int index, long block, long gfn, int targetLevel) {
    Table table = p2m.allocateBelow(parent, index);
    if (table == null) {
      return new Split(block, false);
    }
    int level = table.level();
    long first = children.descriptor(block, level, 0);
    p2m.cpu().fill(table, first, children.descriptor(block, level, 1) - first);
    p2m.statistics().shattered(parent.level());
    boolean complete = true;
    if (level < targetLevel) {
      complete = splitAgain(table, gfn, targetLevel);
    }
    p2m.cpu().cleanTable(table.pa());
    return new Split(p2m.codec().table(table.pa(), p2m.access().defaultAccess()), complete);
  }

  private boolean splitAgain(Table table, long gfn, int targetLevel) {
    int index = TreeLayout.index(gfn, table.level());
    long child = p2m.cpu().read(table, index);
    Split split = split(table, index, child, gfn, targetLevel);
    if (ReferenceP2m.isTable(split.descriptor(), table.level())) {
      p2m.cpu().store(table, index, split.descriptor(), false);
    }
    return split.isComplete();
  }
}
