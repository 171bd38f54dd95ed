package io.shatterproof.bbm;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.TlbiOp;
import java.util.Arrays;

/**
 * The debts of one VMID: entries that some PE may still hold although memory says something else,
 * until an invalidation is complete.
 *
 * <p>Debts are numbered from 0 in the order in which they were made; the numbers are good until the
 * next {@link #add} or DSB. A debt is no longer owed when {@link #isCleared}; the list forgets it at
 * some time after.
 */
final class DebtList {
  static final int NONE = RangeTree.NONE;

  /** More debts than any honest lock section leaves; the memory of a dishonest one ends here. */
  static final int LIMIT = 1 << 20;

  /** More entries than these cannot have stood at one place since the last invalidation. */
  static final int MOST_AT_ONE_PLACE = 16;

  /** A store was found to break the rule against it: no other store is blamed for it again. */
  static final int BLAMED = 1;

  /** The guest may do what memory no longer allows. */
  static final int TAKES_AWAY = 1 << 1;

  /** Memory no longer names the frame or table that the entry names. */
  static final int DEPARTED = 1 << 2;

  /** An invalidation by address is enough, for there is nothing below the entry. */
  static final int BY_ADDRESS = 1 << 3;

  /** An invalidation by address came before the store was visible. */
  static final int EARLY_BY_ADDRESS = 1 << 4;

  private static final int REPLACED = 1 << 5; // by a later debt of the same entry
  private static final int NESTED = 1 << 6; // stands in no range

  private static final long NOT_YET = Long.MAX_VALUE;
  private static final int FEW_AT_FIRST = 4;
  private static final int FEW = 64;
  private static final int SHORT = 8;

  private final Granule granule;
  private final S2Format format;
  private final Invalidations invalidations;
  private final RangeTree ranges;
  private final WaitingLists unseen = new WaitingLists();
  private final WaitingLists byAddress = new WaitingLists();
  private long[] ipas = new long[FEW_AT_FIRST];
  private long[] descriptors = new long[FEW_AT_FIRST];
  private long[] storedAt = new long[FEW_AT_FIRST];
  private long[] visibleAt = new long[FEW_AT_FIRST];
  private long[] stage2IssuedAt = new long[FEW_AT_FIRST];
  private long[] stage2DoneAt = new long[FEW_AT_FIRST];
  private int[] storers = new int[FEW_AT_FIRST];
  private int[] nextAtPlace = new int[FEW_AT_FIRST];
  private int[] nextOfTarget = new int[FEW_AT_FIRST];
  private int[] firstOfTarget = new int[FEW_AT_FIRST]; // by hash of the target: a debt, plus 1
  private byte[] levels = new byte[FEW_AT_FIRST];
  private byte[] flags = new byte[FEW_AT_FIRST];
  private int size;
  private int indexed; // debts below are in the index
  private int firstOfSection;
  private long lastVisible = Invalidations.NEVER;
  private boolean overflowed;

