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
 * The algorithm of the rework: one entry after the other is broken, invalidated and made.
 *
 * <p>Each decision that a wrong P2M gets wrong is a protected method of its own, for broken
 * variants to override one of. An entry is named by its table, its level and a frame that it
 * serves.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_set_entry, __p2m_set_entry"
 */
class BreakBeforeMakeAlgorithm implements P2mAlgorithm {
  /** Stands for no machine frame: remove. */
  protected static final long NO_FRAME = EntryLookup.NO_FRAME;

  /** A relinquish asks for preemption at every so many-th entry or hole. */
  private static final int RELINQUISH_SLICE = 512;

  private final ReferenceP2m p2m;
  private final TreeLayout layout;
  private final EntryCodec codec;
  private final BlockSplitter splitter;
  private final EntryLookup lookup;
  private final LazyEntries lazy;
  private final Fixes fixes;
  private final boolean flushesIommu;
  private boolean locked;
  private boolean flushPending;
  private long pagesSet;

  /**
   * The algorithm for one domain.
   *
   * @param flushesIommu whether an IOMMU walks the tables of this domain
   */
  BreakBeforeMakeAlgorithm(ReferenceP2m p2m, Fixes fixes, boolean flushesIommu) {
    this.p2m = p2m;
    this.layout = p2m.layout();
    this.codec = p2m.codec();
    this.splitter = p2m.parts().splitter(p2m, this::childDescriptor);
    this.lookup = p2m.parts().lookup(p2m);
    this.lazy = p2m.parts().lazyEntries(p2m, this);
    this.fixes = fixes;
    this.flushesIommu = flushesIommu;
  }

  /** What a release of the rework has mended. */
  enum Fixes {
    /** Release 4.8.0. */
    NONE,
    /**
     * Release 4.8.5: a removal chooses its block sizes by the guest frame alone; a freed table
     * leaves the list of tables; blocks of a dying domain may be removed while access control is in
     * use; cache maintenance ends with the instruction caches.
     *
     * @see "xen 3fafdc28eb, cf5e1a74b9, ce7d99d69f, 908e768fae"
     */
    STABLE,
    /**
     * Commit c447b7308b: moreover a removal leaves nothing of an entry behind, even a lazy one, and
     * fails if memory is not where the caller believes it; a dying domain gets no mappings; what an
     * IOMMU may hold is flushed before its pages are let go; blocks of foreign pages own references;
     * cache maintenance ends where it is told to.
     *
     * @see "xen a428b913a0, 5a4a2cef08, 3ebe773293, 6718787797, 3e2121ce47, 8d6e1fe4a7, 221c2fc433"
     */
    LATEST
  }

  @Override
  public void lock() {
    p2m.reportLocked();
    locked = true;
  }

  /** Invalidates if an earlier operation of the section left that to do, then releases. */
  @Override
  public void unlock() {
    flushIfPending();
    releaseLock();
  }

  /** Does what an earlier operation left to do. */
  protected final void flushIfPending() {
    if (flushPending) {
      forgetFlush();
      p2m.flushTlb();
    }
  }

  /** Leaves nothing to do. */
  protected final void forgetFlush() {
    flushPending = false;
  }

  /** Whether an invalidation is left to do. */
  protected final boolean isFlushPending() {
    return flushPending;
  }

  /** Lets others take the lock. */
  protected final void releaseLock() {
    locked = false;
    p2m.reportUnlocked();
  }

  /** Takes the lock unless a section holds it already; whether it did. */
  protected final boolean lockUnlessHeld() {
    boolean takes = !locked;
    if (takes) {
      lock();
    }
    return takes;
  }

  /** Releases the lock if {@link #lockUnlessHeld} took it. */
  protected final void unlockIf(boolean taken) {
    if (taken) {
      unlock();
    }
  }

  @Override
  public long insert(long gfn, long pages, long mfn, @Nullable P2mType type, P2mAccess access) {
    boolean taken = lockUnlessHeld();
    long result = setEntries(gfn, pages, mfn, type, access);
    unlockIf(taken);
    return result;
  }

  @Override
  public long pagesInserted() {
    return pagesSet;
  }

  @Override
  public long remove(long gfn, long pages, OptionalLong believed) {
    boolean taken = lockUnlessHeld();
    long result = believed.isEmpty() || isAsBelieved(gfn, pages, believed.getAsLong())
        ? setEntries(gfn, pages, NO_FRAME, null, P2mAccess.RWX)
        : Errno.EILSEQ.code();
    unlockIf(taken);
    return result;
  }

