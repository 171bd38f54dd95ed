package io.shatterproof.tlb;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S1Field;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.walk.EveryChoice;
import io.shatterproof.walk.Tlb;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries that one PE may hold, as far as they translate the addresses that are asked for. Each
 * translation starts at the start table, or at any of them, and goes on in what memory the PE can
 * read; what it reads becomes an entry in its turn.
 */
final class HeldEntries {
  private static final int LAST_LEVEL = 3;
  private static final int ROOT = 0;
  private static final int NO_MORE_THAN = 4096; // entries for one address; more is a defect

  private final TlbLog log;
  private final Branches branches = new Branches();
  private final VisibleMemory memory;
  private final List<TlbEntry> entries = new ArrayList<>();
  private final Walking walking = new Walking();
  private final EveryChoice choices; // back at the first way between walks
  private final @Nullable Invalidation[] pending = new Invalidation[Long.SIZE];
  private final LongList tableIpas = new LongList(); // where descriptors of stage 1 were read
  private final List<TlbEntry> fresh = new ArrayList<>(); // found since the walks began
  private final Choices firstChoices;
  private boolean isComplete; // whether everything that can be loaded is held
  private boolean isNew; // whether an entry was found that was not held before

  HeldEntries(TlbLog log, int pe) {
    this.log = log;
    this.memory = new VisibleMemory(log, branches, pe);
    this.choices = new EveryChoice(log.platform());
    this.firstChoices = Choices.of(log.platform());
  }

  VisibleMemory memory() {
    return memory;
  }

  /**
   * Whether the PE loads whatever it can: then every leaf that a walk of tables finds is held as well,
   * and need not be found by such walks.
   */
  void loadsEverything(boolean loads) {
    isComplete = loads;
  }

  /** The IPAs at which descriptors of stage 1 were read. */
  LongList tableIpas() {
    return tableIpas;
  }

  List<TlbEntry> entries() {
    return entries;
  }

  /**
   * An invalidation that reaches the PE is issued: what it is about is doomed, and so will be what is
   * made of that and what it is about too. Everything is of use until it is complete.
   */
  void issue(Invalidation invalidation) {
    int slot = 0;
    while (slot < pending.length && pending[slot] != null) {
      slot++;
    }
    if (slot == pending.length) {
      return; // beyond so many that wait for a DSB, one more removes nothing
    }
    pending[slot] = invalidation;
    for (TlbEntry entry : entries) {
      if (entry.isRemovedBy(invalidation)) {
        entry.doomedBy |= 1L << slot;
      }
    }
  }

  /** An invalidation is complete for the PE. */
  void complete(Invalidation invalidation) {
    for (int slot = 0; slot < pending.length; slot++) {
      if (invalidation.equals(pending[slot])) {
        pending[slot] = null;
        long doomed = 1L << slot;
        entries.removeIf(entry -> (entry.doomedBy & doomed) != 0);
      }
    }
  }

  /** Loads everything that a context can load for an access. */
  void load(TlbContext context, GuestAccess access) {
    do {
      run(context, access, Purpose.LOAD, null, report -> {});
      for (TlbContext other : otherContexts(context)) {
        if (other.hasStage1() || other.hasStage2()) { // otherwise nothing is made of an entry
          run(other, access, Purpose.LOAD_FROM_ENTRIES, null, report -> {});
        }
      }
    } while (keepsFresh());
  }

  /** Holds what was found since the last time; whether any of it was not held before. */
  private boolean keepsFresh() {
    isNew = false;
    for (TlbEntry entry : fresh) {
      found(entry, entry.doomedBy);
    }
    fresh.clear();
    return isNew;
  }

  /** Loads everything that a context can load of stage 2 for an IPA. */
  void load(TlbContext context, long ipa) {
    boolean wasComplete = isComplete;
    isComplete = false;
    do {
      walking.begin(context, ipa, Purpose.LOAD, null);
      branches.begin();
      TlbContext.Walker walker = context.walker(memory, walking, firstChoices);
      do {
        walking.start();
        walker.translate(ipa);
        walking.end(null);
      } while (branches.next());
    } while (keepsFresh());
    isComplete = wasComplete;
  }

  /** Everything that an access can meet in a context, by its tables and by what is held. */
  void perform(TlbContext context, GuestAccess access, Consumer<AccessReport> reports) {
    run(context, access, Purpose.PERFORM, null, reports);
    for (TlbContext other : otherContexts(context)) {
      if (other.hasStage1() || other.hasStage2() || holds(other, access.address())) {
        run(other, access, Purpose.PERFORM_FROM_ENTRIES, null, reports);
      }
    }
  }

