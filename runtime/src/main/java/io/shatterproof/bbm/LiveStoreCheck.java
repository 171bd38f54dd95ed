package io.shatterproof.bbm;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.ViolationName;
import io.shatterproof.tlb.BreakTrace;
import io.shatterproof.tlb.HeldSurvey;
import io.shatterproof.tlb.Stage2Tables;
import io.shatterproof.tlb.TablePlace;
import io.shatterproof.tlb.TlbEntry;
import io.shatterproof.tlb.TlbLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what is stored to live tables by all that PEs may hold at that moment.
 *
 * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
 */
public final class LiveStoreCheck {
  private static final Comparator<TlbEntry> BY_PLACE = Comparator.comparingInt(
          TlbEntry::stage2Level)
      .thenComparingLong(TlbEntry::ipa)
      .thenComparingLong(TlbEntry::stage2Descriptor)
      .thenComparingLong(TlbEntry::stage2DescriptorPa)
      .thenComparingInt(entry -> entry.isOfStage2Alone() ? 0 : 1);

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
    List<TlbEntry> held =
        HeldSurvey.of(log, pe, boundary, tables.context().vmid(), place.ipa(), size);
    if (!place.isLive() && !isReached(held, tables, place)) {
      return;
    }
    List<TlbEntry> clashing = new ArrayList<>();
    for (TlbEntry entry : held) {
      if (entries.needsBreak(
          entry.stage2Level(),
          entry.ipa(),
          entry.stage2Descriptor(),
          place.level(),
          place.ipa(),
          made,
          sameContents)) {
        clashing.add(entry);
      }
    }
    clashing.sort(BY_PLACE);
    name(boundary, pe, tables, place, wordPa, clashing, held, breaches);
  }

  private HeldEntry entries(Stage2Tables tables) {
    return new HeldEntry(
        tables.geometry(),
        tables.format(),
        tables::newest,
        platform.bbmLevel(),
        tables.setAccessFlag(),
        tables.setDirtyState());
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
      if (previous != null && isSameDescriptor(previous, entry)) {
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

  private static boolean isSameDescriptor(TlbEntry one, TlbEntry other) {
    return one.stage2Level() == other.stage2Level()
        && one.ipa() == other.ipa()
        && one.stage2Descriptor() == other.stage2Descriptor()
        && one.stage2DescriptorPa() == other.stage2DescriptorPa();
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
    private final List<TlbEntry> counted = new ArrayList<>();
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

    private int entries() {
      counted.sort(BY_PLACE);
      int entries = 0;
      TlbEntry previous = null;
      for (TlbEntry entry : counted) {
        if (previous == null || !isSameDescriptor(previous, entry)) {
          entries++;
        }
        previous = entry;
      }
      return entries;
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
          .opened(openedAt, entries());
    }
  }
}
