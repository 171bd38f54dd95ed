package io.shatterproof.reference;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventLog;
import io.shatterproof.machine.Inconsistency;
import io.shatterproof.machine.Machine;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One domain of the reference with a naive map of its pages and the judge's machine beside it.
 * After each operation everything is compared; what differs is an {@link AssertionError}.
 *
 * <p>Of what failed half-way the naive map learns how far it came; everything else it knows by
 * itself. Frames are pages of the granule.
 */
final class ComparedP2m {
  /** Larger leaves are compared at some of their pages. */
  private static final long COMPARED_WHOLE = 1L << 13;

  private static final int PROBES_KEPT = 48;
  private static final int PROBES_REPEATED = 8;
  private static final long MOST_PAGES_CLEANED = 1L << 18;

  private final TreeShape shape;
  private final S2Format format;
  private final ReleaseRules release;
  private final Coverage coverage;
  private final EventLog log = new EventLog();
  private final Hypervisor hypervisor;
  private final P2mSession session;
  private final Machine machine;
  private final EventRules rules;
  private final DomainReport report;

  private final PageMap pages = new PageMap();
  private final Set<Long> allocatedTables = new HashSet<>();
  private final Deque<Long> probes = new ArrayDeque<>();
  private final Random random = new Random(1);
  private long endOfMapped;
  private long lowestMapped = -1;
  private boolean accessInUse;
  private P2mAccess defaultAccess = P2mAccess.RWX;
  private boolean failureIsArmed;
  private boolean tablesAreLimited;
  private boolean inSection;
  private boolean underSharedLock;
  private boolean restricting;
  private boolean mayStop;
  private boolean dying;
  private boolean stopped;
  private int seenViolations;
  private final List<Long> codes = new ArrayList<>();

  // Of the operation under way.
  private final List<Long> dropped = new ArrayList<>();
  private final List<Long> expectedDrops = new ArrayList<>();
  private final Set<Long> cleanedFrames = new HashSet<>();

  /**
   * A new domain.
   *
   * @param cleans whether there is an IOMMU that needs every store cleaned
   */
  ComparedP2m(Parts parts, TreeShape shape, boolean cleans, Coverage coverage) {
    Profile profile = parts.profile();
    this.shape = shape;
    this.format = S2Format.of(shape.granule());
    this.release = ReleaseRules.of(profile);
    this.coverage = coverage;
    Platform platform = cleans ? Bench.noncoherentIommu() : Platform.plain("p");
    this.hypervisor = new Hypervisor(platform, parts, log);
    this.session = new ReferenceSession(hypervisor);
    this.machine = new Machine(platform, shape.granule());
    DomainConfig config = shape.domain(profile.name(), cleans);
    this.report = session.createDomain(config);
    List<Event> creation = log.drain();
    creation.forEach(event -> event.replayTo(machine));
    creation.forEach(this::noteTables);
    machine.attachDomain(0, config, report);
    this.rules = new EventRules(shape, release, machine, cleans, report.vmid(), coverage);
  }

  /** Whether the hypervisor stopped, as it is known to; nothing more can be done. */
  boolean isStopped() {
    return stopped;
  }

  /** What each operation returned that has a result, in order; a restriction counts once. */
  List<Long> codes() {
    return List.copyOf(codes);
  }

  void map(long gfn, long count, long mfn, P2mType type) {
    noteRange(gfn, count);
    if (type.isForeign()) {
      machine.takeReferences(shape.address(mfn), shape.address(count));
    }
    long code = call(() -> session.map(
        0,
        0,
        shape.address(gfn),
        shape.address(count),
        shape.address(mfn),
        MappingAttributes.of(type)));
    machine.settleReferences(code == 0);
    requireResult(code, "map", release.withoutTable(), gfn, count);
    long done = mapped(code, gfn, count, mfn, type);
    if (code == 0 || release.breaksBeforeMaking()) {
      noteMapped(gfn, done);
    }
    if (code != 0 && type.isForeign()) {
      for (long page = done; page < count; page++) {
        expectedDrops.add(mfn + page); // the caller's own
      }
    }
    noteMapping(code, gfn, count);
    compare(gfn, count);
  }

