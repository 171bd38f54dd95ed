package io.shatterproof.tlb;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The values that words of memory had, and since when which PE can no longer read an old one.
 *
 * <p>A store is visible to a walker at some time between its event and its completion: a DSB of its
 * storer, or of a PE that observed it, completes it for all others; for the PE that executes the DSB
 * only its next context synchronization event does. A walker that is not coherent needs a clean of
 * the cache line before that DSB; so does an IOMMU, which reads as one more PE. Not thread-safe.
 *
 * @see "Arm ARM DDI 0487, 'Ordering and completion of TLB maintenance instructions', and 'Translation
 *     table updates and Data Synchronization Barriers'"
 */
final class WordHistory {
  private static final int NONE = -1;
  private static final int FEW = 4; // versions between two clears, of most P2Ms
  private static final long LINE = 64; // bytes; CTR_EL0.DminLine of common implementations

  private final boolean isCoherent;
  private final boolean isDeviceCoherent;
  private final int pes;
  private final IntList[] pending; // by PE: what it stored or observed, and did not complete
  private final BitSet[] isPending; // by PE, the same by version
  private final int[] truncations; // by PE: how often something left what is pending
  private final IntList[] unsynchronized; // by PE: what it completed, but for itself
  private final Observed observed = new Observed();

  // By version.
  private long[] addresses = new long[FEW];
  private long[] values = new long[FEW];
  private long[] storedAt = new long[FEW];
  private long[] completedAt = new long[FEW]; // for every PE but the owner
  private long[] ownerCompletedAt = new long[FEW];
  private long[] orderedAt = new long[FEW]; // by a DSB of its storer, cleaned or not
  private long[] deviceCompletedAt = new long[FEW];
  private int[] owners = new int[FEW]; // the PE that executed the DSB
  private int[] previous = new int[FEW]; // version of the same word
  private int[] cleaners = new int[FEW]; // the PE whose clean waits for its DSB, or NONE
  private int size;
  private int incomplete; // for any PE but the owner

  // From words to their latest version: open addressing with linear probing.
  private long[] keys = new long[4 * FEW];
  private int[] latestPlusOne = new int[4 * FEW];
  private int words;

  WordHistory(int pes, boolean isCoherent, boolean isDeviceCoherent) {
    this.pes = pes;
    this.isCoherent = isCoherent;
    this.isDeviceCoherent = isDeviceCoherent;
    this.pending = new IntList[pes];
    this.isPending = new BitSet[pes];
    this.truncations = new int[pes];
    this.unsynchronized = new IntList[pes];
    for (int pe = 0; pe < pes; pe++) {
      pending[pe] = new IntList();
      isPending[pe] = new BitSet();
      unsynchronized[pe] = new IntList();
    }
  }

  /** Whether some store is not complete yet for every PE but the one whose DSB completes it. */
  boolean hasIncomplete() {
    return incomplete > 0;
  }

  /** Forgets all that was: each word has had its present value for ever. */
  void clear() {
    size = 0;
    words = 0;
    incomplete = 0;
    Arrays.fill(latestPlusOne, 0);
    for (int pe = 0; pe < pes; pe++) {
      pending[pe].clear();
      isPending[pe].clear();
      truncations[pe]++;
      unsynchronized[pe].clear();
    }
    observed.clear();
  }

  /**
   * A word is stored.
   *
   * @param replaced what was there
   */
  void store(long event, int pe, long pa, long replaced, long value) {
    int slot = slot(pa);
    if (latestPlusOne[slot] == 0) {
      slot = addWord(pa);
      append(slot, pa, replaced, Times.BEFORE);
      completedAt[size - 1] = Times.BEFORE;
      ownerCompletedAt[size - 1] = Times.BEFORE;
      deviceCompletedAt[size - 1] = Times.BEFORE;
    }
    append(slot, pa, value, event);
    incomplete++;
    addPending(pe, size - 1);
  }

  /** A word is updated by hardware: at once for every PE. */
  void update(long event, long pa, long replaced, long value) {
    store(event, 0, pa, replaced, value);
    int version = size - 1;
    completedAt[version] = event;
    ownerCompletedAt[version] = event;
    deviceCompletedAt[version] = event;
    incomplete--;
    pending[0].removeLast();
    isPending[0].clear(version);
  }

