package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounds of what was mapped, and what is given up between them. */
final class BrokenRelinquishP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M42, "a", "A failed insertion moves the bounds as far as it was to go.")
          .onReworked()
          .shownBy(Observable.of(Statistic.LOWEST), Observable.of(Statistic.END))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            public long insert(
                long gfn, long pages, long mfn, @Nullable P2mType type, P2mAccess access) {
              p2m.noteMapped(gfn, pages);
              return super.insert(gfn, pages, mfn, type, access);
            }
          }),
      fault(SeededFault.M42, "b", "The bounds are moved only when a whole insertion has succeeded.")
          .onReworked()
          .shownBy(
              Observable.of(Statistic.LOWEST),
              Observable.of(Statistic.END),
              Observable.of(Counter.LIVE_STORES),
              Observable.of(LookupPart.MAPPED),
              Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            public long insert(
                long gfn, long pages, long mfn, @Nullable P2mType type, P2mAccess access) {
              long result = super.insert(gfn, pages, mfn, type, access);
              if (result == 0) {
                p2m.noteMapped(gfn, pages);
              }
              return result;
            }

            @Override
            protected void noteMapped(long gfn, long pages) {}
          }),
      fault(
              SeededFault.M46,
              "a",
              "A preempted relinquish goes on behind the entry at which it stopped.")
          .onEvery()
          .shownBy(
              Observable.of(Statistic.LOWEST),
              Observable.of(Counter.LIVE_STORES),
              Observable.of(Counter.REFERENCES_DROPPED),
              Observable.of(EventKind.REFERENCE_DROPPED),
              Observable.of(LookupPart.MAPPED),
              Observable.ACCESS)
          .ofP2m((parts, domain, vttbr, layout, cpu, pool, allocations, events) ->
              new ReferenceP2m(parts, domain, vttbr, layout, cpu, pool, allocations, events) {
                @Override
                void lowestMappedIs(long gfn) {
                  super.lowestMappedIs(gfn + 1);
                }
              }),
      fault(
              SeededFault.M46,
              "b",
              "A preempted relinquish goes on with an entry that it gave up before.")
          .onEvery()
          .shownBy(Observable.of(Statistic.LOWEST), Observable.of(Counter.LIVE_STORES))
          .ofP2m((parts, domain, vttbr, layout, cpu, pool, allocations, events) ->
              new ReferenceP2m(parts, domain, vttbr, layout, cpu, pool, allocations, events) {
                @Override
                void lowestMappedIs(long gfn) {
                  super.lowestMappedIs(gfn - 1);
                }
              }),
      fault(SeededFault.M47, "a", "A preempted relinquish starts again from frame 0.")
          .onEvery()
          .shownBy(
              Observable.of(Statistic.LOWEST),
              Observable.of(Counter.LIVE_STORES),
              Observable.of(EventKind.PREEMPTED))
          .ofP2m((parts, domain, vttbr, layout, cpu, pool, allocations, events) ->
              new ReferenceP2m(parts, domain, vttbr, layout, cpu, pool, allocations, events) {
                @Override
                void lowestMappedIs(long gfn) {
                  super.lowestMappedIs(0);
                }
              }),
      fault(SeededFault.M47, "b", "A preempted relinquish does not remember where it stopped.")
          .onEvery()
          .shownBy(
              Observable.of(Statistic.LOWEST),
              Observable.of(Counter.LIVE_STORES),
              Observable.of(EventKind.PREEMPTED))
          .ofP2m((parts, domain, vttbr, layout, cpu, pool, allocations, events) ->
              new ReferenceP2m(parts, domain, vttbr, layout, cpu, pool, allocations, events) {
                @Override
                void lowestMappedIs(long gfn) {}
              }),
      fault(SeededFault.M48)
          .onReworked()
          .shownBy(
              Observable.of(Counter.TLBI),
              Observable.of(EventKind.TLBI),
              Observable.of(ViolationName.FLUSH_PENDING),
              Observable.SEES,
              Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long relinquishEntries(Preemption preemption) {
              long result = super.relinquishEntries(preemption);
              if (result == Errno.ERESTART.code()) {
                forgetFlush();
              }
              return result;
            }
          }));

  private BrokenRelinquishP2ms() {}
}