  /** Does to the naive map what an insertion did; how many pages it mapped, or took back. */
  private long mapped(long code, long gfn, long count, long mfn, P2mType type) {
    boolean outOfMemory = code != 0 && code != Errno.EINVAL.code();
    long reached = servedPages(gfn, count);
    long page = 0;
    boolean takesBack = code != 0 && release.takesBack();
    while (page < reached) {
      PageMap.Page made = newPage(mfn + page, type);
      if (outOfMemory && !looksLike(gfn + page, takesBack ? null : made)) {
        break;
      }
      replaced(
          takesBack ? pages.remove(gfn + page) : pages.put(gfn + page, made),
          takesBack ? null : made);
      page++;
    }
    if (code != 0 && page > 0) {
      coverage.met(takesBack ? Situation.PART_TAKEN_BACK : Situation.PART_KEPT);
    }
    if (outOfMemory) {
      coverage.met(Situation.INSERTION_FAILED);
    }
    return takesBack ? 0 : page;
  }

  private PageMap.Page newPage(long mfn, P2mType type) {
    boolean readLost =
        !release.breaksBeforeMaking() && !defaultAccess.permissions().read();
    return new PageMap.Page(mfn, type, defaultAccess, readLost);
  }

  private void noteMapping(long code, long gfn, long count) {
    long last = gfn + servedPages(gfn, count) - 1;
    long table = shape.pages(shape.startLevel() - 1);
    if (code == 0 && last == shape.frames() - 1) {
      coverage.met(Situation.LAST_FRAME);
    }
    if (code == 0 && shape.hasTwoStartTables() && last >= table) {
      coverage.met(Situation.IN_SECOND_START_TABLE);
      if (gfn < table) {
        coverage.met(Situation.IN_BOTH_START_TABLES);
      }
    }
  }

  void unmap(long gfn, long count) {
    noteRange(gfn, count);
    long code = call(
        () -> session.unmap(0, 0, shape.address(gfn), shape.address(count), OptionalLong.empty()));
    requireResult(code, "unmap", Errno.ENOMEM, gfn, count);
    boolean outOfMemory = code == Errno.ENOMEM.code();
    long reached = servedPages(gfn, count);
    long page = 0;
    while (page < reached && !(outOfMemory && !looksLike(gfn + page, null))) {
      replaced(pages.remove(gfn + page), null);
      page++;
    }
    noteFailure(outOfMemory, page);
    compare(gfn, count);
  }

  private void noteFailure(boolean outOfMemory, long done) {
    if (outOfMemory) {
      coverage.met(Situation.OTHER_FAILED);
      if (done > 0) {
        coverage.met(Situation.PART_KEPT);
      }
    }
  }

  void protect(long gfn, long count, int access, int preemptEvery) {
    Optional<P2mAccess> restriction = accessOfNumber(access);
    long highest = release.checksFrames() ? Math.max(endOfMapped - 1, 0) : endOfMapped;
    boolean refused = gfn + count - 1 > highest || restriction.isEmpty();
    accessInUse |= !refused;
    Set<Long> skippable = new HashSet<>();
    restricting = true;
    mayStop = gfn + count > shape.frames() && stopsHypervisor(shape.frames());
    long code = protectToTheEnd(gfn, count, access, preemptEvery, skippable);
    restricting = false;
    mayStop = false;
    if (stopped) {
      return;
    }
    if (refused) {
      require(code == Errno.EINVAL.code(), "protect returned " + Errno.describe(code));
    } else {
      requireResult(code, "protect", Errno.ENOMEM, gfn, count);
      restricted(code, gfn, count, restriction.orElseThrow(), skippable);
    }
    compare(gfn, count);
  }

  private long protectToTheEnd(
      long gfn, long count, int access, int preemptEvery, Set<Long> skippable) {
    long start = 0;
    long code;
    do {
      long first = start;
      code = call(() -> session.protect(
          0, 0, shape.address(gfn), shape.address(count), access, first, preemptEvery));
      if (code > 0) {
        require(code > start && code < count, "a continuation at " + code + " after " + start);
        coverage.met(Situation.PREEMPTED);
        start = code;
        skippable.add(gfn + code - 1);
        codes.remove(codes.size() - 1);
      }
    } while (code > 0);
    return code;
  }

