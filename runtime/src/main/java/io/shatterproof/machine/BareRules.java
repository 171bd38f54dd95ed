package io.shatterproof.machine;

import io.shatterproof.arch.Platform;
import io.shatterproof.bbm.LiveStoreCheck;
import io.shatterproof.bbm.ViolationLog;
import io.shatterproof.tlb.Stage2Tables;
import io.shatterproof.tlb.TablePlace;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.tlb.TlbLog;
import java.util.ArrayList;
import java.util.List;

/** The standing rules of bare tables: says of each event what they are about. */
final class BareRules {
  private final Platform platform;
  private final TlbLog log;
  private final LiveStoreCheck stores;

  BareRules(Platform platform, TlbLog log, ViolationLog violations) {
    this.platform = platform;
    this.log = log;
    this.stores = new LiveStoreCheck(platform, log, violations);
  }

  /** A word was stored; memory and the log have it. */
  void stored(long event, long pa, long value, boolean sameContents) {
    List<Stage2Tables> ofPlaces = new ArrayList<>();
    List<TablePlace> places = new ArrayList<>();
    for (Stage2Tables tables : tables()) {
      for (TablePlace place : tables.places(pa)) {
        ofPlaces.add(tables);
        places.add(place);
      }
    }
    stores.stored(event, ofPlaces, places, pa, value, sameContents);
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
