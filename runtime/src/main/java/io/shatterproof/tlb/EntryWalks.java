package io.shatterproof.tlb;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.walk.EveryChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every walk that one PE can make for an address: each translation starts at the start table, or at
 * any entry that is held, and goes on in what memory the PE can read.
 */
final class EntryWalks {
  private final Branches branches = new Branches();
  private final HeldEntries held = new HeldEntries();
  private final List<TlbEntry> fresh = new ArrayList<>(); // made since entries were held last
  private final VisibleMemory memory;
  private final EntryWalk walk;
  private final EveryChoice choices; // back at the first way between walks
  private final Choices firstChoices;
  private boolean loadsEverything;

  EntryWalks(TlbLog log, int pe) {
    this.memory = new VisibleMemory(log, branches, pe);
    this.walk = new EntryWalk(log, memory, held, branches);
    this.choices = new EveryChoice(log.platform());
    this.firstChoices = Choices.of(log.platform());
  }

  /** The memory that walks read, as of a boundary that is set there. */
  VisibleMemory memory() {
    return memory;
  }

  /** What was loaded and not removed. */
  HeldEntries held() {
    return held;
  }

  /** The IPAs at which descriptors of stage 1 were read. */
  LongList tableIpas() {
    return walk.tableIpas();
  }

  /**
   * Whether the PE loads whatever it can: then every leaf that a walk of tables finds is held as well,
   * and need not be found by such walks.
   */
  void loadsEverything(boolean loads) {
    walk.loadsEverything(loads);
    loadsEverything = loads;
  }

  /** Loads everything that a context can load for an access. */
  void load(TlbContext context, GuestAccess access) {
    do {
      run(context, access, WalkPurpose.LOAD, null, report -> {});
      for (TlbContext other : held.contextsBeside(context)) {
        if (other.hasStage1() || other.hasStage2()) { // otherwise nothing is made of an entry
          run(other, access, WalkPurpose.LOAD_FROM_ENTRIES, null, report -> {});
        }
      }
    } while (holdsMore());
  }

  /** Loads everything that a context can load of stage 2 for an IPA. */
  void load(TlbContext context, long ipa) {
    walk.loadsEverything(false);
    do {
      walk.bind(context, ipa, WalkPurpose.LOAD, null);
      branches.begin();
      TlbContext.Walker walker = context.walker(memory, walk, firstChoices);
      do {
        walk.begin();
        walker.translate(ipa);
        if (walk.counts()) {
          walk.load(null, fresh);
        }
      } while (branches.next());
    } while (holdsMore());
    walk.loadsEverything(loadsEverything);
  }

  /** Holds what was made by walks, once none is under way; whether any of it is new. */
  private boolean holdsMore() {
    boolean isAnyNew = held.hold(fresh);
    fresh.clear();
    return isAnyNew;
  }

  /** Everything that an access can meet in a context, by its tables and by what is held. */
  void perform(TlbContext context, GuestAccess access, Consumer<AccessReport> reports) {
    run(context, access, WalkPurpose.PERFORM, null, reports);
    for (TlbContext other : held.contextsBeside(context)) {
      if (other.hasStage1() || other.hasStage2() || held.hasEntryOf(other, access.address())) {
        run(other, access, WalkPurpose.PERFORM_FROM_ENTRIES, null, reports);
      }
    }
  }

  /** What an access meets if stage 2 translates it by this leaf. */
  void performAt(
      TlbContext context, GuestAccess access, TlbEntry leaf, Consumer<AccessReport> reports) {
    run(context, access, WalkPurpose.PERFORM, leaf, reports);
  }

  private void run(
      TlbContext context,
      GuestAccess access,
      WalkPurpose purpose,
      @Nullable TlbEntry forced,
      Consumer<AccessReport> reports) {
    walk.bind(context, access.address(), purpose, forced);
    do {
      branches.begin();
      TlbContext.Walker walker = context.walker(memory, walk, choices);
      do {
        walk.begin();
        AccessReport report = walker.perform(access);
        if (!walk.counts()) {
          continue;
        }
        if (purpose.loads()) {
          walk.load(report, fresh);
        }
        reports.accept(
            memory.readFreedPage() ? new AccessReport(new Outcome.Wild(), Syndrome.NONE) : report);
      } while (branches.next());
    } while (choices.next());
  }
}