  private Optional<P2mAccess> accessOfNumber(int access) {
    return access == P2mAccess.DEFAULT_NUMBER
        ? Optional.of(defaultAccess)
        : P2mAccess.ofNumber(access);
  }

  private void restricted(long code, long gfn, long count, P2mAccess access, Set<Long> skippable) {
    boolean outOfMemory = code == Errno.ENOMEM.code();
    long done = 0;
    for (long frame = gfn; frame < gfn + count; frame++) {
      PageMap.Page old = pages.at(frame);
      if (old == null) {
        continue;
      }
      boolean readLost = !release.breaksBeforeMaking()
          && (old.readLost() || !access.permissions().read());
      PageMap.Page made = new PageMap.Page(old.mfn(), old.type(), access, readLost);
      boolean isRest = outOfMemory && !looksLike(frame, made);
      if (!release.breaksBeforeMaking()
          && !old.equals(made)
          && looksLike(frame, old)
          && noteSkipped(frame, gfn, skippable)) {
        continue;
      }
      if (isRest) {
        break;
      }
      if (readLost && access.permissions().read()) {
        coverage.met(Situation.READ_NOT_RESTORED);
      }
      coverage.met(Situation.PROTECTED);
      pages.put(frame, made);
      done++;
    }
    noteFailure(outOfMemory, done);
  }

  /** Whether a restriction before the rework may have gone past a frame. */
  private boolean noteSkipped(long frame, long gfn, Set<Long> skippable) {
    if (skippable.contains(frame)) {
      coverage.met(Situation.SKIPPED_BY_CONTINUATION);
      return true;
    }
    for (int level = shape.startLevel(); level < TreeShape.LAST_LEVEL; level++) {
      long size = shape.pages(level);
      long hole = (frame & -size) - size;
      if (hole >= 0 && hole + size > gfn && pages.isHole(hole, size)) {
        coverage.met(Situation.SKIPPED_BEHIND_HOLE);
        return true;
      }
    }
    return false;
  }

  void protectNewMappings(int access) {
    Optional<P2mAccess> restriction = accessOfNumber(access);
    long code = call(() -> session.protectNewMappings(0, 0, access));
    require(
        code == (restriction.isEmpty() ? Errno.EINVAL.code() : 0),
        "protect default returned " + Errno.describe(code));
    accessInUse |= restriction.isPresent();
    defaultAccess = restriction.orElse(defaultAccess);
    require(
        session.accessRestriction(0, OptionalLong.empty())
            == (accessInUse ? defaultAccess : P2mAccess.RWX).number(),
        "the access of new mappings");
    compare(0, 1);
  }

  void clean(long gfn, long count) {
    long code = call(() -> session.clean(0, 0, shape.address(gfn), shape.address(count)));
    boolean tooLong = count > MOST_PAGES_CLEANED;
    boolean mayLeaveSpace = !release.breaksBeforeMaking()
        && shape.hasTwoStartTables()
        && Math.max(gfn, lowestMapped) + count > shape.frames();
    require(
        code == (tooLong ? Errno.EINVAL.code() : 0)
            || (mayLeaveSpace && code == Errno.EINVAL.code()),
        "clean returned " + Errno.describe(code));
    for (long frame = gfn; !tooLong && frame < gfn + count; frame++) {
      PageMap.Page page = pages.at(frame);
      if (page != null && isRam(page) && !cleanedFrames.contains(page.mfn())) {
        throw new AssertionError("frame 0x" + Long.toHexString(frame) + " is not cleaned");
      }
    }
    compare(gfn, count);
  }

  private static boolean isRam(PageMap.Page page) {
    return page.type() == P2mType.RAM_RW || page.type() == P2mType.RAM_RO;
  }

  /** Nothing but what is heard of changes. */
  void track(Operation.Track.Cause cause) {
    switch (cause) {
      case UNPAUSE -> session.unpause(0, 0);
      case SET_WAY -> session.maintainBySetWay(1, 0);
      case CACHES_ON -> session.switchCaches(1, 0, true);
      case CACHES_OFF -> session.switchCaches(1, 0, false);
    }
    feed(0);
    compare(0, 1);
  }

