package io.shatterproof.tlb;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one access of one PE can meet, from the first boundary of a log on: the PE loads whatever it
 * may as soon as it may, keeps it until it must not, and can meet any of it.
 *
 * <p>Holding more never forbids an outcome, and what may be loaded may be loaded at every boundary; so
 * one run through time shows the outcomes of every TLB.
 */
public final class TlbTimeline {
  private static final long PAGE = 0x1000;

  private final TlbLog log;
  private final int pe;
  private final GuestAccess access;
  private final GuestAccess loading; // what loads entries: a read there
  private final @Nullable TlbContext elsewhere;
  private final LongList tableIpas = new LongList(); // pages where tables of stage 1 are
  private EntryWalks walks;
  private long begin = Times.BEFORE;
  private int place; // of the next change
  private long settled; // the last boundary at which everything was loaded
  private long begun = Times.NEVER; // where the log began when it was run through
  private long reached = Times.BEFORE; // the last boundary that was asked for
  private @Nullable List<AccessReport> latest; // what was answered, unless something changed

  /**
   * Binds an access to a log.
   *
   * @param elsewhere the context of the access; null for that which the PE is in
   */
  public TlbTimeline(TlbLog log, int pe, GuestAccess access, @Nullable TlbContext elsewhere) {
    this.log = log;
    this.pe = pe;
    this.access = access;
    this.loading = GuestAccess.of(AccessKind.READ, access.address());
    this.elsewhere = elsewhere;
    this.walks = new EntryWalks(log, pe);
  }

  /** Hears of the boundaries from which on the access may meet something else. */
  private interface Listener {

    /** All over, from the first boundary on. */
    default void begin() {}

    void at(long boundary);
  }

  /** Whether it is about this access of this PE. */
  public boolean isOf(int otherPe, GuestAccess otherAccess) {
    return pe == otherPe && access.equals(otherAccess);
  }

  /**
   * Every outcome at one boundary, without duplicates. Boundaries that follow each other are the
   * quickest.
   */
  public List<AccessReport> outcomes(long boundary) {
    if (begun == log.start() && boundary >= reached) {
      resume(boundary, change -> latest = null);
    }
    if (begun != log.start() || boundary < reached || learnsTables()) {
      latest = null;
      go(boundary, change -> {});
      begun = log.start();
    }
    reached = boundary;
    List<AccessReport> outcomes = latest;
    if (outcomes == null) {
      outcomes = new ArrayList<>();
      collect(boundary, outcomes);
      latest = outcomes;
    }
    return outcomes;
  }

  /**
   * Every outcome at each boundary of some.
   *
   * @param first the first of them, not before the log begins
   * @param last the last of them
   */
  public List<List<AccessReport>> outcomes(long first, long last) {
    List<List<AccessReport>> all = new ArrayList<>();
    List<List<AccessReport>> recent = new ArrayList<>(List.of(List.of()));
    go(last, new Listener() {
      @Override
      public void begin() {
        all.clear();
      }

      @Override
      public void at(long change) {
        while (first + all.size() < change) {
          all.add(recent.get(0));
        }
        List<AccessReport> outcomes = new ArrayList<>();
        collect(change, outcomes);
        recent.set(0, outcomes);
      }
    });
    while (first + all.size() <= last) {
      all.add(recent.get(0));
    }
    return all;
  }

  /** The entries that the PE may hold at a boundary and that translate the address. */
  public List<TlbEntry> entries(long boundary) {
    go(boundary, change -> {});
    return new ArrayList<>(walks.held().entries());
  }

  /**
   * The entries of one VMID that the PE may hold at a boundary and that translate the address; and
   * perhaps others. It looks back no further than it must.
   *
   * @param since from {@link #emptySince}
   */
  List<TlbEntry> entries(long boundary, long since) {
    begin = since;
    return entries(boundary);
  }

  /**
   * A boundary such that no PE holds at a later one what it loaded before: that of the latest
   * invalidation of the whole VMID which is complete for it.
   */
  static long emptySince(TlbLog log, int pe, int vmid, long boundary) {
    long since = log.start();
    for (Invalidation invalidation : log.invalidations()) {
      if (invalidation.isOfWhole(vmid)
          && !invalidation.op().excludesXs()
          && invalidation.completeFor(pe) <= boundary) {
        since = Math.max(since, invalidation.issuedAt());
      }
    }
    return since;
  }

  /**
   * Runs through time. Tables of stage 1 are found on the way, and what stage 2 said of them before
   * counts too: then it begins anew.
   */
  private void go(long last, Listener listener) {
    do {
      listener.begin();
      run(last, listener);
    } while (learnsTables());
  }

