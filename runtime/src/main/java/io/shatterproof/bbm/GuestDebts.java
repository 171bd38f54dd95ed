package io.shatterproof.bbm;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.event.ViolationName;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One guest with the entries that PEs may still hold of it: judges live stores, releases and the
 * ends of lock sections against them.
 */
public final class GuestDebts {
  private static final int FIRST_LEVEL = -1;
  private static final int LAST_LEVEL = 3;

  /** Entries below one store that are looked at; beyond, only a flood loses by it. */
  private static final int MOST_BELOW = 4096;

  /** Entries that named a frame or table page which are looked at, the latest first. */
  private static final int MOST_OF_TARGET = 256;

  private final int vmid;
  private final ViolationLog violations;
  private final HeldEntry entries;
  private final Invalidations invalidations = new Invalidations();
  private final DebtList debts;
  private final MissingStep missing;
  private final @Nullable ExactHolders exact;
  private GuestContext guest;
  private PeSet inside;
  private long lastLeft = Invalidations.NEVER;
  private boolean retired;

  // Of the store that is being judged.
  private final Set<ViolationName> namesFound = EnumSet.noneOf(ViolationName.class);
  private int firstFound;
  private int visited;

  GuestDebts(
      int vmid,
      GuestContext guest,
      ViolationLog violations,
      DescriptorReader memory,
      @Nullable ExactHolders exact) {
    Stage2Geometry geometry = guest.geometry();
    this.vmid = vmid;
    this.violations = violations;
    this.guest = guest;
    this.inside = guest.inGuest();
    this.entries = new HeldEntry(geometry, memory);
    this.debts = new DebtList(geometry.granule(), invalidations);
    this.missing = new MissingStep(debts, invalidations);
    this.exact = exact;
  }

  int vmid() {
    return vmid;
  }

  /** Who may hold what of the guest. */
  public GuestContext guest() {
    return guest;
  }

  /** Whether the guest is gone for good. */
  public boolean isRetired() {
    return retired;
  }

  /** Whether more was owed than can be kept, so that what came later is not judged. */
  boolean hasOverflowed() {
    return debts.hasOverflowed();
  }

  void enter(int pe) {
    inside = inside.with(pe);
    guest = guest.withHolders(guest.inGuest().with(pe));
  }

  /** What a PE holds stays with it until it is invalidated. */
  void leave(int pe, long event) {
    inside = inside.without(pe);
    lastLeft = event;
  }

  /** No PE is in the guest from now on, or ever again. */
  void retire() {
    retired = true;
    debts.forgetAll();
  }

  /** Judges a live store; memory has the new value. */
  boolean liveStore(
      long event, int pe, int level, long ipa, long oldDescriptor, long newDescriptor) {
    if (oldDescriptor == newDescriptor || retired) {
      return false;
    }
    boolean held = guest.mayBeCached(oldDescriptor, level);
    boolean direct =
        held && entries.conflicts(level, ipa, oldDescriptor, level, ipa, newDescriptor);
    boolean violated = direct;
    if (direct) {
      report(Violation.ofStore(
          ViolationName.NO_BREAK,
          guest.inGuest(),
          guest.format(),
          ipa,
          level,
          oldDescriptor,
          newDescriptor,
          event));
    } else if (!debts.isEmpty() && entries.isTranslating(newDescriptor, level)) {
      violated = judgeDebts(event, level, ipa, newDescriptor);
    }
    if (held) {
      owe(event, pe, level, ipa, oldDescriptor, newDescriptor, direct);
    }
    return violated;
  }

  private void report(Violation violation) {
    violations.add(exact == null ? violation : exact.refined(violation, inside));
  }

  private void owe(
      long event,
      int pe,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor,
      boolean blamed) {
    boolean departs = entries.departs(oldDescriptor, newDescriptor, level);
    if (!departs && !entries.isLeaf(oldDescriptor, level)) {
      return; // bits that a walk ignores
    }
    boolean takesAway = entries.takesAway(oldDescriptor, newDescriptor, level);
    if (!takesAway && guest.mayBeCached(newDescriptor, level)) {
      // Whatever contradicts the old entry contradicts the new one, which is held next.
      if (entries.isToldFrom(oldDescriptor, newDescriptor)) {
        debts.addBlamed(event, pe, level, ipa, oldDescriptor, 0);
      }
      return;
    }
    int flags = (blamed ? DebtList.BLAMED : 0)
        | (departs ? DebtList.DEPARTED : 0)
        | (takesAway ? DebtList.TAKES_AWAY : 0)
        | (entries.isSingle(oldDescriptor, level) ? DebtList.BY_ADDRESS : 0);
    debts.add(event, pe, level, ipa, oldDescriptor, flags);
  }