  /**
   * Whether all memory of domains that is mapped in a range lies where the caller believes it.
   *
   * @see "xen 5a4a2cef08 xen/arch/arm/p2m.c: p2m_remove_mapping"
   */
  protected boolean isAsBelieved(long gfn, long pages, long mfn) {
    boolean believed = true;
    for (long done = 0; believed && done < pages && fixes == Fixes.LATEST; ) {
      long at = gfn + done;
      lookup.searchBounded(at);
      believed =
          !lookup.isMapped() || !codec.isAnyRam(lookup.descriptor()) || lookup.mfn() == mfn + done;
      done += layout.nextBoundary(at, lookup.level()) - at;
    }
    return believed;
  }

  /** Whether nothing is mapped or removed any more, since it would never be undone. */
  protected boolean refusesEntries() {
    return fixes == Fixes.LATEST && p2m.isDying();
  }

  /**
   * Sets entry after entry. Stops at the first that fails; those before it stay set.
   *
   * @param mfn {@link #NO_FRAME} to remove
   */
  private long setEntries(
      long gfn, long pages, long mfn, @Nullable P2mType type, P2mAccess access) {
    long result = refusesEntries() ? Errno.ENOMEM.code() : 0;
    long done = 0;
    long frame = mfn;
    while (done < pages && result == 0) {
      long at = gfn + done;
      int level = chooseLevel(at, pages - done, frame);
      result = setEntry(at, level, frame, type, access);
      done += result == 0 ? layout.pages(level) : 0;
      frame = nextFrame(frame, level);
    }
    pagesSet = done;
    return result;
  }

  /**
   * Level of the next entry: the highest at which a leaf can stand and to whose size guest frame,
   * machine frame and remaining length are multiples. Level 3 while access control is in use.
   */
  protected int chooseLevel(long gfn, long remainingPages, long mfn) {
    if (mapsByPage()) {
      return TreeLayout.LAST_LEVEL;
    }
    boolean ignoresFrame = mfn == NO_FRAME && fixes != Fixes.NONE;
    long aligned = gfn | remainingPages | (ignoresFrame ? 0 : mfn);
    int level = TreeLayout.LAST_LEVEL;
    while (level > layout.firstLeafLevel() && (aligned & (layout.pages(level - 1) - 1)) == 0) {
      level--;
    }
    return level;
  }

  /** Whether access control, which knows pages alone, forbids blocks. */
  protected boolean mapsByPage() {
    return p2m.access().inUse();
  }

  /** The machine frame behind those of an entry; behind no frame is none. */
  protected long nextFrame(long mfn, int level) {
    return mfn == NO_FRAME ? NO_FRAME : mfn + layout.pages(level);
  }

  /** Sets the entry of {@code level} that begins at {@code gfn}. */
  private long setEntry(long gfn, int level, long mfn, @Nullable P2mType type, P2mAccess access) {
    long tablePa = layout.rootTable(gfn);
    if (tablePa == TreeLayout.NO_TABLE) {
      return Errno.EINVAL.code();
    }
    int at = layout.rootLevel();
    while (at < level) {
      long descriptor = p2m.read(tablePa, gfn, at);
      if (codec.isTable(descriptor, at)) {
        tablePa = layout.format().nextTablePa(descriptor);
      } else if (codec.isMapped(descriptor)) {
        break;
      } else if (!needsTable(mfn)) {
        return holeRemoved();
      } else {
        tablePa = p2m.createTable(tablePa, gfn, at);
        if (tablePa == TablePool.NONE) {
          return creationFailed();
        }
      }
      at++;
    }
    if (at < level) {
      long below = split(tablePa, at, gfn, level);
      if (below == TablePool.NONE) {
        return splitFailed(tablePa, at, gfn, mfn);
      }
      tablePa = below;
    }
    return change(tablePa, level, gfn, mfn, type, access);
  }

  /** Whether a missing table has to be there: where nothing is mapped, nothing is removed. */
  protected boolean needsTable(long mfn) {
    return mfn != NO_FRAME;
  }

  /** What the removal of a frame that is not mapped comes to. */
  protected long holeRemoved() {
    return 0;
  }