  /** Whether tables of stage 1 were found that were not known. */
  private boolean learnsTables() {
    LongList found = walks.tableIpas();
    boolean any = false;
    for (int i = 0; i < found.size(); i++) {
      long page = found.get(i) & -PAGE;
      if (!tableIpas.contains(page)) {
        tableIpas.add(page);
        any = true;
      }
    }
    return any;
  }

  private void run(long last, Listener listener) {
    walks = new EntryWalks(log, pe);
    place = 0;
    settled = Math.max(log.start(), begin);
    settle(settled);
    listener.at(settled);
    resume(last, listener);
  }

  private void resume(long last, Listener listener) {
    Changes changes = log.changes();
    boolean isShared = log.residences().hasShared(pe); // and so depends on what others can see
    for (; place < changes.size() && changes.event(place) <= last; place++) {
      long change = changes.event(place);
      if (change > settled
          && (isShared || changes.matters(place, pe, walks.memory().wordsRead()))) {
        advance(change);
        settle(change);
        listener.at(change);
        settled = change;
      }
    }
  }

  private void advance(long change) {
    for (Invalidation invalidation : log.invalidationsFor(pe)) {
      if (invalidation.reaches(pe) && invalidation.issuedAt() == change) {
        walks.held().issue(invalidation);
      }
      if (invalidation.completeFor(pe) == change) {
        walks.held().complete(invalidation);
      }
    }
  }

  private void settle(long boundary) {
    walks.memory().at(boundary, boundary);
    if (boundary == log.start()) {
      for (TlbContext context : log.residences().earlier(pe)) {
        walks.load(context, loading);
      }
    }
    Residences.Residence residence = log.residences().at(pe, boundary);
    if (residence == null) {
      return;
    }
    for (TlbLog.Performed performed : log.performed()) {
      if (performed.pe() == pe && performed.at() == boundary) {
        walks.load(residence.inForce(), performed.access());
        walks.load(residence.written(), performed.access());
      }
    }
    for (TlbContext passed : log.residences().guestsAt(pe, boundary)) {
      load(passed);
    }
    TlbContext guest = residence.inGuest();
    walks.loadsEverything(guest != null);
    if (guest != null) {
      load(guest);
      if (guest.isShared()) {
        loadShared(guest, boundary);
      }
    }
  }

  private void load(TlbContext context) {
    for (int i = 0; i < tableIpas.size(); i++) {
      walks.load(context, tableIpas.get(i));
    }
    walks.load(context, loading);
    if (access.crossesPage()) {
      walks.load(context, loading.at(access.nextPage()));
    }
  }

  /**
   * What other PEs load under the same VMID, if they say that they share it.
   *
   * @see "Arm ARM DDI 0487, 'Common not Private translations'"
   */
  private void loadShared(TlbContext guest, long boundary) {
    for (int other = 0; other < log.iommu(); other++) {
      Residences.Residence residence = log.residences().at(other, boundary);
      TlbContext sharing = residence == null ? null : residence.inGuest();
      if (other != pe && sharing != null && sharing.isShared() && sharing.vmid() == guest.vmid()) {
        walks.memory().as(other);
        load(sharing);
        walks.memory().as(pe);
      }
    }
  }

  private void collect(long boundary, List<AccessReport> outcomes) {
    walks.memory().at(boundary, boundary); // what it reads need not matter to what it loads
    if (elsewhere != null) {
      collect(elsewhere, boundary, outcomes);
      return;
    }
    Residences.Residence residence = log.residences().at(pe, boundary);
    if (residence == null) {
      return;
    }
    TlbContext guest = residence.inGuest();
    if (guest != null) {
      collect(guest, boundary, outcomes);
      return;
    }
    collect(residence.inForce(), boundary, outcomes);
    if (!residence.written().equals(residence.inForce())) {
      collect(residence.written(), boundary, outcomes);
    }
  }

  private void collect(TlbContext context, long boundary, List<AccessReport> outcomes) {
    walks.perform(context, access, report -> add(outcomes, report));
    if (access.kind() == AccessKind.FETCH) {
      walks.memory().at(boundary, log.lastSynchronization(pe, boundary));
      walks.perform(context, access, report -> {
        if (isOfUncachedWord(report)) {
          add(outcomes, report);
        }
      });
      walks.memory().at(boundary, boundary);
    }
    new Clashes(log, walks, context, access).outcomes(report -> add(outcomes, report));
  }

  /**
   * A fault that a fetch may still meet until its PE synchronises, since it may have been made ahead.
   */
  private static boolean isOfUncachedWord(AccessReport report) {
    return report.outcome() instanceof Outcome.Faulted fault
        && (fault.kind() == FaultKind.TRANSLATION
            || fault.kind() == FaultKind.ADDRESS_SIZE
            || fault.kind() == FaultKind.ACCESS_FLAG);
  }

  private static void add(List<AccessReport> outcomes, AccessReport report) {
    if (!outcomes.contains(report)) {
      outcomes.add(report);
    }
  }
}