  DebtList(Granule granule, Invalidations invalidations) {
    this.granule = granule;
    this.format = S2Format.of(granule);
    this.invalidations = invalidations;
    this.ranges = new RangeTree(granule);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Numbers of debts are below this. */
  int size() {
    return size;
  }

  /** Whether there were more debts than can be kept. */
  boolean hasOverflowed() {
    return overflowed;
  }

  RangeTree ranges() {
    return ranges;
  }

  long ipa(int debt) {
    return ipas[debt];
  }

  long descriptor(int debt) {
    return descriptors[debt];
  }

  int level(int debt) {
    return levels[debt];
  }

  int storer(int debt) {
    return storers[debt];
  }

  long storedAt(int debt) {
    return storedAt[debt];
  }

  /** When the store was visible to every PE; later than every event if it is not yet. */
  long visibleAt(int debt) {
    return visibleAt[debt];
  }

  /** When an invalidation by address was issued for it; {@link Invalidations#NEVER} if none was. */
  long stage2IssuedAt(int debt) {
    return stage2IssuedAt[debt];
  }

  /** When that was complete; later than every event if it is not yet. */
  long stage2DoneAt(int debt) {
    return stage2DoneAt[debt];
  }

  boolean is(int debt, int flag) {
    return (flags[debt] & flag) != 0;
  }

  void mark(int debt, int flag) {
    flags[debt] |= (byte) flag;
  }

  void unmark(int debt, int flag) {
    flags[debt] &= (byte) ~flag;
  }

  /** The next debt at the same place, or {@link #NONE}. */
  int nextAtPlace(int debt) {
    return nextAtPlace[debt];
  }

  /** Whether no PE holds the entry any more. */
  boolean isCleared(int debt) {
    return visibleAt[debt] < invalidations.wholeDone()
        || stage2DoneAt[debt] < invalidations.stage1Done()
        || is(debt, REPLACED);
  }

  /** Adds a debt that stores can break the rule against. */
  void add(long event, int pe, int level, long ipa, long descriptor, int newFlags) {
    if (!hasRoom()) {
      return;
    }
    if (isShort()) {
      replaceSame(level, ipa, descriptor);
    } else if (isCrowded(ranges.findOrAdd(level, ipa), descriptor)) {
      overflowed = true;
      return;
    }
    append(event, pe, level, ipa, descriptor, newFlags);
  }

  private void replaceSame(int level, long ipa, long descriptor) {
    for (int debt = 0; debt < size; debt++) {
      if (ipas[debt] == ipa && descriptors[debt] == descriptor && levels[debt] == level) {
        mark(debt, REPLACED);
      }
    }
  }

  /**
   * Adds a debt that no store can break the rule against, found by what it names alone; there may be
   * more than are kept.
   */
  void addBlamed(long event, int pe, int level, long ipa, long descriptor, int newFlags) {
    if (size < LIMIT / 2 && hasRoom()) {
      append(event, pe, level, ipa, descriptor, newFlags | BLAMED | NESTED);
    }
  }

  /** Drops what is no longer owed at a place, or is owed anew; whether too much is left. */
  private boolean isCrowded(int node, long descriptor) {
    int left = 0;
    int previous = NONE;
    for (int debt = ranges.firstDebt(node); debt != NONE; debt = nextAtPlace[debt]) {
      if (descriptors[debt] == descriptor) {
        mark(debt, REPLACED);
      }
      if (!isCleared(debt)) {
        left++;
        previous = debt;
      } else if (previous == NONE) {
        ranges.setFirstDebt(node, nextAtPlace[debt]);
      } else {
        nextAtPlace[previous] = nextAtPlace[debt];
      }
    }
    return left >= MOST_AT_ONE_PLACE;
  }

  private boolean hasRoom() {
    if (size == LIMIT) {
      forgetCleared();
      if (size > LIMIT / 2) {
        overflowed = true;
        forgetAll();
      }
    }
    if (size == ipas.length) {
      resize(size * 2);
    }
    return !overflowed;
  }

  private void append(long event, int pe, int level, long ipa, long descriptor, int newFlags) {
    int debt = size++;
    ipas[debt] = ipa;
    descriptors[debt] = descriptor;
    storedAt[debt] = event;
    visibleAt[debt] = NOT_YET;
    stage2IssuedAt[debt] = Invalidations.NEVER;
    stage2DoneAt[debt] = NOT_YET;
    storers[debt] = pe;
    nextAtPlace[debt] = NONE;
    levels[debt] = (byte) level;
    flags[debt] = (byte) newFlags;
    unseen.add(pe, debt);
    index();
  }

  /** Whether the list is so short that it has no index: its debts are looked at one by one. */
  boolean isShort() {
    return indexed == 0;
  }

  /** Brings the index up to date once there are many debts. */
  private void index() {
    if (size <= SHORT) {
      return;
    }
    for (; indexed < size; indexed++) {
      if (!is(indexed, NESTED)) {
        int node = ranges.findOrAdd(levels[indexed], ipas[indexed]);
        nextAtPlace[indexed] = ranges.firstDebt(node);
        ranges.setFirstDebt(node, indexed);
      }
      addToTarget(indexed);
    }
  }

  /**
   * The latest debt whose entry may name a table page, or the range of a leaf that contains the
   * address.
   *
   * @param level of the leaf; for a table it decides nothing
   */
  int firstOfTarget(long pa, int level, boolean isTable) {
    return firstOfTarget[bucket(pa, level, isTable)] - 1;
  }

  int nextOfTarget(int debt) {
    return nextOfTarget[debt];
  }

  private void addToTarget(int debt) {
    int bucket = bucketOf(debt);
    nextOfTarget[debt] = firstOfTarget[bucket] - 1;
    firstOfTarget[bucket] = debt + 1;
  }

  private int bucketOf(int debt) {
    int level = levels[debt];
    boolean isTable = !format.kind(descriptors[debt], level).isLeaf();
    long pa = isTable
        ? format.nextTablePa(descriptors[debt])
        : format.outputAddress(descriptors[debt], level);
    return bucket(pa, level, isTable);
  }

  private int bucket(long pa, int level, boolean isTable) {
    long key = isTable ? pa : pa >>> granule.levelShift(level) << 3 | (level + 1);
    return (int) ((key * 0x9e37_79b9_7f4a_7c15L) >>> 32) & (firstOfTarget.length - 1);
  }

  /** An invalidation by address that covers the entry is issued, its store being visible. */
  void stage2Issued(int debt, int pe, TlbiOp op, long event) {
    if (stage2IssuedAt[debt] == Invalidations.NEVER) {
      stage2IssuedAt[debt] = event;
      byAddress.add(pe * Invalidations.CLASS_COUNT + Invalidations.classOf(op), debt);
    }
  }

  /** A DSB makes what the PE stored visible to all. */
  void seen(int pe, long event) {
    for (int debt = unseen.take(pe); debt != NONE; debt = unseen.next(debt)) {
      visibleAt[debt] = event;
      lastVisible = event;
    }
  }

  /** A DSB completes what the PE invalidated by address. */
  void completed(int pe, DsbOption option, long event) {
    for (int of = 0; of < Invalidations.CLASS_COUNT; of++) {
      if (Invalidations.completes(option, of)) {
        int waiting = pe * Invalidations.CLASS_COUNT + of;
        for (int debt = byAddress.take(waiting); debt != NONE; debt = byAddress.next(debt)) {
          stage2DoneAt[debt] = event;
        }
      }
    }
  }

  /** Forgets every debt if none is owed any more, as far as that is seen at once. */
  void forgetIfCleared() {
    boolean cleared = unseen.isEmpty() && lastVisible < invalidations.wholeDone();
    if (!cleared && size <= FEW) {
      cleared = true;
      for (int debt = 0; debt < size && cleared; debt++) {
        cleared = isCleared(debt);
      }
    }
    if (cleared) {
      forgetAll();
    }
  }

  void forgetAll() {
    if (!isShort()) {
      forgetTargets();
      ranges.clear();
      indexed = 0;
    }
    size = 0;
    firstOfSection = 0;
    unseen.clear();
    byAddress.clear();
  }

  private void forgetTargets() {
    for (int debt = 0; debt < indexed; debt++) {
      firstOfTarget[bucketOf(debt)] = 0;
    }
  }

  /**
   * Ends a lock section.
   *
   * @return a debt made since the last one ended that is still owed and takes something away, or
   *     {@link #NONE}
   */
  int endSection() {
    int found = NONE;
    for (int debt = firstOfSection; debt < size && found == NONE; debt++) {
      if (is(debt, TAKES_AWAY) && !isCleared(debt)) {
        found = debt;
      }
    }
    firstOfSection = size;
    return found;
  }

  private void forgetCleared() {
    int before = size;
    int section = firstOfSection;
    forgetAll();
    for (int debt = 0; debt < before; debt++) {
      if (!isCleared(debt)) {
        move(debt, size);
        size++;
      }
      if (debt < section) {
        firstOfSection = size;
      }
    }
    index();
  }

  /** Moves a debt to a number that is not greater. */
  private void move(int from, int to) {
    ipas[to] = ipas[from];
    descriptors[to] = descriptors[from];
    storedAt[to] = storedAt[from];
    visibleAt[to] = visibleAt[from];
    stage2DoneAt[to] = stage2DoneAt[from];
    boolean isComplete = stage2DoneAt[from] != NOT_YET;
    stage2IssuedAt[to] = isComplete ? stage2IssuedAt[from] : Invalidations.NEVER;
    storers[to] = storers[from];
    levels[to] = levels[from];
    flags[to] = flags[from];
    if (visibleAt[to] == NOT_YET) {
      unseen.add(storers[to], to);
    }
  }

  private void resize(int length) {
    ipas = Arrays.copyOf(ipas, length);
    descriptors = Arrays.copyOf(descriptors, length);
    storedAt = Arrays.copyOf(storedAt, length);
    visibleAt = Arrays.copyOf(visibleAt, length);
    stage2IssuedAt = Arrays.copyOf(stage2IssuedAt, length);
    stage2DoneAt = Arrays.copyOf(stage2DoneAt, length);
    storers = Arrays.copyOf(storers, length);
    nextAtPlace = Arrays.copyOf(nextAtPlace, length);
    nextOfTarget = Arrays.copyOf(nextOfTarget, length);
    levels = Arrays.copyOf(levels, length);
    flags = Arrays.copyOf(flags, length);
    firstOfTarget = new int[length];
    for (int debt = 0; debt < indexed; debt++) {
      addToTarget(debt);
    }
  }
}