  /** What a change comes to when there is no memory for a table that it needs. */
  protected long creationFailed() {
    return Errno.ENOENT.code();
  }

  /** What a change comes to when there is no memory to split the block of {@code level} in its way. */
  protected long splitFailed(long tablePa, int level, long gfn, long mfn) {
    return Errno.ENOMEM.code();
  }

  /**
   * Replaces the block in the way by tables.
   *
   * @return the table of {@code targetLevel}, or {@link TablePool#NONE} without memory
   */
  protected long split(long tablePa, int level, long gfn, int targetLevel) {
    long block = p2m.read(tablePa, gfn, level);
    BlockSplitter.Split split = splitter.split(block, level, gfn, targetLevel);
    if (!split.isComplete()) {
      undoSplit(split.descriptor(), level);
      return TablePool.NONE;
    }
    publishSplit(tablePa, level, gfn, split.descriptor());
    long below = tablePa;
    for (int at = level; at < targetLevel; at++) {
      below = layout.format().nextTablePa(p2m.read(below, gfn, at));
    }
    return below;
  }

  /** Gives back what was built of a split that failed. */
  protected void undoSplit(long built, int level) {
    p2m.statistics().mapped(level); // what is released next counts as a mapping
    release(built, level);
  }

  /** The descriptor of a child of a split block, {@code n}-th in its table. */
  protected long childDescriptor(long block, int childLevel, int n) {
    return codec.partOfBlock(block, childLevel, n);
  }

  /**
   * Puts tables that were built off-line in the place of the block that they split, however deep
   * they are, with one break-before-make.
   */
  protected void publishSplit(long tablePa, int level, long gfn, long subTree) {
    store(tablePa, level, gfn, S2Descriptor.INVALID);
    flushNow();
    store(tablePa, level, gfn, subTree);
  }

  /** Stores a descriptor that walks can reach. */
  protected final void store(long tablePa, int level, long gfn, long descriptor) {
    p2m.store(tablePa, gfn, level, descriptor, true);
  }

  /** Sets an entry of a table that exists; no frame removes what is there. */
  protected final long change(
      long tablePa, int level, long gfn, long mfn, @Nullable P2mType type, P2mAccess access) {
    if (p2m.access().inUse() && level != TreeLayout.LAST_LEVEL && !mayChangeBlocks()) {
      p2m.assertionFailed("a block is changed while access control is in use");
    }
    if (!rememberAccess(gfn, access)) {
      return Errno.ENOMEM.code();
    }
    long replaced = p2m.read(tablePa, gfn, level);
    boolean wasValid = S2Descriptor.isValid(replaced);
    boolean wasMapped = codec.isMapped(replaced);
    long made = S2Descriptor.INVALID;
    if (mfn == NO_FRAME) {
      if (wasValid) {
        removeEntry(tablePa, level, gfn);
      } else if (fixes == Fixes.LATEST) {
        eraseEntry(tablePa, level, gfn);
      }
    } else {
      made = codec.leaf(mfn, level, type, access);
      if (wasValid) {
        replaceEntry(tablePa, level, gfn, replaced, made);
      } else {
        if (!wasMapped) {
          p2m.statistics().mapped(level);
        }
        makeEntry(tablePa, level, gfn, made);
      }
      noteMapped(gfn, layout.pages(level));
    }
    boolean flushes = flushesIommu && (wasValid || mfn != NO_FRAME);
    boolean releases = wasMapped && losesTarget(replaced, made, level);
    finish(gfn, level, flushes, releases, replaced);
    return wasMapped || mfn != NO_FRAME ? 0 : holeRemoved();
  }

  /**
   * After an entry was changed: what it was is let go, and the IOMMU forgets it.
   *
   * @see "xen 6718787797"
   */
  protected void finish(long gfn, int level, boolean flushes, boolean releases, long replaced) {
    boolean flushesFirst = fixes == Fixes.LATEST;
    if (flushes && flushesFirst) {
      p2m.flushIommu(gfn, layout.pages(level));
    }
    if (releases) {
      release(replaced, level);
    }
    if (flushes && !flushesFirst) {
      p2m.flushIommu(gfn, layout.pages(level));
    }
  }

  /** Remembers the restriction of what is about to be mapped; whether there was memory for it. */
  protected boolean rememberAccess(long gfn, P2mAccess access) {
    return p2m.access().set(gfn, access);
  }

