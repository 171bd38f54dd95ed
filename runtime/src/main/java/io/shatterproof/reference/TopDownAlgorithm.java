package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm before the rework: from the start table down, valid over valid, and one
 * invalidation at the end of the call.
 *
 * <p>Each call is a lock section of its own; there is nothing to hold several under one lock.
 *
 * @see "xen ecee7bfc18 xen/arch/arm/p2m.c: apply_p2m_changes, apply_one_level"
 */
final class TopDownAlgorithm implements P2mAlgorithm {
  /** Work after which a relinquish asks for preemption at every entry or hole. */
  private static final int RELINQUISH_WORK = 0x2000;

  private static final int WORK_OF_ENTRY = 0x10;
  private static final int WORK_OF_HOLE = 1;

  private final ReferenceP2m p2m;
  private final TreeLayout layout;
  private final EntryCodec codec;
  private final EntryLookup lookup;
  private final TopDownCursor cursor;
  private final TableUsage usage = new TableUsage();
  private final boolean flushesIommu;
  private long pagesInserted;

  /**
   * The algorithm for one domain.
   *
   * @param flushesIommu whether there is an IOMMU, even one that does not walk these tables
   */
  TopDownAlgorithm(ReferenceP2m p2m, boolean flushesIommu) {
    this.p2m = p2m;
    this.layout = p2m.layout();
    this.codec = p2m.codec();
    this.lookup = p2m.parts().lookup(p2m);
    this.cursor = new TopDownCursor(p2m);
    this.flushesIommu = flushesIommu;
  }

  @Override
  public void lock() {}

  @Override
  public void unlock() {}

  private TopDownPass begin(long gfn, long pages) {
    return new TopDownPass(p2m, flushesIommu, gfn, pages);
  }

  @Override
  public long insert(long gfn, long pages, long mfn, @Nullable P2mType type, P2mAccess access) {
    TopDownPass pass = begin(gfn, pages);
    long done = 0;
    long result = 0;
    while (done < pages && result == 0) {
      result = insertOne(pass, gfn + done, pages - done, mfn + done, type, access);
      if (result == 0) {
        done += layout.pages(cursor.level());
      }
    }
    if (result == 0) {
      p2m.noteMapped(gfn, pages);
    }
    pagesInserted = done;
    pass.finish();
    if (result != 0 && done != 0) {
      remove(gfn, done, OptionalLong.of(mfn)); // take back what was inserted
    }
    return result;
  }

  @Override
  public long pagesInserted() {
    return pagesInserted;
  }

  /** Inserts one leaf, where the cursor is afterwards. */
  private long insertOne(
      TopDownPass pass,
      long gfn,
      long remaining,
      long mfn,
      @Nullable P2mType type,
      P2mAccess access) {
    if (!cursor.start(gfn)) {
      return Errno.EINVAL.code();
    }
    while (!canInsertHere(remaining, mfn)) {
      if (!descend(pass, true)) {
        return Errno.ENOMEM.code();
      }
    }
    if (!p2m.access().set(gfn, access)) {
      return Errno.ENOMEM.code();
    }
    insertLeaf(pass, codec.leaf(mfn, cursor.level(), type, access));
    return 0;
  }

  private boolean canInsertHere(long remaining, long mfn) {
    boolean mayBeLeaf = cursor.level() == TreeLayout.LAST_LEVEL
        || (!cursor.isTable() && !p2m.access().inUse());
    return mayBeLeaf && isAligned(cursor.gfn(), remaining, mfn, cursor.level());
  }

  private void insertLeaf(TopDownPass pass, long leaf) {
    long replaced = cursor.descriptor();
    store(leaf);
    if (!S2Descriptor.isValid(replaced)) {
      p2m.statistics().mapped(cursor.level());
      return;
    }
    pass.flushAtEnd();
    if (cursor.level() == TreeLayout.LAST_LEVEL) {
      p2m.dropReference(replaced);
    }
  }

  /**
   * Goes one table down; an entry without one gets one first: an empty table, or the parts of its
   * block.
   *
   * @param asksForFlush whether splitting a block has the TLB invalidated at the end
   * @return whether there was memory
   */
  private boolean descend(TopDownPass pass, boolean asksForFlush) {
    if (!cursor.isTable()) {
      boolean isBlock = cursor.isValid();
      if (isBlock && asksForFlush) {
        pass.flushAtEnd();
      }
      if (isBlock ? !split() : !create()) {
        return false;
      }
    }
    cursor.down();
    return true;
  }

