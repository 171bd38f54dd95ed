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
  private final TlbLog log;
  private final int pe;
  private final GuestAccess access;
  private final GuestAccess loading; // what loads entries: a read there
  private final @Nullable TlbContext elsewhere;
  private HeldEntries held;

  /**
   * Binds an access to a log.
   *
   * @param elsewhere the context of the access if nobody said where the PE is; it holds nothing then
   */
  public TlbTimeline(TlbLog log, int pe, GuestAccess access, @Nullable TlbContext elsewhere) {
    this.log = log;
    this.pe = pe;
    this.access = access;
    this.loading = GuestAccess.of(AccessKind.READ, access.address());
    this.elsewhere = elsewhere;
    this.held = new HeldEntries(log, pe);
  }

  /** Hears what the access can meet at the boundaries from one on, until it hears again. */
  private interface Listener {
    void at(long boundary);
  }

  /** Every outcome at one boundary, without duplicates. */
  public List<AccessReport> outcomes(long boundary) {
    List<AccessReport> outcomes = new ArrayList<>();
    go(boundary, change -> {});
    collect(boundary, outcomes);
    return outcomes;
  }

  /**
   * Every outcome at each boundary: that before the first event is number 0.
   *
   * @param last the last boundary
   */
  public List<List<AccessReport>> outcomesUntil(long last) {
    List<List<AccessReport>> all = new ArrayList<>();
    go(last, change -> {
      while (all.size() < change + 1) { // as at the change before
        all.add(all.get(all.size() - 1));
      }
      List<AccessReport> outcomes = new ArrayList<>();
      collect(change, outcomes);
      all.add(outcomes);
    });
    while (all.size() < last + 2) {
      all.add(all.get(all.size() - 1));
    }
    return all;
  }

  /** The entries that the PE may hold at a boundary and that translate the address. */
  public List<TlbEntry> entries(long boundary) {
    go(boundary, change -> {});
    return new ArrayList<>(held.entries());
  }

  /**
   * Runs through time. Tables of stage 1 are found on the way, and what stage 2 said of them before
   * counts too: then it begins anew.
   */
  private void go(long last, Listener listener) {
    LongList tableIpas = new LongList();
    if (hasStage1()) {
      boolean isComplete;
      do {
        int before = tableIpas.size();
        run(last, tableIpas, change -> {});
        LongList found = held.tableIpas();
        for (int i = 0; i < found.size(); i++) {
          long page = found.get(i) & -PAGE;
          if (!tableIpas.contains(page)) {
            tableIpas.add(page);
          }
        }
        isComplete = tableIpas.size() == before;
      } while (!isComplete);
    }
    run(last, tableIpas, listener);
  }

  private static final long PAGE = 0x1000;

  private boolean hasStage1() {
    return log.hasStage1(pe);
  }

  private void run(long last, LongList tableIpas, Listener listener) {
    held = new HeldEntries(log, pe);
    settle(Times.BEFORE, tableIpas);
    listener.at(Times.BEFORE);
    LongList changes = log.changes();
    long before = Times.BEFORE;
    for (int i = 0; i < changes.size() && changes.get(i) <= last; i++) {
      long change = changes.get(i);
      if (change > before) {
        advance(change);
        settle(change, tableIpas);
        listener.at(change);
        before = change;
      }
    }
  }

  private void advance(long change) {
    held.endLoads(change - 1);
    held.forgetLoads();
    for (Invalidation invalidation : log.invalidations()) {
      if (invalidation.completeFor(pe) == change) {
        held.remove(invalidation);
      }
    }
  }

  private void settle(long boundary, LongList tableIpas) {
    held.memory().at(boundary, boundary);
    TlbLog.Residence residence = log.residence(pe, boundary);
    if (residence == null) {
      return;
    }
    for (TlbLog.Performed performed : log.performed()) {
      if (performed.pe() == pe && performed.at() == boundary) {
        held.load(residence.inForce(), performed.access());
        held.load(residence.written(), performed.access());
        held.endLoads(boundary);
        held.forgetLoads();
      }
    }
    TlbContext guest = residence.inGuest();
    if (guest != null) {
      for (int i = 0; i < tableIpas.size(); i++) {
        held.load(guest, tableIpas.get(i));
      }
      held.load(guest, loading);
      if (access.crossesPage()) {
        held.load(guest, loading.at(access.nextPage()));
      }
    }
  }

  private void collect(long boundary, List<AccessReport> outcomes) {
    TlbLog.Residence residence = log.residence(pe, boundary);
    if (residence == null) {
      if (elsewhere != null) {
        collect(elsewhere, boundary, outcomes);
      }
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
    held.perform(context, access, report -> add(outcomes, report));
    if (access.kind() == AccessKind.FETCH) {
      held.memory().at(boundary, log.lastSynchronization(pe, boundary));
      held.perform(context, access, report -> {
        if (isOfUncachedWord(report)) {
          add(outcomes, report);
        }
      });
      held.memory().at(boundary, boundary);
    }
    new Clashes(log.platform(), held, context, access).outcomes(report -> add(outcomes, report));
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