  /** Widens the bounds of what was ever mapped by an entry that was made. */
  protected void noteMapped(long gfn, long pages) {
    p2m.noteMapped(gfn, pages);
  }

  /** Whether what a valid entry named is named by its successor no more. */
  protected boolean losesTarget(long replaced, long made, int level) {
    return codec.base(replaced) != codec.base(made);
  }

  private boolean mayChangeBlocks() {
    return fixes != Fixes.NONE && p2m.isDying();
  }

  /** Removes a valid entry; the invalidation is left to the unlock. */
  protected void removeEntry(long tablePa, int level, long gfn) {
    store(tablePa, level, gfn, S2Descriptor.INVALID);
    deferFlush();
  }

  /**
   * Removes an entry that no PE can hold. A lazy one would be resolved if its type stayed.
   *
   * @see "xen a428b913a0"
   */
  protected void eraseEntry(long tablePa, int level, long gfn) {
    store(tablePa, level, gfn, S2Descriptor.INVALID);
  }

  /** Makes an entry that was invalid: nothing can be cached of it. */
  protected void makeEntry(long tablePa, int level, long gfn, long made) {
    store(tablePa, level, gfn, made);
  }

  /**
   * Replaces a valid entry: break, invalidate, make. While access control is in use, a change of
   * permissions alone leaves the invalidation to the unlock.
   */
  protected void replaceEntry(long tablePa, int level, long gfn, long replaced, long made) {
    store(tablePa, level, gfn, S2Descriptor.INVALID);
    if (mayDeferFlush(replaced, made)) {
      deferFlush();
    } else {
      flushNow();
    }
    store(tablePa, level, gfn, made);
  }

  /** Whether the invalidation between break and make may wait until the lock is released. */
  protected boolean mayDeferFlush(long replaced, long made) {
    return p2m.access().inUse() && EntryCodec.differInPermissionsOnly(replaced, made);
  }

  /** Lets go of what an entry owned that is no longer in the tree: references, counts, tables. */
  protected void release(long descriptor, int level) {
    if (!codec.isMapped(descriptor)) {
      return;
    }
    if (!codec.isTable(descriptor, level)) {
      p2m.statistics().unmapped(level);
      dropReferences(descriptor, level);
      return;
    }
    long tablePa = layout.format().nextTablePa(descriptor);
    for (int index = 0; index < layout.entries(); index++) {
      release(p2m.cpu().read(tablePa, index), level + 1);
    }
    flushBeforeFree();
    if (fixes != Fixes.NONE) {
      p2m.tables().remove(tablePa);
    }
    p2m.freeTable(tablePa);
  }

  /**
   * Drops the references that a leaf owns: pages, and the lowest blocks of releases that map blocks
   * of foreign pages.
   *
   * @see "xen 3e2121ce47 xen/arch/arm/mmu/p2m.c: p2m_put_page"
   */
  protected void dropReferences(long leaf, int level) {
    boolean ownsSome = level == TreeLayout.LAST_LEVEL
        || (level == TreeLayout.LAST_LEVEL - 1 && fixes == Fixes.LATEST);
    for (int page = 0; ownsSome && codec.isForeign(leaf) && page < layout.pages(level); page++) {
      p2m.reportDropped(codec.base(leaf) + page);
    }
  }

  /** A page that was just unlinked may still be walked. */
  protected void flushBeforeFree() {
    if (flushPending) {
      flushNow();
    }
  }

  /** Invalidates at once; nothing is left to do at the unlock. */
  protected void flushNow() {
    forgetFlush();
    p2m.flushTlb();
  }

  /** Leaves an invalidation to the unlock. */
  protected void deferFlush() {
    flushPending = true;
  }

  /** Each page is written anew by break-before-make; the parts of a block after it was split. */
  @Override
  public long setAccess(
      long gfn, long pages, long start, long mask, P2mAccess access, Preemption preemption) {
    boolean taken = lockUnlessHeld();
    long result = 0;
    for (long done = start; Long.compareUnsigned(done, pages) < 0 && result == 0; ) {
      long at = gfn + done;
      lookup.searchBounded(at);
      int level = lookup.level();
      if (lookup.isMapped()) {
        level = TreeLayout.LAST_LEVEL;
        P2mType type = codec.type(lookup.descriptor()).orElse(null);
        result = setEntries(at, 1, lookup.mfn(), type, access);
        if (result != 0) {
          break;
        }
      }
      done += layout.nextBoundary(at, level) - at;
      if (Long.compareUnsigned(done, pages) < 0 && (done & mask) == 0 && preemption.isAsked()) {
        result = continuation(gfn, done);
      }
    }
    unlockIf(taken);
    return result;
  }