  private boolean holds(TlbContext context, long address) {
    for (TlbEntry entry : entries) {
      if (entry.context.equals(context) && entry.covers(address)) {
        return true;
      }
    }
    return false;
  }

  /** What an access meets if stage 2 translates it by this leaf. */
  void performAt(
      TlbContext context, GuestAccess access, TlbEntry leaf, Consumer<AccessReport> reports) {
    run(context, access, Purpose.PERFORM, leaf, reports);
  }

  private List<TlbContext> otherContexts(TlbContext now) {
    List<TlbContext> others = new ArrayList<>();
    for (TlbEntry entry : entries) {
      if (entry.vmid() == now.vmid()
          && !entry.meansTheSameIn(now)
          && !hasAlike(others, entry.context)) {
        others.add(entry.context);
      }
    }
    return others;
  }

  private static boolean hasAlike(List<TlbContext> contexts, TlbContext other) {
    for (TlbContext context : contexts) {
      if (context.hasSameStage1(other) && context.hasSameStage2(other)) {
        return true;
      }
    }
    return false;
  }

  private void run(
      TlbContext context,
      GuestAccess access,
      Purpose purpose,
      @Nullable TlbEntry forced,
      Consumer<AccessReport> reports) {
    walking.begin(context, access.address(), purpose, forced);
    do {
      branches.begin();
      TlbContext.Walker walker = context.walker(memory, walking, choices);
      do {
        walking.start();
        AccessReport report = walker.perform(access);
        if (walking.end(report)) {
          reports.accept(
              memory.readFreedPage()
                  ? new AccessReport(new Outcome.Wild(), Syndrome.NONE)
                  : report);
        }
      } while (branches.next());
    } while (choices.next());
  }

  /** Whether the memory behind two leaves is known to have the same contents. */
  boolean hasSameContents(long leaf, long otherLeaf) {
    return log.hasSameContents(leaf, otherLeaf);
  }

  /** The leaves of stage 2 that may be held for a VA, in the sense of several hits. */
  List<TlbEntry> leavesFor(TlbContext context, long va) {
    List<TlbEntry> leaves = new ArrayList<>();
    for (TlbEntry entry : entries) {
      boolean isLeaf = entry.kind == TlbEntry.Kind.COMBINED
          || (entry.kind == TlbEntry.Kind.STAGE2_LEAF && !context.hasStage1());
      if (isLeaf && entry.isFor(context, va) && !hasSameLeaf(leaves, entry)) {
        leaves.add(entry);
      }
    }
    return leaves;
  }

