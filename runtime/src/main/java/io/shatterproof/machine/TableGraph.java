package io.shatterproof.machine;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.memory.PageIndex;
import io.shatterproof.memory.PhysicalMemory;
import java.util.Arrays;

/**
 * Which tables the start tables reach, kept up to date store by store.
 *
 * <p>A page is a node once for each level at which it is linked. A link leads from a level to the
 * next, so the graph has no cycle even where the tables have one, and counting links is exact.
 *
 * <p>A graph of what is kept follows invalid descriptors too that name a table but for bit 0: an
 * implementation that makes them so has not lost the table, though no walk reaches it.
 */
final class TableGraph {
  static final int LOWEST_LEVEL = -1;
  static final int LAST_LEVEL = 3;
  private static final int LEVELS = LAST_LEVEL - LOWEST_LEVEL + 1;

  private final PhysicalMemory memory;
  private final Granule granule;
  private final S2Format format;
  private final int entries;
  private final int pageLimit;
  private final ReachListener listener;
  private final long assumed; // bits taken for set
  private final PageIndex index = new PageIndex();
  // By node: LEVELS nodes for each page.
  private int[] links = new int[0];
  private int[] domains = new int[0];
  private long[] firstIpas = new long[0];

  private TableGraph(
      PhysicalMemory memory, Granule granule, int pageLimit, ReachListener listener, long assumed) {
    this.assumed = assumed;
    this.memory = memory;
    this.granule = granule;
    this.format = S2Format.of(granule);
    this.entries = granule.entriesPerTable();
    this.pageLimit = pageLimit;
    this.listener = listener;
  }

  /** Follows the descriptors that walks follow. */
  static TableGraph ofWalks(
      PhysicalMemory memory, Granule granule, int pageLimit, ReachListener listener) {
    return new TableGraph(memory, granule, pageLimit, listener, 0);
  }

  /** Follows those too that are invalid in bit 0 alone. */
  static TableGraph ofKept(
      PhysicalMemory memory, Granule granule, int pageLimit, ReachListener listener) {
    return new TableGraph(memory, granule, pageLimit, listener, 1);
  }

  private boolean isTable(long descriptor, int level) {
    return format.kind(descriptor | assumed, level) == DescriptorKind.TABLE;
  }

  /** Hears of each page that starts or stops to be reached at a level. */
  interface ReachListener {

    void attached(long tablePa);

    /**
     * A page is reached at this level no more.
     *
     * @param firstIpa first IPA that it covered
     */
    void detached(long tablePa, int level, int domain, long firstIpa);
  }

  /** Pins a page of a start table. */
  void addRoot(long tablePa, int level, int domain, long firstIpa) {
    link(tablePa, level, domain, firstIpa);
  }

  /** Lets go of a page of a start table. */
  void removeRoot(long tablePa, int level) {
    unlink(tablePa, level);
  }

  /** Whether a start table reaches the page. */
  boolean isLive(long tablePa) {
    return liveLevels(tablePa) != 0;
  }

  /** Bit {@code level - LOWEST_LEVEL} is set for each level at which the page is reached. */
  int liveLevels(long tablePa) {
    int page = index.find(tablePa);
    int levels = 0;
    for (int level = LOWEST_LEVEL; page != PageIndex.ABSENT && level <= LAST_LEVEL; level++) {
      if (links[node(page, level)] > 0) {
        levels |= 1 << (level - LOWEST_LEVEL);
      }
    }
    return levels;
  }

  /** The lowest level in the answer of {@link #liveLevels}. */
  static int firstLevel(int levels) {
    return Integer.numberOfTrailingZeros(levels) + LOWEST_LEVEL;
  }

  /** The domain that reaches the page; -1 if none does. */
  int owner(long tablePa) {
    int levels = liveLevels(tablePa);
    return levels == 0 ? -1 : domain(tablePa, firstLevel(levels));
  }

  /** Whether the page is reached over exactly one path of descriptors from its parent. */
  boolean isLinkedOnce(long tablePa) {
    int page = index.find(tablePa);
    int sum = 0;
    for (int level = LOWEST_LEVEL; page != PageIndex.ABSENT && level <= LAST_LEVEL; level++) {
      sum += Math.min(links[node(page, level)], 2);
    }
    return sum == 1;
  }

  /** The domain that linked a live page at this level. */
  int domain(long tablePa, int level) {
    return domains[node(index.find(tablePa), level)];
  }

  /** First IPA that an entry of a live page covers, where the page was first linked. */
  long ipa(long tablePa, int level, int entry) {
    return firstIpas[node(index.find(tablePa), level)]
        + ((long) entry << granule.levelShift(level));
  }

  /**
   * A word of a page that was live at {@code levels} before went from one value to another. Memory
   * already holds the new one.
   */
  void replaced(long tablePa, int entry, int levels, long oldDescriptor, long newDescriptor) {
    // Deeper levels first: where a table names itself, what hangs below agrees with memory.
    for (int level = LAST_LEVEL - 1; level >= LOWEST_LEVEL; level--) {
      if ((levels >>> (level - LOWEST_LEVEL) & 1) != 0) {
        if (isTable(newDescriptor, level)) {
          link(
              format.nextTablePa(newDescriptor),
              level + 1,
              domain(tablePa, level),
              ipa(tablePa, level, entry));
        }
        if (isTable(oldDescriptor, level)) {
          unlink(format.nextTablePa(oldDescriptor), level + 1);
        }
      }
    }
  }

  private void link(long tablePa, int level, int domain, long firstIpa) {
    if (index.size() >= pageLimit && index.find(tablePa) == PageIndex.ABSENT) {
      return;
    }
    int node = node(index.findOrAdd(tablePa), level);
    makeRoom();
    if (links[node]++ > 0) {
      return;
    }
    domains[node] = domain;
    firstIpas[node] = firstIpa;
    listener.attached(tablePa);
    for (int entry = 0; level < LAST_LEVEL && entry < entries; entry++) {
      if (entry % PhysicalMemory.WORDS == 0 && memory.isZeroPage(tablePa + 8L * entry)) {
        entry += PhysicalMemory.WORDS - 1; // no table follows: most tables are linked empty
        continue;
      }
      long descriptor = memory.read(tablePa + 8L * entry);
      if (isTable(descriptor, level)) {
        long ipa = firstIpa + ((long) entry << granule.levelShift(level));
        link(format.nextTablePa(descriptor), level + 1, domain, ipa);
      }
    }
  }

  private void unlink(long tablePa, int level) {
    int page = index.find(tablePa);
    if (page == PageIndex.ABSENT
        || links[node(page, level)] == 0
        || --links[node(page, level)] > 0) {
      return;
    }
    listener.detached(tablePa, level, domains[node(page, level)], firstIpas[node(page, level)]);
    for (int entry = 0; level < LAST_LEVEL && entry < entries; entry++) {
      long descriptor = memory.read(tablePa + 8L * entry);
      if (isTable(descriptor, level)) {
        unlink(format.nextTablePa(descriptor), level + 1);
      }
    }
  }

  private void makeRoom() {
    int needed = index.size() * LEVELS;
    if (links.length < needed) {
      links = Arrays.copyOf(links, needed * 2);
      domains = Arrays.copyOf(domains, needed * 2);
      firstIpas = Arrays.copyOf(firstIpas, needed * 2);
    }
  }

  private static int node(int page, int level) {
    return page * LEVELS + level - LOWEST_LEVEL;
  }
}