  /** Where the next call goes on, as the caller is told. */
  protected long continuation(long gfn, long done) {
    return done;
  }

  @Override
  public long cleanData(long gfn, long pages) {
    return cleanSome(gfn, pages, 0, p2m.preemption(0));
  }

  @Override
  public long cleanSome(long gfn, long pages, long start, Preemption preemption) {
    return fixes == Fixes.LATEST
        ? p2m.parts().cacheCleaning(p2m).clean(gfn, pages, start, preemption)
        : cleanBlocks(gfn + start, pages - start);
  }

  /** Goes to the end of each block that it meets, beyond the range too. */
  private long cleanBlocks(long gfn, long pages) {
    long end = min(gfn + pages, p2m.endOfMapped());
    long at = max(gfn, p2m.lowestMapped());
    while (Long.compareUnsigned(at, end) < 0) {
      lookup.searchBounded(at);
      long next = layout.nextBoundary(at, lookup.level());
      if (lookup.isMapped() && codec.isRam(lookup.descriptor())) {
        cleanMapping(lookup.mfn(), next - at);
      }
      at = next;
    }
    if (fixes != Fixes.NONE) {
      p2m.cpu().invalidateInstructions();
    }
    return 0;
  }

  /** Cleans the memory behind a mapping, from the first frame that the caller is interested in. */
  protected void cleanMapping(long mfn, long pages) {
    p2m.cpu().cleanData(layout.address(mfn), layout.address(pages));
  }

  private static long min(long first, long second) {
    return Long.compareUnsigned(first, second) < 0 ? first : second;
  }

  private static long max(long first, long second) {
    return Long.compareUnsigned(first, second) > 0 ? first : second;
  }

  @Override
  public long relinquish(Preemption preemption) {
    boolean taken = lockUnlessHeld();
    long result = relinquishEntries(preemption);
    unlockIf(taken);
    return result;
  }

  /** Gives entry after entry up. */
  protected long relinquishEntries(Preemption preemption) {
    long at = p2m.lowestMapped();
    long end = p2m.endOfMapped();
    long result = 0;
    for (int count = 1; Long.compareUnsigned(at, end) < 0; count++) {
      lookup.searchBounded(at);
      int level = lookup.level();
      if ((count % RELINQUISH_SLICE == 0 || takesLong(level)) && preemption.isAsked()) {
        result = Errno.ERESTART.code();
        break;
      }
      if (lookup.isMapped()) {
        result = setEntry(at, level, NO_FRAME, null, P2mAccess.RWX);
        if (result != 0) {
          break;
        }
      }
      at = layout.nextBoundary(at, level);
    }
    p2m.lowestMappedIs(at);
    return result;
  }

  /**
   * Whether a mapping is asked about before it is removed: a block of foreign pages. The comparison
   * leaves out the blocks whose references are dropped, and takes the next larger.
   *
   * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: relinquish_p2m_mapping"
   */
  private boolean takesLong(int level) {
    return fixes == Fixes.LATEST
        && lookup.isMapped()
        && codec.isForeign(lookup.descriptor())
        && level < TreeLayout.LAST_LEVEL - 1;
  }

  @Override
  public void invalidateRoot() {
    if (fixes == Fixes.LATEST) {
      boolean taken = lockUnlessHeld();
      lazy.invalidateRoot();
      unlockIf(taken);
    }
  }

  @Override
  public boolean resolve(long gfn) {
    if (fixes != Fixes.LATEST) {
      return translate(gfn) != EntryLookup.NO_FRAME;
    }
    boolean taken = lockUnlessHeld();
    boolean isResolved = lazy.resolve(gfn);
    unlockIf(taken);
    return isResolved;
  }

  @Override
  public long translate(long gfn) {
    lookup.searchBounded(gfn);
    return lookup.mfn();
  }

  @Override
  public P2mEntry entry(long gfn) {
    lookup.searchBounded(gfn);
    return lookup.entry(Optional.of(p2m.access().of(gfn)));
  }
}
