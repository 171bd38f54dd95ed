package io.shatterproof.machine;

import io.shatterproof.arch.Platform;
import io.shatterproof.bbm.LiveStoreCheck;
import io.shatterproof.bbm.StaleTablesCheck;
import io.shatterproof.bbm.ViolationLog;
import io.shatterproof.tlb.Stage2Tables;
import io.shatterproof.tlb.TablePlace;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.tlb.TlbLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The standing rules of bare tables: says of each event what they are about. */
final class BareRules {
  private final Platform platform;
  private final TlbLog log;
  private final LiveStoreCheck stores;
  private final StaleTablesCheck tables;

  BareRules(Platform platform, TlbLog log, ViolationLog violations) {
    this.platform = platform;
    this.log = log;
    this.stores = new LiveStoreCheck(platform, log, violations);
    this.tables = new StaleTablesCheck(platform, log, violations);
  }

  /** A word was stored; memory and the log have it. */
  void stored(
      long event, long pa, long replaced, long value, boolean exchange, boolean sameContents) {
    List<Stage2Tables> ofPlaces = new ArrayList<>();
    List<TablePlace> places = new ArrayList<>();
    for (Stage2Tables tables : tables()) {
      for (TablePlace place : tables.places(pa)) {
        ofPlaces.add(tables);
        places.add(place);
      }
    }
    stores.stored(event, ofPlaces, places, pa, value, sameContents);
    if (!exchange) {
      stores.overwritten(event, ofPlaces, places, replaced, value);
    }
  }

  /** Memory was freed; the log has it. */
  void freed(long event, long pa, long sizeBytes) {
    tables.freed(event, tables(), pa, sizeBytes);
  }

  /**
   * What a PE does is decided by these contexts from now on; the log has it.
   *
   * @param oldGuest the one of the guest that it was in; null if it was in none
   * @param old what its registers meant
   */
  void resides(
      long event,
      int pe,
      @Nullable TlbContext oldGuest,
      TlbContext old,
      @Nullable TlbContext guest,
      TlbContext now) {
    Stage2Tables inForce = new Stage2Tables(log, now);
    if (inForce.areInUse() && !isSameTree(old, now)) {
      tables.inForce(event, inForce);
    }
    if (guest != null && !guest.equals(oldGuest) && log.hasFreedPages()) {
      tables.entered(event, pe, new Stage2Tables(log, guest));
    }
  }

  private static boolean isSameTree(TlbContext one, TlbContext other) {
    return one.vmid() == other.vmid()
        && one.hasStage2()
        && one.stage2().rootPa() == other.stage2().rootPa();
  }

  /** The tables that PEs use or used, each once. */
  private List<Stage2Tables> tables() {
    List<Stage2Tables> all = new ArrayList<>();
    for (int pe = 0; pe < platform.pes(); pe++) {
      for (TlbContext context : log.contexts(pe)) {
        Stage2Tables tables = new Stage2Tables(log, context);
        if (tables.areInUse() && all.stream().noneMatch(tables::areSame)) {
          all.add(tables);
        }
      }
    }
    return all;
  }
}