  private void append(int slot, long pa, long value, long event) {
    if (size == values.length) {
      grow();
    }
    addresses[size] = pa;
    values[size] = value;
    storedAt[size] = event;
    completedAt[size] = Times.NEVER;
    ownerCompletedAt[size] = Times.NEVER;
    orderedAt[size] = Times.NEVER;
    deviceCompletedAt[size] = Times.NEVER;
    owners[size] = NONE;
    previous[size] = latestPlusOne[slot] - 1;
    cleaners[size] = NONE;
    latestPlusOne[slot] = size + 1;
    size++;
  }

  /** Caches write the line back; complete at the next DSB of the PE. */
  void clean(int pe, long pa, long sizeBytes) {
    if (isCoherent && isDeviceCoherent) {
      return;
    }
    long first = pa & -LINE;
    long lines = (pa - first + sizeBytes + LINE - 1) & -LINE;
    for (int i = 0; i < pending[pe].size(); i++) {
      int version = pending[pe].get(i);
      if (Long.compareUnsigned(addresses[version] - first, lines) < 0) {
        cleaners[version] = pe;
      }
    }
  }

  /** A DSB of a PE completes its stores; for all PEs, or for itself alone. Answers whether any. */
  boolean complete(long event, int pe, boolean forAll) {
    IntList mine = pending[pe];
    boolean any = mine.size() > 0;
    int kept = 0;
    for (int i = 0; i < mine.size(); i++) {
      int version = mine.get(i);
      if (forAll) {
        orderedAt[version] = Math.min(orderedAt[version], event);
      }
      boolean isClean = cleaners[version] == pe;
      if (isCoherent || isClean) {
        complete(event, pe, version, forAll);
      }
      if (forAll && (isDeviceCoherent || isClean)) {
        deviceCompletedAt[version] = Math.min(deviceCompletedAt[version], event);
      }
      if (completedAt[version] == Times.NEVER || deviceCompletedAt[version] == Times.NEVER) {
        mine.set(kept++, version);
      } else {
        isPending[pe].clear(version);
      }
    }
    mine.truncate(kept);
    truncations[pe]++;
    return any;
  }

  private void complete(long event, int pe, int version, boolean forAll) {
    if (owners[version] == NONE) {
      owners[version] = pe;
      unsynchronized[pe].add(version);
    }
    if (forAll && completedAt[version] == Times.NEVER) {
      completedAt[version] = event;
      incomplete--;
    }
    if (forAll && owners[version] != pe) {
      ownerCompletedAt[version] = Math.min(ownerCompletedAt[version], event);
    }
  }

  /** A context synchronization event: what the PE completed holds for itself too. */
  boolean synchronize(long event, int pe) {
    IntList mine = unsynchronized[pe];
    boolean any = mine.size() > 0;
    for (int i = 0; i < mine.size(); i++) {
      int version = mine.get(i);
      ownerCompletedAt[version] = Math.min(ownerCompletedAt[version], event);
    }
    mine.clear();
    return any;
  }

  /** A lock is released: whoever takes it next observes what its holder stored and observed. */
  void release(int pe, int lock) {
    observed.of(lock).release(pe, pending[pe], truncations[pe]);
  }

  /** A lock is taken. */
  void acquire(int pe, int lock) {
    ObservedAtLock seen = observed.of(lock);
    for (int i = seen.acquired[pe]; i < seen.versions.size(); i++) {
      int version = seen.versions.get(i);
      if (completedAt[version] == Times.NEVER && !isPending[pe].get(version)) {
        addPending(pe, version);
      }
    }
    seen.acquired[pe] = seen.versions.size();
  }

  private void addPending(int pe, int version) {
    pending[pe].add(version);
    isPending[pe].set(version);
  }

  /** The latest version of a word at a boundary, or {@link #NONE} if it was never stored. */
  int latest(long pa, long boundary) {
    int version = latestPlusOne[slot(pa)] - 1;
    while (version != NONE && storedAt[version] > boundary) {
      version = previous[version];
    }
    return version;
  }

  /** Whether there is a version. */
  static boolean exists(int version) {
    return version != NONE;
  }

  /**
   * The version before one, if a PE can still read it at a boundary; otherwise {@link #NONE}.
   *
   * @param since for what has to be complete: the boundary, or an earlier time
   */
  int olderReadable(int version, int pe, long since) {
    return completedFor(version, pe) <= since ? NONE : previous[version];
  }

