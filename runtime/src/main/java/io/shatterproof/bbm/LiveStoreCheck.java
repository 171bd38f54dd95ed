package io.shatterproof.bbm;

import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.event.ViolationName;
import io.shatterproof.tlb.BreakTrace;
import io.shatterproof.tlb.HeldSurvey;
import io.shatterproof.tlb.Stage2Tables;
import io.shatterproof.tlb.TablePlace;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.tlb.TlbEntry;
import io.shatterproof.tlb.TlbLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what is stored to live tables by all that PEs may hold at that moment.
 *
 * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
 */
public final class LiveStoreCheck {
  private final Platform platform;
  private final TlbLog log;
  private final ViolationLog violations;
  private final NearestStep nearest;

  public LiveStoreCheck(Platform platform, TlbLog log, ViolationLog violations) {
    this.platform = platform;
    this.log = log;
    this.violations = violations;
    this.nearest = new NearestStep(log);
  }

  /**
   * A word was stored; memory and the log have it.
   *
   * @param places of the word, each with the tables that it is a place of
   */
  public void stored(
      long event,
      List<Stage2Tables> ofPlaces,
      List<TablePlace> places,
      long wordPa,
      long made,
      boolean sameContents) {
    List<Breach> breaches = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      for (int pe = 0; pe < platform.pes(); pe++) {
        judge(event, pe, ofPlaces.get(i), places.get(i), wordPa, made, sameContents, breaches);
      }
    }
    for (Breach breach : breaches) {
      violations.add(breach.violation(event, made));
    }
  }

  /**
   * A word was stored, and what was there was not read in the same step: hardware may have marked it
   * dirty since software last read it, and that is lost.
   *
   * @param replaced what was there
   */
  public void overwritten(
      long event, List<Stage2Tables> ofPlaces, List<TablePlace> places, long replaced, long made) {
    for (int i = 0; i < places.size(); i++) {
      TablePlace place = places.get(i);
      Stage2Tables tables = ofPlaces.get(i);
      PeSet walkers = place.isLive() ? walkersThatDirty(tables) : PeSet.of();
      if (!walkers.isEmpty()
          && isClean(tables, replaced, place.level())
          && !isDirty(tables, made, replaced, place.level())) {
        violations.add(Violation.ofStore(
            ViolationName.LOST_DIRTY,
            walkers,
            tables.format(),
            place.ipa(),
            place.level(),
            replaced,
            made,
            event));
        return;
      }
    }
  }

  private PeSet walkersThatDirty(Stage2Tables tables) {
    PeSet walkers = PeSet.of();
    for (int pe = 0; pe < platform.pes() && tables.setsDirtyState(); pe++) {
      TlbContext guest = log.guest(pe);
      if (guest != null && new Stage2Tables(log, guest).areSame(tables)) {
        walkers = walkers.with(pe);
      }
    }
    return walkers;
  }

  private static boolean isClean(Stage2Tables tables, long leaf, int level) {
    return tables.format().isLeaf(leaf, level)
        && S2Descriptor.dirtyBitModifier(leaf)
        && !S2Descriptor.isWritable(leaf);
  }

  /** Whether it says of the same memory that it is dirty. */
  private static boolean isDirty(Stage2Tables tables, long made, long replaced, int level) {
    return tables.format().isLeaf(made, level)
        && S2Descriptor.isWritable(made)
        && tables.format().outputAddress(made, level)
            == tables.format().outputAddress(replaced, level);
  }

  private void judge(
      long event,
      int pe,
      Stage2Tables tables,
      TablePlace place,
      long wordPa,
      long made,
      boolean sameContents,
      List<Breach> breaches) {
    HeldEntry entries = entries(tables);
    if (!entries.isLoadable(made, place.level())) {
      return;
    }
    long boundary = event - 1;
    long size = tables.sizeBytes(place.level());
    long range = isContiguous(tables, made, place.level())
        ? size * ContiguousRange.entries(tables.geometry().granule(), place.level())
        : size;
    long first = place.ipa() & -range;
    HeldSurvey.Interest clash = (level, ipa, held) -> {
      // What a member of a contiguous group says of the place of another one.
      long at = range == size ? place.ipa() : Math.max(ipa, first) & -size;
      return entries.needsBreak(
          level, ipa, held, place.level(), at, made + (at - place.ipa()), sameContents);
    };
    List<TlbEntry> held =
        HeldSurvey.of(log, pe, boundary, tables.context().vmid(), first, range, clash);
    if (!place.isLive() && !isReached(held, tables, place)) {
      return;
    }
    List<TlbEntry> clashing = new ArrayList<>();
    for (TlbEntry entry : held) {
      if (clash.in(entry.stage2Level(), entry.ipa(), entry.stage2Descriptor())) {
        clashing.add(entry);
      }
    }
    clashing.sort(HeldDescriptors.ORDER);
    name(boundary, pe, tables, place, wordPa, clashing, held, breaches);
  }

  private static boolean isContiguous(Stage2Tables tables, long made, int level) {
    return tables.format().isLeaf(made, level) && S2Descriptor.contiguous(made);
  }

  private HeldEntry entries(Stage2Tables tables) {
    return new HeldEntry(
        tables.geometry(),
        tables.format(),
        tables::newest,
        platform.bbmLevel(),
        tables.setsAccessFlag(),
        tables.setsDirtyState());
  }

  /** Whether the PE may walk to the place by what it holds. */
  private static boolean isReached(List<TlbEntry> held, Stage2Tables tables, TablePlace place) {
    for (TlbEntry entry : held) {
      if (entry.kind() == TlbEntry.Kind.STAGE2_TABLE
          && entry.stage2Level() == place.level() - 1
          && tables.format().nextTablePa(entry.stage2Descriptor()) == place.tablePa()) {
        return true;
      }
    }
    return false;
  }

  /** Names each descriptor that is held; what hangs below a table goes by the name of that. */
  private void name(
      long boundary,
      int pe,
      Stage2Tables tables,
      TablePlace place,
      long wordPa,
      List<TlbEntry> clashing,
      List<TlbEntry> held,
      List<Breach> breaches) {
    TlbEntry previous = null;
    List<TlbEntry> aboves = new ArrayList<>();
    List<Breach> ofAboves = new ArrayList<>();
    for (TlbEntry entry : clashing) {
      if (previous != null && HeldDescriptors.isSame(previous, entry)) {
        continue;
      }
      previous = entry;
      Breach breach = null;
      for (int i = 0; i < aboves.size() && breach == null; i++) {
        if (aboves.get(i).overlaps(entry.ipa(), 1)) {
          breach = ofAboves.get(i);
        }
      }
      if (breach == null) {
        breach = named(boundary, pe, tables, place, entry, held, breaches);
      }
      breach.add(entry, pe, entry.stage2DescriptorPa() == wordPa);
      if (entry.kind() == TlbEntry.Kind.STAGE2_TABLE) {
        aboves.add(entry);
        ofAboves.add(breach);
      }
    }
  }

  private Breach named(
      long boundary,
      int pe,
      Stage2Tables tables,
      TablePlace place,
      TlbEntry entry,
      List<TlbEntry> held,
      List<Breach> breaches) {
    Stage2Tables own = new Stage2Tables(log, entry.context());
    long ipa = Math.max(place.ipa(), entry.ipa());
    BreakTrace trace = new BreakTrace(log, own, entry, ipa, boundary);
    ViolationName name =
        own.context().stage2().rootPa() == tables.context().stage2().rootPa()
            ? nearest.of(entry, trace, pe, held, boundary)
            : ViolationName.VMID_REUSE;
    for (Breach breach : breaches) {
      if (breach.name == name) {
        return breach;
      }
    }
    Breach breach = new Breach(name, tables, place, trace.brokenAt());
    breaches.add(breach);
    return breach;
  }

  /** What one store breaks under one name. */
  private static final class Breach {
    private final ViolationName name;
    private final Stage2Tables tables;
    private final TablePlace place;
    private final long openedAt;
    private final HeldDescriptors counted = new HeldDescriptors();
    private PeSet heldBy = PeSet.of();
    private @Nullable TlbEntry first;
    private boolean isFirstOwn;

    Breach(ViolationName name, Stage2Tables tables, TablePlace place, long openedAt) {
      this.name = name;
      this.tables = tables;
      this.place = place;
      this.openedAt = openedAt;
    }

    void add(TlbEntry entry, int pe, boolean isOwn) {
      heldBy = heldBy.with(pe);
      counted.add(entry);
      if (first == null || (isOwn && !isFirstOwn)) {
        first = entry;
        isFirstOwn = isOwn;
      }
    }

    Violation violation(long event, long made) {
      if (first == null) {
        throw new IllegalStateException("nobody holds anything");
      }
      return new Violation(
              name,
              heldBy,
              tables.format(),
              0,
              place.ipa(),
              place.level(),
              first.stage2Level(),
              first.stage2Descriptor(),
              made,
              event)
          .opened(openedAt, counted.size());
    }
  }
}