  private static boolean hasSameLeaf(List<TlbEntry> leaves, TlbEntry entry) {
    for (TlbEntry leaf : leaves) {
      if (isSameLeaf(leaf, entry)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSameLeaf(TlbEntry one, TlbEntry other) {
    return one.leafLevel == other.leafLevel && one.leafDescriptor == other.leafDescriptor;
  }

  /** An entry can be made, of sources that are doomed by these invalidations. */
  private void found(TlbEntry entry, long sourcesDoomedBy) {
    entry.doomedBy = 0;
    for (long rest = sourcesDoomedBy; rest != 0; rest &= rest - 1) {
      int slot = Long.numberOfTrailingZeros(rest);
      Invalidation invalidation = pending[slot];
      if (invalidation != null && entry.isRemovedBy(invalidation)) {
        entry.doomedBy |= 1L << slot;
      }
    }
    for (TlbEntry known : entries) {
      if (known.isSame(entry) && (known.doomedBy & ~entry.doomedBy) == 0) {
        return;
      }
    }
    entries.removeIf(known -> known.isSame(entry) && (entry.doomedBy & ~known.doomedBy) == 0);
    if (entries.size() >= NO_MORE_THAN) {
      throw new IllegalStateException("more than " + NO_MORE_THAN + " entries for one address");
    }
    entries.add(entry);
    isNew = true;
  }

  /** What walks are made for, and whether they may start at the start tables. */
  private enum Purpose {
    LOAD(true, true),
    LOAD_FROM_ENTRIES(true, false),
    PERFORM(false, true),
    PERFORM_FROM_ENTRIES(false, false);

    private final boolean loads;
    private final boolean usesTables;

    Purpose(boolean loads, boolean usesTables) {
      this.loads = loads;
      this.usesTables = usesTables;
    }
  }

  /** One walk: starts where the branch says, and makes entries of what it reads. */
  private final class Walking implements Tlb {
    private @Nullable TlbContext context;
    private long accessed;
    private Purpose purpose = Purpose.LOAD;
    private boolean hasNoStart;
    private boolean isStage1Walked; // and not found in an entry
    private boolean isLeafHeld; // of the table of stage 1 that is read
    private @Nullable TlbEntry forced;
    private final List<TlbEntry> read = new ArrayList<>(); // entries, if the walk counts
    private final List<TlbEntry> starts = new ArrayList<>();

    // Of the walk.
    private @Nullable TlbEntry start;
    private @Nullable TlbEntry combined; // what the walk started at, if that is both stages
    private boolean isStage2Start;
    private boolean isStage1Known; // what is heard next is what the walk started at
    private boolean isStage2Known;
    private long stage1DoomedBy; // what stage 1 was made of so far
    private long stage2DoomedBy; // what the last translation of stage 2 was made of
    private int stage1Level; // of the next descriptor of stage 1
    private long va;
    private @Nullable TlbEntry stage1Leaf;

    void begin(
        TlbContext newContext, long address, Purpose newPurpose, @Nullable TlbEntry forcedLeaf) {
      accessed = address;
      context = newContext;
      purpose = newPurpose;
      forced = forcedLeaf;
    }

    void start() {
      memory.begin();
      read.clear();
      hasNoStart = false;
      combined = null;
      stage1Leaf = null;
      stage1DoomedBy = 0;
      stage2DoomedBy = 0;
    }

    /** Ends a walk; whether it counts. */
    boolean end(@Nullable AccessReport report) {
      if (memory.missedUpdate() || hasNoStart) {
        return false;
      }
      if (purpose.loads) {
        if (report != null && !now().hasStage2() && !memory.readFreedPage()) {
          readWithoutStage2(report);
        }
        boolean hasXs = !(report != null
            && report.outcome() instanceof Outcome.Translated translated
            && !translated.attributes().xs());
        for (TlbEntry entry : read) {
          entry.hasXs = hasXs && !entry.isTable();
          fresh.add(entry);
        }
      }
      return true;
    }

    /** With stage 2 off an entry of both stages has no leaf of stage 2. */
    private void readWithoutStage2(AccessReport report) {
      if (stage1Leaf != null) {
        add(stage1DoomedBy, TlbEntry.combined(stage1Leaf));
      } else if (!now().hasStage1() && report.outcome() instanceof Outcome.Translated) {
        add(0, TlbEntry.flat(now(), base(now().granule(), LAST_LEVEL, accessed)));
      }
    }

    private TlbContext now() {
      if (context == null) {
        throw new IllegalStateException("no walk has begun");
      }
      return context;
    }

    @Override
    public boolean startsAtEntry(boolean isStage1, long inputAddress, AccessRequest access) {
      isStage2Start = !isStage1;
      TlbEntry chosen = isStage1 ? chooseStage1(inputAddress) : chooseStage2(inputAddress, access);
      start = chosen;
      long doomed = chosen == null ? 0 : chosen.doomedBy;
      if (isStage1) {
        isStage1Known = chosen != null;
        stage1DoomedBy = doomed;
      } else {
        isStage2Known = chosen != null;
        stage2DoomedBy = doomed;
      }
      return chosen != null;
    }

    private @Nullable TlbEntry chooseStage1(long inputAddress) {
      va = inputAddress;
      stage1Level = now().stage1StartLevel(inputAddress);
      starts.clear();
      for (TlbEntry entry : entries) {
        boolean isStart = switch (entry.kind) {
          case STAGE1_TABLE, STAGE1_LEAF -> true;
          case COMBINED -> !purpose.loads; // nothing is made of it
          case STAGE2_TABLE, STAGE2_LEAF, STAGE1_WALK -> false;
        };
        if (isStart && isUsable(entry, inputAddress)) {
          starts.add(entry);
        }
      }
      TlbEntry chosen = choose();
      isStage1Walked = chosen == null || chosen.kind == TlbEntry.Kind.STAGE1_TABLE;
      if (chosen != null) {
        stage1Level = chosen.level;
        combined = chosen.kind == TlbEntry.Kind.COMBINED ? chosen : null;
      }
      return chosen;
    }

    private @Nullable TlbEntry chooseStage2(long ipa, AccessRequest access) {
      boolean isForTable = access.kind().group() == AccessKind.Group.STAGE1;
      if (isForTable && !tableIpas.contains(ipa)) {
        tableIpas.add(ipa);
      }
      if (!isForTable && forced != null) {
        return forced;
      }
      if (!isForTable && combined != null && combined.leafLevel != Outcome.NO_LEVEL) {
        return combined;
      }
      starts.clear();
      boolean hasLeaf = false;
      for (TlbEntry entry : entries) {
        boolean isStart = switch (entry.kind) {
          case STAGE2_TABLE, STAGE2_LEAF -> isUsable(entry, ipa);
          case STAGE1_WALK -> isForTable && isUsable(entry, va) && entry.coversIpa(ipa);
          case COMBINED ->
            !isForTable && !now().hasStage1() && !purpose.loads && isUsable(entry, ipa);
          case STAGE1_TABLE, STAGE1_LEAF -> false;
        };
        if (isStart && !isStartedAlike(entry)) {
          starts.add(entry);
          hasLeaf |= !entry.isTable() || entry.kind == TlbEntry.Kind.STAGE1_WALK;
        }
      }
      isLeafHeld = isForTable && hasLeaf && isComplete;
      if (isLeafHeld && purpose.loads) {
        starts.removeIf(entry -> entry.kind == TlbEntry.Kind.STAGE2_TABLE);
        return starts.get(branches.choose(starts.size()));
      }
      return choose();
    }

    /** Whether a start is there that leads to the same, and does not stay for less. */
    private boolean isStartedAlike(TlbEntry entry) {
      for (TlbEntry other : starts) {
        if (other.leafLevel != Outcome.NO_LEVEL
            && other.leafLevel == entry.leafLevel
            && other.leafDescriptor == entry.leafDescriptor
            && other.leafAddress == entry.leafAddress
            && (!purpose.loads || (other.doomedBy & ~entry.doomedBy) == 0)) {
          return true;
        }
      }
      return false;
    }

    private boolean isUsable(TlbEntry entry, long inputAddress) {
      return entry.meansTheSameIn(now()) && entry.isFor(now(), inputAddress);
    }

    private @Nullable TlbEntry choose() {
      if (hasNoStart) {
        return null; // the walk does not count any more
      }
      if (purpose.usesTables) {
        int choice = branches.choose(starts.size() + 1);
        return choice == ROOT ? null : starts.get(choice - 1);
      }
      hasNoStart |= starts.isEmpty();
      return starts.isEmpty() ? null : starts.get(branches.choose(starts.size()));
    }

    private TlbEntry started() {
      if (start == null) {
        throw new IllegalStateException("the walk starts at the start table");
      }
      return start;
    }

    private boolean isLeafOfStage2() {
      return isStage2Start && started().kind != TlbEntry.Kind.STAGE2_TABLE;
    }

    @Override
    public int level() {
      return isLeafOfStage2() ? started().leafLevel : started().level;
    }

    @Override
    public long descriptor() {
      return isLeafOfStage2() ? started().leafDescriptor : started().descriptor;
    }

    @Override
    public long descriptorAddress() {
      return isLeafOfStage2() ? started().leafAddress : started().descriptorAddress;
    }

    @Override
    public long tableLimits() {
      return started().limitsAbove;
    }

    @Override
    public void tableRead(
        boolean isStage1,
        int level,
        long inputAddress,
        long address,
        long descriptor,
        long limitsAbove) {
      if (isStage1) {
        stage1Level = level + 1;
      }
      if (!purpose.loads || isKnown(isStage1)) {
        return;
      }
      if (isStage1) {
        Granule granule = now().stage1Granule(inputAddress);
        stage1DoomedBy |= stage2DoomedBy;
        add(
            stage1DoomedBy,
            TlbEntry.ofStage1(
                TlbEntry.Kind.STAGE1_TABLE,
                now(),
                false,
                granule,
                level,
                base(granule, level, inputAddress),
                descriptor,
                address,
                limitsAbove));
      } else {
        Granule granule = now().granule();
        add(
            stage2DoomedBy,
            TlbEntry.table(now(), level, base(granule, level, inputAddress), descriptor, address));
      }
    }

    /** Whether another walk starts at the leaf that this one has found by tables. */
    private boolean isHeldAnyway(boolean isStage1) {
      if (isStage1) {
        return isComplete && isStage1Walked;
      }
      return isLeafHeld && (start == null || start.kind == TlbEntry.Kind.STAGE2_TABLE);
    }

    private void add(long sourcesDoomedBy, TlbEntry entry) {
      entry.doomedBy = sourcesDoomedBy;
      read.add(entry);
    }

    /** Whether this is what the walk started at, and not what it read. */
    private boolean isKnown(boolean isStage1) {
      boolean isKnown = isStage1 ? isStage1Known : isStage2Known;
      if (isStage1) {
        isStage1Known = false;
      } else {
        isStage2Known = false;
      }
      return isKnown;
    }

    @Override
    public void leafUsed(
        boolean isStage1,
        int level,
        long inputAddress,
        long address,
        long descriptor,
        long limitsAbove,
        AccessRequest access) {
      if (!purpose.loads) {
        hasNoStart |= isHeldAnyway(isStage1);
        return;
      }
      boolean isKnown = isKnown(isStage1);
      if (isStage1) {
        Granule granule = now().stage1Granule(inputAddress);
        stage1Leaf = TlbEntry.ofStage1(
            TlbEntry.Kind.STAGE1_LEAF,
            now(),
            !S1Field.NG.isSet(descriptor),
            granule,
            level,
            base(granule, level, inputAddress),
            descriptor,
            address,
            limitsAbove);
        if (!isKnown) {
          stage1DoomedBy |= stage2DoomedBy;
          add(stage1DoomedBy, stage1Leaf);
        }
        return;
      }
      if (isKnown && started().kind != TlbEntry.Kind.STAGE2_LEAF) {
        return; // made of others before
      }
      long ipaBase = base(now().granule(), level, inputAddress);
      TlbEntry leaf = TlbEntry.leaf(now(), level, ipaBase, descriptor, address);
      if (!isKnown) {
        add(stage2DoomedBy, leaf);
      }
      if (access.kind().group() == AccessKind.Group.STAGE1) {
        int tableLevel = stage1Level - 1; // of the descriptor that led to the table
        Granule granule = now().stage1Granule(va);
        add(
            stage1DoomedBy | stage2DoomedBy,
            TlbEntry.walk(leaf, granule, tableLevel, base(granule, tableLevel, va)));
      } else if (stage1Leaf != null) {
        add(stage1DoomedBy | stage2DoomedBy, TlbEntry.combined(stage1Leaf, leaf));
      } else if (!now().hasStage1()) {
        add(stage2DoomedBy, TlbEntry.flat(leaf));
      }
    }

    @Override
    public void wordRead(int level, long inputAddress, long address) {
      if (purpose.loads && !isStage2Known && log.knowsContiguous()) {
        readGroup(level, inputAddress, address);
      }
    }

    /** The other members of what may be a contiguous group may translate the address too. */
    private void readGroup(int level, long ipa, long address) {
      Granule granule = now().granule();
      S2Format format = now().format();
      int members = ContiguousRange.entries(granule, level);
      long groupPa = address & -(8L * members);
      for (long pa = groupPa; members > 1 && pa < groupPa + 8L * members; pa += 8) {
        if (pa == address) {
          continue;
        }
        LongList values = memory.readable(pa);
        for (int i = 0; i < values.size(); i++) {
          long value = values.get(i);
          DescriptorKind kind = format.kind(value, level);
          if (kind.isLeaf() && S2Descriptor.contiguous(value) && S2Descriptor.accessFlag(value)) {
            long moved = movedTo(ipa, value, level);
            TlbEntry leaf = TlbEntry.leaf(now(), level, base(granule, level, ipa), moved, pa);
            add(stage2DoomedBy, leaf);
            if (!now().hasStage1()) {
              add(stage2DoomedBy, TlbEntry.flat(leaf));
            }
          }
        }
      }
    }

    /** What a member of a group says of another member's place. */
    private long movedTo(long ipa, long descriptor, int level) {
      Granule granule = now().granule();
      long ofMember = (ContiguousRange.entries(granule, level) - 1L) << granule.levelShift(level);
      return (descriptor & ~ofMember) | (ipa & ofMember);
    }

    private long base(Granule granule, int level, long address) {
      int shift = granule.levelShift(level);
      return shift >= Long.SIZE ? 0 : (address >>> shift) << shift;
    }
  }
}