  private boolean create() {
    long tablePa = p2m.createTable(cursor.tablePa(), cursor.gfn(), cursor.level());
    if (tablePa != TablePool.NONE) {
      usage.add(cursor.tablePa(), 1);
    }
    return tablePa != TablePool.NONE;
  }

  /** Fills a table with the parts of the block here and stores it over the block. */
  private boolean split() {
    long tablePa = p2m.allocateTable();
    if (tablePa == TablePool.NONE) {
      return false;
    }
    int level = cursor.level();
    long block = cursor.descriptor();
    long first = codec.partOfBlock(block, level + 1, 0);
    long stride = codec.partOfBlock(block, level + 1, 1) - first;
    long ipa = layout.entryIpa(cursor.gfn(), level);
    p2m.cpu().fill(tablePa, layout.entries(), level + 1, ipa, first, stride);
    usage.add(tablePa, layout.entries());
    p2m.cpu().cleanTable(tablePa, layout.granule());
    p2m.store(
        cursor.tablePa(), cursor.gfn(), level, codec.table(tablePa, p2m.defaultAccess()), true);
    p2m.statistics().shattered(level, layout.entries());
    return true;
  }

  @Override
  public long remove(long gfn, long pages, OptionalLong believed) {
    TopDownPass pass = begin(gfn, pages);
    Removal removal = new Removal(pass, gfn, pages, believed);
    long result = 0;
    while (!removal.isDone() && result == 0) {
      result = removal.step();
    }
    pass.finish();
    return result;
  }

  /** One walk over a range that takes out what is mapped. */
  private final class Removal {
    private final TopDownPass pass;
    private final long end;
    private final boolean checksFrames;
    private long gfn;
    private long believed;

    Removal(TopDownPass pass, long gfn, long pages, OptionalLong believed) {
      this.pass = pass;
      this.gfn = gfn;
      this.end = gfn + pages;
      this.checksFrames = believed.isPresent();
      this.believed = believed.orElse(0);
    }

    boolean isDone() {
      return gfn == end;
    }

    /** Goes on behind one leaf or hole; 0 or a negated error number. */
    long step() {
      if (!cursor.start(gfn)) {
        return Errno.EINVAL.code();
      }
      while (cursor.isTable() || (cursor.isValid() && !isWhole())) {
        if (!descend(pass, true)) {
          return Errno.ENOMEM.code();
        }
      }
      if (cursor.isValid()) {
        removeLeaf();
      } else {
        skip();
      }
      unlinkEmptyTables();
      return 0;
    }

    private boolean isWhole() {
      return isAligned(gfn, end - gfn, 0, cursor.level());
    }

    private void skip() {
      long next = layout.nextBoundary(gfn, cursor.level());
      gfn = Long.compareUnsigned(next, end) < 0 ? next : end;
      believed = layout.nextBoundary(believed, cursor.level());
    }

    private void removeLeaf() {
      if (checksFrames && codec.base(cursor.descriptor()) != believed) {
        p2m.warn();
      }
      takeOut(pass);
      gfn += layout.pages(cursor.level());
      believed += layout.pages(cursor.level());
    }

    private void unlinkEmptyTables() {
      while (!cursor.isAtRoot() && usage.isEmpty(cursor.tablePa())) {
        long tablePa = cursor.tablePa();
        cursor.up();
        p2m.tables().remove(tablePa);
        store(S2Descriptor.INVALID);
        p2m.statistics().unmapped(cursor.level());
        usage.forget(tablePa);
        pass.freeAtEnd(tablePa);
      }
    }
  }

  /** Takes out the leaf here. */
  private void takeOut(TopDownPass pass) {
    long removed = cursor.descriptor();
    pass.flushAtEnd();
    store(S2Descriptor.INVALID);
    p2m.access().set(cursor.gfn(), P2mAccess.RWX);
    p2m.statistics().unmapped(cursor.level());
    if (cursor.level() == TreeLayout.LAST_LEVEL) {
      p2m.dropReference(removed);
    }
  }

  /** Stores the entry here, which walks can reach. */
  private void store(long descriptor) {
    int before = cursor.isValid() ? 1 : 0;
    int after = S2Descriptor.isValid(descriptor) ? 1 : 0;
    p2m.store(cursor.tablePa(), cursor.gfn(), cursor.level(), descriptor, true);
    usage.add(cursor.tablePa(), after - before);
  }

  private boolean isAligned(long gfn, long remaining, long mfn, int level) {
    long size = layout.pages(level);
    return level >= layout.firstLeafLevel()
        && Long.compareUnsigned(remaining, size) >= 0
        && ((gfn | mfn) & (size - 1)) == 0;
  }

