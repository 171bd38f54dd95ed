package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;

/** Entries that are replaced in the wrong order. */
final class BrokenStoresP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M01)
          .onReworked()
          .shownBy(
              Observable.of(Counter.LIVE_STORES),
              Observable.of(EventKind.STORE),
              Observable.of(ViolationName.NO_BREAK),
              Observable.of(ViolationName.LIVE_REPLACE))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void replaceEntry(
                long tablePa, int level, long gfn, long replaced, long made) {
              store(tablePa, level, gfn, made);
              flushNow();
            }
          }),
      fault(SeededFault.M02)
          .onReworked()
          .shownBy(
              Observable.of(EventKind.STORE),
              Observable.of(EventKind.TLBI),
              Observable.of(ViolationName.NO_TLBI))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void replaceEntry(
                long tablePa, int level, long gfn, long replaced, long made) {
              store(tablePa, level, gfn, S2Descriptor.INVALID);
              store(tablePa, level, gfn, made);
              flushNow();
            }
          }),
      fault(SeededFault.M03)
          .onReworked()
          .shownBy(
              Observable.of(EventKind.STORE),
              Observable.of(EventKind.TLBI),
              Observable.of(ViolationName.NO_TLBI),
              Observable.SEES)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void replaceEntry(
                long tablePa, int level, long gfn, long replaced, long made) {
              flushNow();
              store(tablePa, level, gfn, S2Descriptor.INVALID);
              store(tablePa, level, gfn, made);
            }
          }),
      fault(SeededFault.M04)
          .onReworked()
          .shownBy(
              Observable.of(Counter.LIVE_STORES),
              Observable.of(EventKind.STORE),
              Observable.of(ViolationName.NO_BREAK),
              Observable.of(ViolationName.LIVE_REPLACE))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void publishSplit(long tablePa, int level, long gfn, long subTree) {
              store(tablePa, level, gfn, subTree);
              flushNow();
            }
          }),
      fault(SeededFault.M05)
          .onReworked()
          .shownBy(
              Observable.of(Counter.TLBI),
              Observable.of(Counter.LIVE_STORES),
              Observable.of(EventKind.STORE))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long split(long tablePa, int level, long gfn, int targetLevel) {
              long below = tablePa;
              for (int at = level; at < targetLevel && below != TablePool.NONE; at++) {
                below = super.split(below, at, gfn, at + 1);
              }
              return below;
            }
          }),
      fault(SeededFault.M06)
          .onReworked()
          .shownBy(
              Observable.of(EventKind.STORE),
              Observable.of(EventKind.TLBI),
              Observable.of(Counter.TLBI),
              Observable.of(ViolationName.NO_TLBI),
              Observable.SEES)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void publishSplit(long tablePa, int level, long gfn, long subTree) {
              store(tablePa, level, gfn, S2Descriptor.INVALID);
              deferFlush();
              store(tablePa, level, gfn, subTree);
            }
          }));

  private BrokenStoresP2ms() {}
}