  /**
   * Since when a PE, or the IOMMU behind the last, reads this version of the word or a later one;
   * {@link Times#NEVER} if not yet.
   */
  long completedFor(int version, int pe) {
    if (pe == pes) {
      return deviceCompletedAt[version];
    }
    return owners[version] == pe ? ownerCompletedAt[version] : completedAt[version];
  }

  /** Whether a PE reads no older version of the word at a time, or what it still waits for. */
  StoreVisibility visibility(int version, int pe, long at) {
    if (completedFor(version, pe) <= at) {
      return StoreVisibility.BY_THE_PE;
    }
    if (owners[version] == pe && completedAt[version] <= at) {
      return StoreVisibility.NOT_SYNCHRONIZED;
    }
    return orderedAt[version] <= at ? StoreVisibility.NOT_CLEANED : StoreVisibility.NOT_ORDERED;
  }

  /** The version that a store of this event made; {@link #NONE} if there is none. */
  int storedBy(long event) {
    for (int version = size - 1; version >= 0; version--) {
      if (storedAt[version] == event) {
        return version;
      }
    }
    return NONE;
  }

  long value(int version) {
    return values[version];
  }

  long address(int version) {
    return addresses[version];
  }

  long storedAt(int version) {
    return storedAt[version];
  }

  /** The version before one, or {@link #NONE}. */
  int previous(int version) {
    return previous[version];
  }

  private int addWord(long pa) {
    if (++words * 2 > keys.length) {
      rehash();
    }
    int slot = slot(pa);
    keys[slot] = pa;
    return slot;
  }

  private void rehash() {
    long[] oldKeys = keys;
    int[] old = latestPlusOne;
    keys = new long[oldKeys.length * 2];
    latestPlusOne = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (old[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        latestPlusOne[slot] = old[i];
      }
    }
  }

  /** Where a word stands, or the free slot where it would. */
  private int slot(long pa) {
    int mask = keys.length - 1;
    int slot = (int) (((pa >>> 3) * 0x9e37_79b9_7f4a_7c15L) >>> 32) & mask;
    while (latestPlusOne[slot] != 0 && keys[slot] != pa) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int length = size * 2;
    addresses = Arrays.copyOf(addresses, length);
    values = Arrays.copyOf(values, length);
    storedAt = Arrays.copyOf(storedAt, length);
    completedAt = Arrays.copyOf(completedAt, length);
    ownerCompletedAt = Arrays.copyOf(ownerCompletedAt, length);
    orderedAt = Arrays.copyOf(orderedAt, length);
    deviceCompletedAt = Arrays.copyOf(deviceCompletedAt, length);
    owners = Arrays.copyOf(owners, length);
    previous = Arrays.copyOf(previous, length);
    cleaners = Arrays.copyOf(cleaners, length);
  }

  /** What the next holder of each lock observes. */
  private final class Observed {
    private ObservedAtLock[] byLock = new ObservedAtLock[0];

    ObservedAtLock of(int lock) {
      if (lock >= byLock.length) {
        int before = byLock.length;
        byLock = Arrays.copyOf(byLock, lock + 1);
        for (int i = before; i < byLock.length; i++) {
          byLock[i] = new ObservedAtLock(pes);
        }
      }
      return byLock[lock];
    }

    void clear() {
      byLock = new ObservedAtLock[0];
    }
  }

  /** What was released with one lock: each version once, however often its lock is released. */
  private static final class ObservedAtLock {
    private final IntList versions = new IntList();
    private final BitSet isReleased = new BitSet();
    private final int[] released; // by PE: how many of those pending are known to be here
    private final int[] truncations; // by PE: which list of those pending that is about
    private final int[] acquired; // by PE: how many of the versions it observed

    ObservedAtLock(int pes) {
      this.released = new int[pes];
      this.truncations = new int[pes];
      this.acquired = new int[pes];
    }

    void release(int pe, IntList pending, int truncation) {
      int from = truncations[pe] == truncation ? released[pe] : 0;
      for (int i = from; i < pending.size(); i++) {
        int version = pending.get(i);
        if (!isReleased.get(version)) {
          isReleased.set(version);
          versions.add(version);
        }
      }
      released[pe] = pending.size();
      truncations[pe] = truncation;
    }
  }
}