  /**
   * Edits the permissions of each page; a block is split first. A hole that is met in its middle
   * has the same number of frames skipped as from its beginning, and a call that is preempted
   * reports one frame too many.
   */
  @Override
  public long setAccess(
      long gfn, long pages, long start, long mask, P2mAccess access, Preemption preemption) {
    long first = gfn + start;
    long rest = pages - start;
    TopDownPass pass = begin(first, rest);
    long result = 0;
    for (long done = 0; Long.compareUnsigned(done, rest) < 0 && result == 0; ) {
      long reported = done + 1;
      boolean asked = done != 0 && preemption.isAsked();
      if (asked && Long.compareUnsigned(rest, reported) > 0 && (reported & mask) == 0) {
        result = start + reported;
      } else {
        result = setAccessOfOne(pass, first + done, access);
        done += layout.pages(cursor.level());
      }
    }
    pass.finish();
    return result;
  }

  /** Goes to the page or the hole at a frame; 0 or a negated error number. */
  private long setAccessOfOne(TopDownPass pass, long gfn, P2mAccess access) {
    if (!cursor.start(gfn)) {
      return Errno.EINVAL.code();
    }
    while (cursor.level() < TreeLayout.LAST_LEVEL && cursor.isValid()) {
      if (!descend(pass, false)) {
        return Errno.ENOMEM.code();
      }
    }
    if (cursor.isValid()) {
      if (!p2m.access().set(gfn, access)) {
        return Errno.ENOMEM.code();
      }
      store(codec.restrictedFurther(cursor.descriptor(), access));
    }
    if (cursor.level() == TreeLayout.LAST_LEVEL) {
      pass.flushAtEnd();
    }
    return 0;
  }

  /** Page by page, under the write lock; a range that begins below the lowest mapping is moved up. */
  @Override
  public long cleanData(long gfn, long pages) {
    long at = Long.compareUnsigned(gfn, p2m.lowestMapped()) > 0 ? gfn : p2m.lowestMapped();
    long end = at + pages;
    TopDownPass pass = begin(at, pages);
    long result = 0;
    while (result == 0 && Long.compareUnsigned(layout.address(at), layout.address(end)) < 0) {
      if (!cursor.start(at)) {
        result = Errno.EINVAL.code();
        continue;
      }
      while (cursor.isTable()) {
        cursor.down();
      }
      if (!cursor.isValid()) {
        at = layout.nextBoundary(at, cursor.level());
        continue;
      }
      if (codec.isRam(cursor.descriptor())) {
        long offset = at & (layout.pages(cursor.level()) - 1);
        long mfn = codec.base(cursor.descriptor()) + offset;
        p2m.cpu().cleanData(layout.address(mfn), layout.granule().sizeBytes());
      }
      at++;
    }
    pass.finish();
    return result;
  }

  @Override
  public long relinquish(Preemption preemption) {
    long at = p2m.lowestMapped();
    long end = p2m.endOfMapped();
    TopDownPass pass = begin(at, end - at);
    int work = 0;
    long result = 0;
    while (result == 0 && Long.compareUnsigned(at, end) < 0) {
      if (work >= RELINQUISH_WORK && preemption.isAsked()) {
        p2m.lowestMappedIs(at);
        result = Errno.ERESTART.code();
      } else if (!cursor.start(at)) {
        result = Errno.EINVAL.code();
      } else {
        work += relinquishOne(pass);
        at = layout.nextBoundary(at, cursor.level());
      }
    }
    pass.finish();
    return result;
  }

  /** Takes out the leaf that serves the cursor's frame, if there is one; how much work that was. */
  private int relinquishOne(TopDownPass pass) {
    while (cursor.isTable()) {
      cursor.down();
    }
    if (!cursor.isValid()) {
      return WORK_OF_HOLE;
    }
    takeOut(pass);
    return WORK_OF_ENTRY;
  }

  @Override
  public long translate(long gfn) {
    search(gfn);
    return lookup.mfn();
  }

  /** Knows neither sizes nor access; the size of what was found is told all the same. */
  @Override
  public P2mEntry entry(long gfn) {
    if (!search(gfn)) {
      return new P2mEntry.Hole(Optional.empty());
    }
    return lookup.entry(Optional.empty());
  }

  /**
   * The search before the rework.
   *
   * @see "xen ecee7bfc18 xen/arch/arm/p2m.c: __p2m_lookup"
   */
  private boolean search(long gfn) {
    boolean served = lookup.search(gfn);
    if (lookup.isMapped() && codec.type(lookup.descriptor()).isEmpty()) {
      p2m.assertionFailed("a valid entry of invalid type is looked up");
    }
    return served;
  }
}
