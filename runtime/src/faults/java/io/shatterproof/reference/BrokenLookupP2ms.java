package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;

/** Entries that are looked for in the wrong place, or answers that are wrong. */
final class BrokenLookupP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M41)
          .onEvery()
          .shownBy(Observable.of(LookupPart.MAPPED), Observable.ACCESS)
          .of(profile -> new Parts(profile) {
            @Override
            TreeLayout layout(Stage2Geometry geometry, long rootPa) {
              return new OneStartTable(geometry, rootPa);
            }
          }),
      fault(SeededFault.M43, "a", "Every hole has the size of a page.")
          .onReworked()
          .shownBy(
              Observable.of(LookupPart.ORDER),
              Observable.of(EventKind.PREEMPTED),
              Observable.of(Statistic.LOWEST))
          .ofLookup(p2m -> new EntryLookup(p2m) {
            @Override
            int level() {
              return isMapped() ? super.level() : TreeLayout.LAST_LEVEL;
            }
          }),
      fault(
              SeededFault.M43,
              "b",
              "A hole below a table has the size of an entry of the start table.")
          .onReworked()
          .shownBy(
              Observable.of(LookupPart.ORDER),
              Observable.of(EventKind.PREEMPTED),
              Observable.of(Statistic.LOWEST))
          .ofLookup(p2m -> new EntryLookup(p2m) {
            @Override
            int level() {
              return isMapped() ? super.level() : p2m.layout().rootLevel();
            }
          }),
      fault(SeededFault.M44)
          .onEvery()
          .shownBy(Observable.of(LookupPart.PA))
          .ofLookup(p2m -> new EntryLookup(p2m) {
            @Override
            long mfn() {
              return isMapped() ? p2m.codec().base(descriptor()) : NO_FRAME;
            }
          }),
      fault(SeededFault.M45)
          .onReworked()
          .shownBy(
              Observable.RESTRICTION,
              Observable.ACCESS,
              Observable.of(LookupPart.ACCESS),
              Observable.of(LookupPart.PERMISSIONS))
          .of(profile -> new Parts(profile) {
            @Override
            TreeLayout layout(Stage2Geometry geometry, long rootPa) {
              return new TreeLayout(geometry, rootPa) {
                @Override
                long nextBoundary(long gfn, int level) {
                  return gfn + pages(level);
                }
              };
            }
          }));

  private BrokenLookupP2ms() {}

  /** Frames of every table of the start level are those of the first. */
  private static final class OneStartTable extends TreeLayout {
    OneStartTable(Stage2Geometry geometry, long rootPa) {
      super(geometry, rootPa);
    }

    @Override
    long rootTable(long gfn) {
      return super.rootTable(inFirst(gfn));
    }

    @Override
    long entryIpa(long gfn, int level) {
      return super.entryIpa(inFirst(gfn), level);
    }

    private long inFirst(long gfn) {
      return gfn & (pages(rootLevel() - 1) - 1);
    }
  }
}