  /** One violation for each name, against the first debt that was found. */
  private boolean judgeDebts(long event, int level, long ipa, long made) {
    namesFound.clear();
    firstFound = DebtList.NONE;
    visited = 0;
    if (debts.isShort()) {
      for (int debt = 0; debt < debts.size(); debt++) {
        if (entries.overlap(debts.level(debt), debts.ipa(debt), level, ipa)) {
          judge(debt, level, ipa, made);
        }
      }
    } else {
      RangeTree ranges = debts.ranges();
      for (int above = FIRST_LEVEL; above < level; above++) {
        judgePlace(ranges.find(above, ipa), level, ipa, made);
      }
      judgeBelow(ranges.find(level, ipa), level, ipa, made);
    }
    for (ViolationName name : namesFound) {
      Violation violation = new Violation(
          name,
          guest.inGuest(),
          guest.format(),
          0,
          ipa,
          level,
          debts.level(firstFound),
          debts.descriptor(firstFound),
          made,
          event);
      report(violation.opened(debts.storedAt(firstFound), 1));
    }
    return !namesFound.isEmpty();
  }

  private void judgeBelow(int node, int level, long ipa, long made) {
    if (node == RangeTree.NONE || visited > MOST_BELOW) {
      return;
    }
    judgePlace(node, level, ipa, made);
    RangeTree ranges = debts.ranges();
    for (int child = ranges.firstChild(node);
        child != RangeTree.NONE && visited <= MOST_BELOW;
        child = ranges.nextSibling(child)) {
      visited++;
      judgeBelow(child, level, ipa, made);
    }
  }

  private void judgePlace(int node, int level, long ipa, long made) {
    if (node == RangeTree.NONE) {
      return;
    }
    for (int debt = debts.ranges().firstDebt(node);
        debt != DebtList.NONE;
        debt = debts.nextAtPlace(debt)) {
      judge(debt, level, ipa, made);
    }
  }

  private void judge(int debt, int level, long ipa, long made) {
    if (debts.is(debt, DebtList.BLAMED) || debts.isCleared(debt)) {
      return;
    }
    int heldLevel = debts.level(debt);
    long held = debts.descriptor(debt);
    if (entries.conflicts(heldLevel, debts.ipa(debt), held, level, ipa, made)) {
      debts.mark(debt, DebtList.BLAMED);
      namesFound.add(missing.of(debt));
      firstFound = firstFound == DebtList.NONE ? debt : firstFound;
    } else if (heldLevel == level && !entries.takesAway(held, made, level)) {
      // Memory says again what the entry says.
      debts.unmark(debt, DebtList.TAKES_AWAY | DebtList.DEPARTED);
      if (!entries.isLeaf(held, level)) {
        debts.mark(debt, DebtList.BLAMED); // nor does what is stored into the table contradict it
      }
    }
  }

  /** What an entry below the table that a live store unlinked names is reached no more. */
  void detached(long event, int pe, int level, long ipa, long descriptor) {
    if (!retired && guest.mayBeCached(descriptor, level)) {
      debts.addBlamed(event, pe, level, ipa, descriptor, DebtList.DEPARTED);
    }
  }

  void tlbi(long event, int pe, TlbiOp op, long operand, boolean isOwn) {
    if (!isOwn) {
      invalidations.ofAnotherVmid(pe, event);
      return;
    }
    switch (op.scope()) {
      case ALL, VMID -> {
        if (op.isBroadcast()) {
          invalidations.wholeIssued(pe, op, event);
        } else {
          invalidations.wholeIssuedForOnePe(event);
        }
      }
      case STAGE1_OF_VMID -> {
        if (op.isBroadcast()) {
          invalidations.stage1Issued(pe, op, event);
        } else {
          invalidations.stage1IssuedForOnePe(event);
        }
      }
      case IPA -> {
        if (op.isBroadcast()) {
          stage2Issued(event, pe, op, operand);
        } else {
          invalidations.wholeIssuedForOnePe(event);
        }
      }
      case ASID, VA, VA_ALL_ASIDS, EL2 -> {
        // Of a guest with stage 1 these do not remove everything that was made of an entry.
      }
    }
  }

