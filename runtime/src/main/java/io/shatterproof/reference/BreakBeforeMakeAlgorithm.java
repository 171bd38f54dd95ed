package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of the rework: one entry after the other is broken, invalidated and made.
 *
 * <p>Each decision that a wrong P2M gets wrong is a protected method of its own, for broken
 * variants to override one of.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_set_entry, __p2m_set_entry"
 */
class BreakBeforeMakeAlgorithm implements P2mAlgorithm {
  /** Stands for no machine frame: remove. */
  protected static final long NO_FRAME = -1;

  private final ReferenceP2m p2m;
  private final Cpu cpu;
  private final BlockSplitter splitter;
  private final EntryLookup lookup;
  private final boolean alignsRemovals;
  private final boolean flushesIommu;
  private boolean locked;
  private boolean flushPending;

  /**
   * The algorithm for one domain.
   *
   * @param alignsRemovals whether a removal chooses its block sizes by the guest frame alone;
   *     otherwise by the missing machine frame too, so that it goes page by page
   * @param flushesIommu whether an IOMMU walks the tables of this domain
   */
  BreakBeforeMakeAlgorithm(ReferenceP2m p2m, boolean alignsRemovals, boolean flushesIommu) {
    this.p2m = p2m;
    this.cpu = p2m.cpu();
    this.splitter = new BlockSplitter(p2m, this::childDescriptor);
    this.lookup = new EntryLookup(p2m);
    this.alignsRemovals = alignsRemovals;
    this.flushesIommu = flushesIommu;
  }

  @Override
  public void lock() {
    p2m.reportLocked();
    locked = true;
  }

  /** Invalidates if an earlier operation of the section left that to do, then releases. */
  @Override
  public void unlock() {
    if (flushPending) {
      flushNow();
    }
    locked = false;
    p2m.reportUnlocked();
  }

  @Override
  public long insert(long gfn, long pages, long mfn, P2mType type, P2mAccess access) {
    return locking(gfn, pages, mfn, new Mapping(type, access));
  }

  @Override
  public long remove(long gfn, long pages, OptionalLong believed) {
    return locking(gfn, pages, NO_FRAME, null);
  }

  private long locking(long gfn, long pages, long mfn, @Nullable Mapping mapping) {
    if (locked) {
      return setEntries(gfn, pages, mfn, mapping);
    }
    lock();
    long result = setEntries(gfn, pages, mfn, mapping);
    unlock();
    return result;
  }

  /**
   * Sets entry after entry. Stops at the first that fails; those before it stay set.
   *
   * @param mapping null to remove
   */
  private long setEntries(long gfn, long pages, long mfn, @Nullable Mapping mapping) {
    long result = 0;
    for (long done = 0; done < pages && result == 0; ) {
      long at = gfn + done;
      long frame = mfn == NO_FRAME ? NO_FRAME : mfn + done;
      int level = chooseLevel(at, pages - done, frame);
      result = setEntry(at, level, frame, mapping);
      done += 1L << TreeLayout.order(level);
    }
    return result;
  }

  /**
   * Level of the next entry: the highest at which a leaf can stand and to whose size guest frame,
   * machine frame and remaining length are multiples. Level 3 while access control is in use.
   */
  protected int chooseLevel(long gfn, long remainingPages, long mfn) {
    long aligned = gfn | remainingPages | (mfn == NO_FRAME && alignsRemovals ? 0 : mfn);
    for (int level = 1; level < TreeLayout.LAST_LEVEL && !p2m.access().inUse(); level++) {
      long below = (1L << TreeLayout.order(level)) - 1;
      if (p2m.layout().allowsLeaf(level) && (aligned & below) == 0) {
        return level;
      }
    }
    return TreeLayout.LAST_LEVEL;
  }

  private long setEntry(long gfn, int level, long mfn, @Nullable Mapping mapping) {
    Table table = p2m.layout().root(gfn);
    if (table == null) {
      return Errno.EINVAL.code();
    }
    while (table.level() < level) {
      int index = TreeLayout.index(gfn, table.level());
      long descriptor = cpu.read(table, index);
      if (S2Descriptor.isValid(descriptor)) {
        if (ReferenceP2m.isBlock(descriptor, table.level())) {
          break;
        }
        table = p2m.below(table, index, descriptor);
      } else if (mapping == null) {
        return 0; // nothing is mapped there
      } else {
        Table created = p2m.createTable(table, index);
        if (created == null) {
          return Errno.ENOENT.code();
        }
        table = created;
      }
    }
    if (table.level() < level) {
      Table split = split(table, gfn, level);
      if (split == null) {
        return Errno.ENOMEM.code();
      }
      table = split;
    }
    change(table, gfn, mfn, mapping);
    return 0;
  }

