package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Event;
import io.shatterproof.machine.Machine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The invariants of a P2M that its events alone show, I1 to I7, for one domain. Each event is shown
 * before the machine is told of it.
 *
 * <ul>
 *   <li>I1: no live store puts a valid descriptor over another.
 *   <li>I2: between break and make of an entry there is an invalidation, unless access control is in
 *       use and only permissions change.
 *   <li>I3: when the lock is released, everything that was broken is invalidated.
 *   <li>I4: a freed table is unreachable, and an invalidation followed its unlinking.
 *   <li>I5: a table is linked after its last store off-line, and cleaned where that is needed.
 *   <li>I6: where entries are cleaned, the clean of a store is what follows it.
 *   <li>I7: there is at most one invalidation between two live stores.
 * </ul>
 *
 * <p>Before the rework I1, I2 and I7 do not hold, and the others but for what is counted as a known
 * defect.
 */
final class EventRules {
  private static final int LAST_LEVEL = TreeShape.LAST_LEVEL;
  private static final long NEVER = -1;
  private static final long NOTHING = -1;

  private final TreeShape shape;
  private final S2Format format;
  private final ReleaseRules release;
  private final Machine machine;
  private final boolean cleans;
  private final int vmid;
  private final Coverage coverage;

  private final Map<Long, Long> broken = new HashMap<>(); // by word; not invalidated since
  private final Map<Long, Long> stored = new HashMap<>(); // by table; when, off-line
  private final Map<Long, Long> cleaned = new HashMap<>(); // by table; when
  private final Map<Long, Long> unlinked = new HashMap<>(); // by table; when
  private final Set<Long> unlinkedEmpty = new HashSet<>();
  private long now;
  private long lastInvalidation = NEVER;
  private long lastReplacement = NEVER; // of a valid descriptor that leads somewhere
  private int invalidationsSinceStore;
  private long awaitedClean = NOTHING;
  private boolean accessInUse;
  private boolean underSharedLock;
  private boolean restrictionFailed;
  private boolean dying;

  EventRules(
      TreeShape shape,
      ReleaseRules release,
      Machine machine,
      boolean cleans,
      int vmid,
      Coverage coverage) {
    this.shape = shape;
    this.format = S2Format.of(shape.granule());
    this.release = release;
    this.machine = machine;
    this.cleans = cleans;
    this.vmid = vmid;
    this.coverage = coverage;
  }

  /**
   * Says what the events that follow belong to.
   *
   * @param restrictionFailed whether to a restriction that had no memory
   */
  void context(boolean accessInUse, boolean underSharedLock, boolean restrictionFailed) {
    this.accessInUse = accessInUse;
    this.underSharedLock = underSharedLock;
    this.restrictionFailed = restrictionFailed;
  }

  /** Start tables may be cleared from now on, and cleaned as a whole. */
  void domainDies() {
    dying = true;
  }

  void check(Event event) {
    now++;
    if (event instanceof Event.Dsb || event instanceof Event.Isb) {
      return;
    }
    checkAwaitedClean(event);
    if (event instanceof Event.Store store) {
      boolean clearsStartTable =
          dying && release.checksFrames() && store.level() == shape.startLevel();
      awaitedClean = cleans && !clearsStartTable ? word(store) : NOTHING;
      if (store.live()) {
        liveStore(store);
      } else {
        stored.put(store.tablePa(), now);
        invalidationsSinceStore = release.lazy() ? 0 : invalidationsSinceStore; // a lazy table's
      }
    } else if (event instanceof Event.Fill fill) {
      stored.put(fill.tablePa(), now);
    } else if (event instanceof Event.TableZeroed zeroed) {
      stored.put(zeroed.tablePa(), now);
    } else if (event instanceof Event.Clean clean && clean.what() == CleanKind.TABLE) {
      cleaned.put(clean.pa(), now);
    } else if (event instanceof Event.Tlbi tlbi && tlbi.vmid() == vmid) {
      invalidated();
    } else if (event instanceof Event.TableFreed freed && !freed.again()) {
      freed(freed.tablePa());
    } else if (event instanceof Event.Unlocked) {
      unlocked();
    }
  }

  private void checkAwaitedClean(Event event) {
    if (awaitedClean != NOTHING) {
      require(
          event instanceof Event.Clean clean
              && clean.what() == CleanKind.ENTRY
              && clean.pa() >>> 3 == awaitedClean,
          "I6",
          () -> "a store is not cleaned before " + event);
      awaitedClean = NOTHING;
    }
  }