  void failAllocation(long nth) {
    session.failAllocation(nth);
    failureIsArmed = nth != 0;
  }

  void limitTables(long tables) {
    session.limitTables(tables);
    tablesAreLimited = tables != Operation.LimitTables.NO_LIMIT;
  }

  void lookUp(long gfn) {
    if (stopsHypervisor(gfn)) {
      mayStop = true;
      call(() -> session.lookup(0, shape.address(gfn)) instanceof P2mEntry.Hole ? 0 : 1);
      require(stopped, "the frame behind the last one is looked up, and nothing happens");
      return;
    }
    comparePage(gfn);
    feed(0);
  }

  /** Known defect: the end of what was mapped is taken for a mapped frame, and has no table. */
  private boolean stopsHypervisor(long gfn) {
    return release.breaksBeforeMaking()
        && !release.checksFrames()
        && shape.hasTwoStartTables()
        && gfn == shape.frames()
        && gfn == endOfMapped;
  }

  /** Before the rework this is no more than one operation after the other. */
  void section(List<Operation> operations) {
    session.lock(0, 0);
    inSection = true;
    feed(0);
    for (int i = 0; i < operations.size() && !stopped; i++) {
      underSharedLock = i > 0;
      operations.get(i).performOn(this);
    }
    if (!stopped) {
      if (operations.size() > 1) {
        coverage.met(Situation.SEVERAL_UNDER_ONE_LOCK);
      }
      session.unlock(0, 0);
      inSection = false;
      feed(0);
      compare(0, 1);
    }
    underSharedLock = false;
  }

  /** Destroys the domain: every mapping goes, every reference is dropped, every table is freed. */
  void destroy(int preemptEvery) {
    limitTables(Operation.LimitTables.NO_LIMIT);
    failAllocation(0);
    dying = true;
    rules.domainDies();
    long code;
    do {
      code = call(() -> session.relinquish(0, 0, preemptEvery));
    } while (code == Errno.ERESTART.code());
    require(code == 0, "relinquish returned " + Errno.describe(code));
    pages.forEach(page -> replaced(page, null));
    pages.clear();
    compareReferences();
    compareTree();
    session.teardown(0, 0);
    log.drain().forEach(this::noteTables);
    require(allocatedTables.isEmpty(), "leaked: " + hex(allocatedTables));
  }

  // What happened.

  private long call(LongSupplier operation) {
    long code;
    try {
      code = operation.getAsLong();
    } catch (HypervisorStoppedException fatal) {
      require(mayStop, "the hypervisor stopped: " + fatal.getMessage());
      coverage.met(Situation.STOPPED_AT_IPA_LIMIT);
      stopped = true;
      return 0;
    }
    feed(code);
    codes.add(code);
    return code;
  }

  private void feed(long code) {
    boolean outOfMemory = code == Errno.ENOMEM.code();
    rules.context(accessInUse, underSharedLock, restricting && outOfMemory);
    for (Event event : log.drain()) {
      rules.check(event);
      event.replayTo(machine);
      noteTables(event);
      noteEffect(event);
    }
  }

  private void noteTables(Event event) {
    if (event instanceof Event.TableAllocated allocated) {
      allocatedTables.add(allocated.tablePa());
    } else if (event instanceof Event.TableFreed freed && !freed.again()) {
      require(allocatedTables.remove(freed.tablePa()), "freed but not allocated: " + event);
    } else if (event instanceof Event.TableFreed) {
      require(release.freesTwice(), "freed twice: " + event);
      coverage.met(Situation.FREED_AGAIN);
    }
  }