  /** Replaces the block in the way by tables; the table of {@code level}, or null without memory. */
  private @Nullable Table split(Table table, long gfn, int level) {
    int index = TreeLayout.index(gfn, table.level());
    long block = cpu.read(table, index);
    BlockSplitter.Split split = splitter.split(table, index, block, gfn, level);
    if (!split.isComplete()) {
      p2m.statistics().mapped(table.level()); // what is released next counts as a mapping
      release(split.descriptor(), table.level());
      return null;
    }
    publishSplit(table, index, block, split.descriptor());
    Table below = table;
    while (below.level() < level) {
      int next = TreeLayout.index(gfn, below.level());
      below = p2m.below(below, next, cpu.read(below, next));
    }
    return below;
  }

  /** The descriptor of a child of a split block, {@code n}-th in its table. */
  protected long childDescriptor(long block, int childLevel, int n) {
    return S2Format.of(Granule.SIZE_4K).partOfBlock(block, childLevel, n);
  }

  /**
   * Puts tables that were built off-line in the place of the block that they split, however deep
   * they are, with one break-before-make.
   */
  protected void publishSplit(Table table, int index, long block, long subTree) {
    cpu.store(table, index, S2Descriptor.INVALID, true);
    flushNow();
    cpu.store(table, index, subTree, true);
  }

  private void change(Table table, long gfn, long mfn, @Nullable Mapping mapping) {
    int level = table.level();
    int index = TreeLayout.index(gfn, level);
    long pages = 1L << TreeLayout.order(level);
    long replaced = cpu.read(table, index);
    boolean wasValid = S2Descriptor.isValid(replaced);
    long made = S2Descriptor.INVALID;
    p2m.access().set(gfn, mapping == null ? P2mAccess.RWX : mapping.access());
    if (mapping == null) {
      if (wasValid) {
        removeEntry(table, index);
      }
    } else {
      made = p2m.codec().leaf(mfn, level, mapping.type(), mapping.access());
      if (wasValid) {
        replaceEntry(table, index, replaced, made);
      } else {
        p2m.statistics().mapped(level);
        makeEntry(table, index, made);
      }
      p2m.noteMapped(gfn, pages);
    }
    if (wasValid && EntryCodec.base(replaced) != EntryCodec.base(made)) {
      release(replaced, level);
    }
    if (flushesIommu && (wasValid || mapping != null)) {
      p2m.flushIommu(gfn, pages);
    }
  }

  /** Removes a valid entry; the invalidation is left to the unlock. */
  protected void removeEntry(Table table, int index) {
    cpu.store(table, index, S2Descriptor.INVALID, true);
    deferFlush();
  }

  /** Makes an entry that was invalid: nothing can be cached of it. */
  protected void makeEntry(Table table, int index, long made) {
    cpu.store(table, index, made, true);
  }

  /**
   * Replaces a valid entry: break, invalidate, make. While access control is in use, a change of
   * permissions alone leaves the invalidation to the unlock.
   */
  protected void replaceEntry(Table table, int index, long replaced, long made) {
    cpu.store(table, index, S2Descriptor.INVALID, true);
    if (mayDeferFlush(replaced, made)) {
      deferFlush();
    } else {
      flushNow();
    }
    cpu.store(table, index, made, true);
  }

  /** Whether the invalidation between break and make may wait until the lock is released. */
  protected boolean mayDeferFlush(long replaced, long made) {
    return p2m.access().inUse() && EntryCodec.differInPermissionsOnly(replaced, made);
  }

  /** Lets go of what an entry owned that is no longer in the tree: references, counts, tables. */
  protected void release(long descriptor, int level) {
    if (!S2Descriptor.isValid(descriptor)) {
      return;
    }
    if (!ReferenceP2m.isTable(descriptor, level)) {
      p2m.statistics().unmapped(level);
      if (level == TreeLayout.LAST_LEVEL) {
        p2m.dropReference(descriptor);
      }
      return;
    }
    long tablePa = S2Format.of(Granule.SIZE_4K).nextTablePa(descriptor);
    Table table = new Table(tablePa, level + 1, 0);
    for (int index = 0; index < TreeLayout.ENTRIES; index++) {
      release(cpu.read(table, index), level + 1);
    }
    if (flushPending) {
      flushNow(); // the page may still be walked
    }
    p2m.freeTable(tablePa);
  }

  /** Invalidates at once; nothing is left to do at the unlock. */
  protected void flushNow() {
    flushPending = false;
    p2m.flushTlb();
  }

  /** Leaves an invalidation to the unlock. */
  protected void deferFlush() {
    flushPending = true;
  }

  @Override
  public P2mEntry lookup(long gfn) {
    return lookup.bounded(gfn);
  }

  /** What to map, wherever it is mapped to. */
  private record Mapping(P2mType type, P2mAccess access) {}
}
