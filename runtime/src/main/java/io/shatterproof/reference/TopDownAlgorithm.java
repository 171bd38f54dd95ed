package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import java.util.HashMap;
import java.util.Map;
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
  private final ReferenceP2m p2m;
  private final Cpu cpu;
  private final boolean flushesIommu;
  // Valid entries of each table page but those of the start table: an empty table is unlinked.
  private final Map<Long, Integer> validEntries = new HashMap<>();

  /**
   * The algorithm for one domain.
   *
   * @param flushesIommu whether there is an IOMMU, even one that does not walk these tables
   */
  TopDownAlgorithm(ReferenceP2m p2m, boolean flushesIommu) {
    this.p2m = p2m;
    this.cpu = p2m.cpu();
    this.flushesIommu = flushesIommu;
  }

  @Override
  public void lock() {}

  @Override
  public void unlock() {}

  @Override
  public long insert(long gfn, long pages, long mfn, P2mType type, P2mAccess access) {
    p2m.reportLocked();
    TopDownPass pass = new TopDownPass(p2m, flushesIommu, gfn, pages);
    long done = 0;
    long result = 0;
    while (done < pages && result == 0) {
      int level = insertOne(pass, gfn + done, pages - done, mfn + done, type, access);
      if (level < 0) {
        result = level;
      } else {
        done += 1L << TreeLayout.order(level);
      }
    }
    if (result == 0) {
      p2m.noteMapped(gfn, pages);
    }
    pass.finish();
    if (result != 0 && done != 0) {
      remove(gfn, done, OptionalLong.of(mfn)); // take back what was inserted
    }
    return result;
  }

  /** Inserts one leaf. Its level, or a negated error number. */
  private int insertOne(
      TopDownPass pass, long gfn, long remaining, long mfn, P2mType type, P2mAccess access) {
    Table table = p2m.layout().root(gfn);
    if (table == null) {
      return (int) Errno.EINVAL.code();
    }
    while (true) {
      int level = table.level();
      int index = TreeLayout.index(gfn, level);
      long old = cpu.read(table, index);
      boolean mayBeLeaf = level == TreeLayout.LAST_LEVEL
          || (!ReferenceP2m.isTable(old, level) && !p2m.access().inUse());
      if (mayBeLeaf && isAligned(gfn, remaining, mfn, level)) {
        p2m.access().set(gfn, access);
        insertLeaf(pass, table, index, old, p2m.codec().leaf(mfn, level, type, access));
        return level;
      }
      Table below = descendOrCreate(pass, table, index, old);
      if (below == null) {
        return (int) Errno.ENOMEM.code();
      }
      table = below;
    }
  }

  private void insertLeaf(TopDownPass pass, Table table, int index, long old, long leaf) {
    store(table, index, leaf);
    if (!S2Descriptor.isValid(old)) {
      p2m.statistics().mapped(table.level());
      return;
    }
    pass.flushAtEnd();
    if (table.level() == TreeLayout.LAST_LEVEL) {
      p2m.dropReference(old);
    }
  }

  private @Nullable Table descendOrCreate(TopDownPass pass, Table table, int index, long old) {
    if (!S2Descriptor.isValid(old)) {
      Table created = p2m.createTable(table, index);
      if (created != null) {
        count(table, 1);
      }
      return created;
    }
    return descendOrSplit(pass, table, index, old);
  }

  private @Nullable Table descendOrSplit(TopDownPass pass, Table table, int index, long old) {
    if (ReferenceP2m.isTable(old, table.level())) {
      return p2m.below(table, index, old);
    }
    pass.flushAtEnd();
    return split(table, index, old);
  }

  /** Fills a table with the parts of a block and stores it over the block. */
  private @Nullable Table split(Table parent, int index, long block) {
    Table table = p2m.allocateBelow(parent, index);
    if (table == null) {
      return null;
    }
    // Built anew, not copied: the parts get the default access, whatever the block had.
    long first = partOfBlock(block, table.level(), 0);
    cpu.fill(table, first, partOfBlock(block, table.level(), 1) - first);
    validEntries.put(table.pa(), TreeLayout.ENTRIES);
    cpu.cleanTable(table.pa());
    cpu.store(parent, index, p2m.codec().table(table.pa(), p2m.access().defaultAccess()), true);
    p2m.statistics().shattered(parent.level());
    return table;
  }

  private long partOfBlock(long block, int level, int n) {
    long mfn = EntryCodec.base(block) + ((long) n << TreeLayout.order(level));
    return p2m.codec()
        .type(block)
        .map(type -> p2m.codec().leaf(mfn, level, type, p2m.access().defaultAccess()))
        .orElseThrow(() -> new IllegalStateException("a block without type"));
  }

  @Override
  public long remove(long gfn, long pages, OptionalLong believed) {
    p2m.reportLocked();
    TopDownPass pass = new TopDownPass(p2m, flushesIommu, gfn, pages);
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
    private final Table[] tables = new Table[TreeLayout.LAST_LEVEL + 1];
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
      Table table = p2m.layout().root(gfn);
      if (table == null) {
        return Errno.EINVAL.code();
      }
      long at = gfn;
      while (true) {
        int level = table.level();
        int index = TreeLayout.index(at, level);
        long old = cpu.read(table, index);
        tables[level] = table;
        if (!S2Descriptor.isValid(old)) {
          skip(level);
          break;
        }
        if (!ReferenceP2m.isTable(old, level) && isAligned(at, end - at, 0, level)) {
          removeLeaf(table, index, old);
          break;
        }
        Table below = descendOrSplit(pass, table, index, old);
        if (below == null) {
          return Errno.ENOMEM.code();
        }
        table = below;
      }
      unlinkEmptyTables(table.level(), at);
      return 0;
    }

    private void skip(int level) {
      long size = 1L << TreeLayout.order(level);
      long next = (gfn + size) & -size;
      gfn = Long.compareUnsigned(next, end) < 0 ? next : end;
      believed = (believed + size) & -size;
    }

    private void removeLeaf(Table table, int index, long old) {
      if (checksFrames && EntryCodec.base(old) != believed) {
        p2m.warn();
      }
      pass.flushAtEnd();
      store(table, index, S2Descriptor.INVALID);
      p2m.access().set(gfn, P2mAccess.RWX);
      p2m.statistics().unmapped(table.level());
      if (table.level() == TreeLayout.LAST_LEVEL) {
        p2m.dropReference(old);
      }
      long size = 1L << TreeLayout.order(table.level());
      gfn += size;
      believed += size;
    }

    private void unlinkEmptyTables(int deepest, long at) {
      for (int level = deepest; level > p2m.layout().rootLevel(); level--) {
        long tablePa = tables[level].pa();
        if (validEntries.getOrDefault(tablePa, 0) != 0) {
          return;
        }
        Table parent = tables[level - 1];
        store(parent, TreeLayout.index(at, level - 1), S2Descriptor.INVALID);
        p2m.statistics().unmapped(level - 1);
        validEntries.remove(tablePa);
        pass.freeAtEnd(tablePa);
      }
    }
  }

  private void store(Table table, int index, long descriptor) {
    int before = S2Descriptor.isValid(cpu.read(table, index)) ? 1 : 0;
    int after = S2Descriptor.isValid(descriptor) ? 1 : 0;
    cpu.store(table, index, descriptor, true);
    count(table, after - before);
  }

  private void count(Table table, int change) {
    validEntries.merge(table.pa(), change, Integer::sum);
  }

  private boolean isAligned(long gfn, long remaining, long mfn, int level) {
    long size = 1L << TreeLayout.order(level);
    return p2m.layout().allowsLeaf(level)
        && Long.compareUnsigned(remaining, size) >= 0
        && ((gfn | mfn) & (size - 1)) == 0;
  }

  @Override
  public P2mEntry lookup(long gfn) {
    return new EntryLookup(p2m).plain(gfn);
  }
}