  private void noteEffect(Event event) {
    if (event instanceof Event.ReferenceDropped reference) {
      dropped.add(shape.frame(reference.pa()));
    } else if (event instanceof Event.Clean clean && clean.what() == CleanKind.DATA) {
      for (long pa = clean.pa(); pa < clean.pa() + clean.sizeBytes(); ) {
        cleanedFrames.add(shape.frame(pa));
        pa += shape.granule().sizeBytes();
      }
    } else if (event instanceof Event.Store store
        && store.live()
        && format.isTable(store.newDescriptor(), store.level())
        && !isEmpty(store.newDescriptor())) {
      coverage.met(Situation.BLOCK_SPLIT);
    } else if (event instanceof Event.Warned || event instanceof Event.Fatal) {
      throw new AssertionError(event.toString());
    } else if (event instanceof Event.AssertionFailed) {
      require(dying && release.asserts(), event.toString());
      coverage.met(Situation.ASSERTED_WHILE_DYING);
    }
  }

  private boolean isEmpty(long table) {
    return !S2Descriptor.isValid(machine.read(format.nextTablePa(table)));
  }

  private void requireResult(long code, String what, Errno withoutMemory, long gfn, long count) {
    if (stopped) {
      return;
    }
    boolean leavesSpace = servedPages(gfn, count) < count;
    boolean mayLackMemory = failureIsArmed || tablesAreLimited;
    boolean lacksMemory = code == Errno.ENOMEM.code() || code == withoutMemory.code();
    require(
        (code == 0 && !leavesSpace)
            || (code == Errno.EINVAL.code() && leavesSpace)
            || (lacksMemory && mayLackMemory),
        what + " returned " + Errno.describe(code));
    if (lacksMemory) {
      failureIsArmed &= tablesAreLimited; // it may have been the limit
    }
    if (leavesSpace && code == Errno.EINVAL.code()) {
      coverage.met(Situation.BEYOND_IPA_SPACE);
    }
  }

  /** How many of the frames a start table serves: those within the IPA space. */
  private long servedPages(long gfn, long count) {
    return Math.min(count, Math.max(0, shape.frames() - gfn));
  }

  private void replaced(PageMap.@Nullable Page old, PageMap.@Nullable Page made) {
    if (old != null && old.type().isForeign() && (made == null || made.mfn() != old.mfn())) {
      expectedDrops.add(old.mfn());
      coverage.met(made == null ? Situation.FOREIGN_REMOVED : Situation.FOREIGN_REPLACED);
    }
  }

  private void noteMapped(long gfn, long count) {
    if (count > 0) {
      endOfMapped = Math.max(endOfMapped, gfn + count);
      lowestMapped = lowestMapped == -1 ? gfn : Math.min(lowestMapped, gfn);
    }
  }

  private void noteRange(long gfn, long count) {
    noteCrossing(gfn, count, 2, Situation.CROSSES_BLOCK);
    noteCrossing(gfn, count, 1, Situation.CROSSES_LEVEL_1);
  }

  private void noteCrossing(long gfn, long count, int level, Situation situation) {
    long size = shape.pages(level);
    if ((gfn & -size) != ((gfn + count - 1) & -size)) {
      coverage.met(situation);
    }
  }

  // What is compared.

  private void compare(long gfn, long count) {
    if (stopped) {
      return;
    }
    compareJudge();
    compareReferences();
    compareTree();
    compareBookkeeping();
    probe(gfn, count);
    cleanedFrames.clear();
  }

  private void compareJudge() {
    List<Inconsistency> inconsistencies = machine.inconsistencies();
    require(inconsistencies.isEmpty(), "the judge finds " + inconsistencies);
    List<Violation> violations = machine.violations();
    for (Violation violation : violations.subList(seenViolations, violations.size())) {
      require(release.allows(violation.name(), underSharedLock), violation.toString());
    }
    seenViolations = violations.size();
  }

  /** One reference for each foreign page that went. */
  private void compareReferences() {
    require(
        sorted(dropped).equals(sorted(expectedDrops)),
        "references dropped: " + hex(dropped) + ", not " + hex(expectedDrops));
    dropped.clear();
    expectedDrops.clear();
  }

  private static List<Long> sorted(List<Long> frames) {
    return frames.stream().sorted().toList();
  }