  private void stage2Issued(long event, int pe, TlbiOp op, long operand) {
    if (debts.isShort() || op.isRange()) {
      for (int debt = 0; debt < debts.size(); debt++) {
        stage2Issued(event, pe, op, operand, debt);
      }
      return;
    }
    long ipa = TlbiOperand.first(op, operand, guest.geometry().granule(), false);
    for (int level = FIRST_LEVEL; level <= LAST_LEVEL; level++) {
      int node = debts.ranges().find(level, ipa);
      for (int debt = node == RangeTree.NONE ? DebtList.NONE : debts.ranges().firstDebt(node);
          debt != DebtList.NONE;
          debt = debts.nextAtPlace(debt)) {
        stage2Issued(event, pe, op, operand, debt);
      }
    }
  }

  private void stage2Issued(long event, int pe, TlbiOp op, long operand, int debt) {
    boolean isTable = !entries.isLeaf(debts.descriptor(debt), debts.level(debt));
    boolean isMeant = debts.is(debt, DebtList.BY_ADDRESS)
        && TlbiOperand.names(
            op,
            operand,
            guest.geometry().granule(),
            false,
            false,
            debts.level(debt),
            debts.ipa(debt),
            isTable);
    if (!isMeant) {
      return;
    }
    if (debts.visibleAt(debt) < event) {
      debts.stage2Issued(debt, pe, op, event);
    } else {
      debts.mark(debt, DebtList.EARLY_BY_ADDRESS);
    }
  }

  /** A DSB makes what the PE stored visible. */
  void storesSeen(long event, int pe) {
    debts.seen(pe, event);
  }

  /** A DSB completes what the PE invalidated. */
  void completed(long event, int pe, DsbOption option) {
    long before = invalidations.wholeDone();
    debts.completed(pe, option, event);
    invalidations.complete(pe, option);
    boolean someLeft = lastLeft != Invalidations.NEVER && lastLeft < invalidations.wholeDone();
    if (someLeft && before != invalidations.wholeDone()) {
      guest = guest.withHolders(inside);
      lastLeft = Invalidations.NEVER;
    }
    if (!debts.isEmpty()) {
      debts.forgetIfCleared();
    }
  }

  boolean owesNothing() {
    return debts.isEmpty();
  }

  /** Whether a frame is released while a PE may hold a leaf that translates to it. */
  boolean releasesFrame(long event, long pa) {
    if (debts.isShort()) {
      return releasesShort(event, pa, false);
    }
    for (int level = LAST_LEVEL; level > FIRST_LEVEL; level--) {
      if (releases(event, debts.firstOfTarget(pa, level, false), pa, false)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a table page is released while a PE may hold an entry that names it. */
  boolean releasesTable(long event, long tablePa) {
    return debts.isShort()
        ? releasesShort(event, tablePa, true)
        : releases(event, debts.firstOfTarget(tablePa, LAST_LEVEL, true), tablePa, true);
  }

  private boolean releasesShort(long event, long pa, boolean isTable) {
    for (int debt = debts.size() - 1; debt >= 0; debt--) {
      if (isReleasedBy(event, debt, pa, isTable)) {
        return true;
      }
    }
    return false;
  }

  private boolean releases(long event, int first, long pa, boolean isTable) {
    int left = MOST_OF_TARGET;
    for (int debt = first; debt != DebtList.NONE && left > 0; debt = debts.nextOfTarget(debt)) {
      left--;
      if (isReleasedBy(event, debt, pa, isTable)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReleasedBy(long event, int debt, long pa, boolean isTable) {
    long held = debts.descriptor(debt);
    int level = debts.level(debt);
    boolean names =
        isTable ? entries.namesTable(held, level, pa) : entries.namesFrame(held, level, pa);
    if (!names || !isDeparted(debt)) {
      return false;
    }
    violations.add(ofDebt(ViolationName.EARLY_RELEASE, event, debt).about(pa));
    return true;
  }

  private boolean isDeparted(int debt) {
    return debts.is(debt, DebtList.DEPARTED) && !debts.isCleared(debt);
  }

  /** The write lock is released. */
  void unlocked(long event) {
    int debt = debts.endSection();
    if (debt != DebtList.NONE) {
      violations.add(ofDebt(ViolationName.FLUSH_PENDING, event, debt));
    }
  }

  private Violation ofDebt(ViolationName name, long event, int debt) {
    return Violation.ofStore(
            name,
            guest.inGuest(),
            guest.format(),
            debts.ipa(debt),
            debts.level(debt),
            debts.descriptor(debt),
            0,
            event)
        .opened(debts.storedAt(debt), 1);
  }
}