  private void liveStore(Event.Store store) {
    long old = store.oldDescriptor();
    long made = store.newDescriptor();
    if (release.breaksBeforeMaking()) {
      require(
          invalidationsSinceStore <= 1,
          "I7",
          () -> invalidationsSinceStore + " invalidations before " + describe(store));
      require(
          old == made || !S2Descriptor.isValid(old) || !S2Descriptor.isValid(made),
          "I1",
          () -> "valid over valid: " + describe(store));
      checkBreak(store);
    }
    invalidationsSinceStore = 0;
    boolean wasTable = format.isTable(old, store.level());
    if (old != made && S2Descriptor.isValid(old) && !(wasTable && isEmptyTable(old))) {
      lastReplacement = now;
    }
    if (S2Descriptor.isValid(old) && !S2Descriptor.isValid(made)) {
      broken.put(word(store), old);
    }
    if (wasTable && old != made) {
      unlink(old, store.level());
    }
    if (format.isTable(made, store.level()) && old != made) {
      link(made, store.level());
    }
  }

  private void checkBreak(Event.Store store) {
    Long replaced = broken.get(word(store));
    if (replaced == null || !S2Descriptor.isValid(store.newDescriptor())) {
      return;
    }
    if (accessInUse && EntryCodec.differInPermissionsOnly(replaced, store.newDescriptor())) {
      coverage.met(Situation.FLUSH_DEFERRED);
      return;
    }
    require(underSharedLock, "I2", () -> "no invalidation since the break: " + describe(store));
    coverage.met(Situation.REUSED_UNDER_LOCK);
  }

  private boolean isEmptyTable(long descriptor) {
    long tablePa = format.nextTablePa(descriptor);
    for (int index = 0; index < shape.granule().entriesPerTable(); index++) {
      if (S2Descriptor.isValid(machine.read(tablePa + 8L * index))) {
        return false;
      }
    }
    return true;
  }

  private void unlink(long descriptor, int level) {
    boolean isEmpty = isEmptyTable(descriptor);
    for (long tablePa : TreeSurvey.tablesBelow(shape, machine::read, descriptor, level)) {
      unlinked.put(tablePa, now);
      if (isEmpty) {
        unlinkedEmpty.add(tablePa);
      } else {
        unlinkedEmpty.remove(tablePa);
      }
    }
    if (level < LAST_LEVEL && !isEmpty) {
      coverage.met(Situation.TABLE_REPLACED);
    }
  }

  private void link(long descriptor, int level) {
    for (long tablePa : TreeSurvey.tablesBelow(shape, machine::read, descriptor, level)) {
      long lastStore = stored.getOrDefault(tablePa, NEVER);
      require(
          lastStore != NEVER,
          "I5",
          () -> "a table is linked that was never written: 0x" + Long.toHexString(tablePa));
      require(
          !cleans || cleaned.getOrDefault(tablePa, NEVER) > lastStore,
          "I5",
          () -> "a table is linked that was not cleaned: 0x" + Long.toHexString(tablePa));
    }
  }

  private void invalidated() {
    broken.clear();
    lastInvalidation = now;
    invalidationsSinceStore++;
  }

  private void freed(long tablePa) {
    require(!machine.isLive(tablePa), "I4", () -> "a reachable table is freed");
    boolean early = unlinked.getOrDefault(tablePa, NEVER) > lastInvalidation;
    if (early) {
      require(
          !release.breaksBeforeMaking() && unlinkedEmpty.contains(tablePa),
          "I4",
          () -> "no invalidation since table 0x" + Long.toHexString(tablePa) + " was unlinked");
      coverage.met(Situation.EMPTY_TABLE_FREED_EARLY);
    }
  }

  private void unlocked() {
    if (release.breaksBeforeMaking()) {
      require(
          broken.isEmpty(),
          "I3",
          () -> "unlocked with " + broken.size() + " entries broken and no invalidation since");
    } else if (lastReplacement > lastInvalidation) {
      require(restrictionFailed, "I3", () -> "unlocked with no invalidation since a replacement");
      coverage.met(Situation.SWAPPED_WITHOUT_FLUSH);
      lastReplacement = NEVER;
    }
  }

  private String describe(Event.Store store) {
    return "level " + store.level() + " of 0x" + Long.toHexString(store.ipa()) + ", "
        + format.describe(store.oldDescriptor(), store.level()) + " becomes "
        + format.describe(store.newDescriptor(), store.level());
  }

  /** Number of the word in memory that is stored to. */
  private static long word(Event.Store store) {
    return (store.tablePa() >>> 3) + store.index();
  }

  /** The message is only made where it is needed: there is a check for every event. */
  private static void require(boolean holds, String invariant, Supplier<String> message) {
    if (!holds) {
      throw new AssertionError(invariant + ": " + message.get());
    }
  }
}