  /** Every leaf in memory against the naive map, and every table against the allocator. */
  private void compareTree() {
    long[] found = new long[1];
    Set<Long> reachable =
        TreeSurvey.read(shape, this::agreed, report.rootPa(), (gfn, level, leaf) -> {
          compareLeaf(gfn, level, leaf);
          found[0] += shape.pages(level);
        });
    require(found[0] == pages.size(), "pages mapped: " + found[0] + ", not " + pages.size());
    require(
        reachable.equals(allocatedTables),
        "I8: allocated and not freed: " + hex(allocatedTables) + "; reachable: " + hex(reachable));
  }

  private long agreed(long pa) {
    long descriptor = machine.read(pa);
    if (descriptor != 0 && descriptor != session.readDescriptor(pa)) {
      throw new AssertionError("another descriptor is read back at 0x" + Long.toHexString(pa));
    }
    return descriptor == 0 || !release.lazy() ? descriptor : descriptor | 1;
  }

  private void compareLeaf(long gfn, int level, long leaf) {
    long count = shape.pages(level);
    long mfn = shape.frame(format.outputAddress(leaf, level));
    S2Permissions permissions = S2Descriptor.permissions(leaf);
    long step = count <= COMPARED_WHOLE ? 1 : count / 64 - 1;
    for (long page = 0; page < count; page += step) {
      PageMap.Page expected = pages.at(gfn + page);
      boolean agrees = expected != null
          && expected.mfn() == mfn + page
          && expected.permissions().equals(permissions)
          && expected.type().attributes().equals(S2Descriptor.attributes(leaf));
      if (!agrees) {
        throw new AssertionError("frame 0x" + Long.toHexString(gfn + page) + " is in "
            + format.describe(leaf, level) + ", but should be " + expected);
      }
    }
    if (level == 1) {
      coverage.met(Situation.LEVEL_1_BLOCK);
    }
  }

  private void compareBookkeeping() {
    long end = session.statistic(0, Statistic.END, 0);
    require(end == shape.address(endOfMapped), "end of what was mapped: " + end);
    long lowest = session.statistic(0, Statistic.LOWEST, 0);
    require(
        lowest == (lowestMapped == -1 ? -1 : shape.address(lowestMapped)),
        "lowest that was mapped: " + lowest);
    for (long remembered : hypervisor.domain(0).p2m().access().frames()) {
      require(
          pages.at(remembered) != null,
          "I10: the access of a hole is remembered: 0x" + Long.toHexString(remembered));
    }
  }

  private void probe(long gfn, long count) {
    Set<Long> frames = new TreeSet<>();
    for (long near : new long[] {gfn - 1, gfn, gfn + 1, gfn + count / 2}) {
      frames.add(near);
    }
    for (long near = gfn + count - 2; near <= gfn + count + 1; near++) {
      frames.add(near);
    }
    long block = shape.pages(2);
    long boundary = (gfn & -block) + block;
    for (int blocks = 0; blocks < 3 && boundary < gfn + count; blocks++) {
      frames.add(boundary - 1);
      frames.add(boundary);
      boundary += block;
    }
    for (int old = 0; old < PROBES_REPEATED && !probes.isEmpty(); old++) {
      long again = probes.removeFirst();
      probes.addLast(again);
      frames.add(again);
    }
    for (long frame : frames) {
      if (frame >= 0 && (shape.hasTwoStartTables() || frame < shape.frames())) {
        comparePage(frame);
      }
    }
    probes.addLast(gfn + Math.floorMod(random.nextLong(), count));
    if (probes.size() > PROBES_KEPT) {
      probes.removeFirst();
    }
    probes.removeIf(frame -> !shape.hasTwoStartTables() && frame >= shape.frames());
  }

  /** Look-up, remembered access and walk of one frame against the naive map. */
  private void comparePage(long gfn) {
    if (stopsHypervisor(gfn)) {
      return;
    }
    PageMap.Page expected = pages.at(gfn);
    String where = "frame 0x" + Long.toHexString(gfn);
    long offset = 0x123 << 3;
    P2mEntry entry = session.lookup(0, shape.address(gfn) | offset);
    if (!isAs(entry, expected, offset)) {
      throw new AssertionError(where + " is looked up as " + entry + ", not " + expected);
    }
    if (entry instanceof P2mEntry.Hole hole && hole.order().isPresent()) {
      compareHole(gfn, hole.order().get().pages());
    }
    long access = session.accessRestriction(0, OptionalLong.of(shape.address(gfn)));
    if (access != accessNumber(expected)) {
      throw new AssertionError(where + " has access " + access + ", not " + expected);
    }
    for (AccessKind kind : List.of(AccessKind.READ, AccessKind.WRITE, AccessKind.FETCH)) {
      long ipa = shape.address(gfn) | offset;
      Outcome outcome = machine.access(1, 0, kind, ipa);
      if (release.lazy() && expected != null && !inSection) {
        outcome = heard(kind, ipa, outcome);
      }
      boolean mayBeLazy = release.lazy() && inSection && isTranslationFault(outcome);
      if (mayBeLazy) {
        continue;
      }
      if (!isAs(outcome, kind, expected, offset)) {
        throw new AssertionError(where + ", " + kind.word() + ": " + outcome + ", not " + expected);
      }
    }
  }

  /** What comes of an access once its faults have been heard of, one for each level at most. */
  private Outcome heard(AccessKind kind, long ipa, Outcome first) {
    Outcome outcome = first;
    int level = shape.startLevel();
    while (isTranslationFault(outcome)) {
      int faulted = ((Outcome.Faulted) outcome).level();
      require(faulted >= level, "a fault of level " + faulted + " is not the last of its level");
      level = faulted + 1;
      AbortOutcome made = session.abort(1, 0, GuestAbort.of(kind, ipa, FaultKind.TRANSLATION));
      require(made == AbortOutcome.RETRY, "the fault at 0x" + Long.toHexString(ipa) + ": " + made);
      feed(0);
      coverage.met(Situation.HEARD_OF);
      outcome = machine.access(1, 0, kind, ipa);
    }
    return outcome;
  }

  private static boolean isTranslationFault(Outcome outcome) {
    return outcome instanceof Outcome.Faulted faulted && faulted.kind() == FaultKind.TRANSLATION;
  }

  /** A hole is as large as the look-up says, as far as a few of its frames tell. */
  private void compareHole(long gfn, long size) {
    long first = gfn & -size;
    for (int i = 0; i < 4; i++) {
      long inside = first + Math.floorMod(random.nextLong(), size);
      require(pages.at(inside) == null, "a hole that is too large around a mapping");
    }
  }

  private boolean looksLike(long gfn, PageMap.@Nullable Page expected) {
    return isAs(session.lookup(0, shape.address(gfn)), expected, 0)
        && session.accessRestriction(0, OptionalLong.of(shape.address(gfn)))
            == accessNumber(expected);
  }

  private long accessNumber(PageMap.@Nullable Page page) {
    if (!accessInUse) {
      return P2mAccess.RWX.number();
    }
    return page == null ? Errno.ESRCH.code() : page.access().number();
  }

  private boolean isAs(P2mEntry entry, PageMap.@Nullable Page expected, long offset) {
    if (expected == null || !(entry instanceof P2mEntry.Mapped mapped)) {
      return expected == null && entry instanceof P2mEntry.Hole;
    }
    return mapped.pa() == shape.address(expected.mfn()) + offset
        && mapped.type().equals(Optional.of(expected.type()))
        && mapped.access().orElse(expected.access()) == expected.access()
        && mapped.permissions().equals(expected.permissions());
  }

  private boolean isAs(
      Outcome outcome, AccessKind kind, PageMap.@Nullable Page expected, long offset) {
    if (outcome instanceof Outcome.Translated translated) {
      return expected != null
          && expected.permissions().allows(kind)
          && translated.pa() == shape.address(expected.mfn()) + offset;
    }
    FaultKind fault = ((Outcome.Faulted) outcome).kind();
    return expected == null
        ? fault == FaultKind.TRANSLATION
        : fault == FaultKind.PERMISSION && !expected.permissions().allows(kind);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }

  private static String hex(Iterable<Long> values) {
    List<String> words = new ArrayList<>();
    for (long value : values) {
      words.add("0x" + Long.toHexString(value));
    }
    return words.toString();
  }
}
