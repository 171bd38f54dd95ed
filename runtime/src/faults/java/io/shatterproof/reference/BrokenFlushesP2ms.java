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

/**
 * TLB invalidations that are missing, late, superfluous, or of another domain.
 *
 * <p>Of M10 there is no form in which the invalidation of one domain makes another forget what is
 * left to do: a lock section is done as a whole, so nothing of another domain comes between the
 * removal and the unlock.
 */
final class BrokenFlushesP2ms {
  private static final Observable[] SUPERFLUOUS = {
    Observable.of(Counter.TLBI), Observable.of(EventKind.TLBI)
  };
  private static final Observable[] MAKE_BEFORE_INVALIDATION = {
    Observable.of(EventKind.STORE),
    Observable.of(EventKind.TLBI),
    Observable.of(ViolationName.NO_TLBI)
  };

  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M07)
          .onReworked()
          .shownBy(
              Observable.of(Counter.TLBI),
              Observable.of(EventKind.TLBI),
              Observable.of(ViolationName.FLUSH_PENDING),
              Observable.ACCESS,
              Observable.SEES)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void removeEntry(long tablePa, int level, long gfn) {
              store(tablePa, level, gfn, S2Descriptor.INVALID);
            }
          }),
      fault(SeededFault.M08)
          .onReworked()
          .shownBy(
              Observable.of(EventKind.TLBI),
              Observable.of(EventKind.UNLOCKED),
              Observable.of(ViolationName.FLUSH_PENDING),
              Observable.SEES)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            public void unlock() {
              releaseLock();
              flushIfPending();
            }
          }),
      fault(SeededFault.M09)
          .onReworked()
          .shownBy(SUPERFLUOUS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void flushNow() {
              boolean wasPending = isFlushPending();
              super.flushNow();
              if (wasPending) {
                deferFlush();
              }
            }
          }),
      fault(SeededFault.M10, "a", "An invalidation runs under the VMID that happens to be loaded.")
          .onEvery()
          .shownBy(Observable.of(EventKind.TLBI), Observable.of(ViolationName.WRONG_VMID))
          .ofCpu((events, memory, pes, cleans) -> new Cpu(events, memory, pes, cleans) {
            @Override
            void flushTlb(long vttbr) {
              invalidateLoaded();
            }
          }),
      fault(SeededFault.M10, "b", "The VTTBR of before is not restored after an invalidation.")
          .onEvery()
          .shownBy(Observable.of(EventKind.CONTEXT))
          .ofCpu((events, memory, pes, cleans) -> new Cpu(events, memory, pes, cleans) {
            @Override
            void restoreVttbr(long vttbr) {}
          }),
      fault(SeededFault.M10, "c", "Interrupts stay masked after an invalidation.")
          .onEvery()
          .shownBy(Observable.of(EventKind.CONTEXT))
          .ofCpu((events, memory, pes, cleans) -> new Cpu(events, memory, pes, cleans) {
            @Override
            void restoreInterrupts() {}
          }),
      fault(SeededFault.M11)
          .onReworked()
          .shownBy(SUPERFLUOUS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void makeEntry(long tablePa, int level, long gfn, long made) {
              super.makeEntry(tablePa, level, gfn, made);
              deferFlush();
            }
          }),
      fault(SeededFault.M12)
          .onReworked()
          .shownBy(SUPERFLUOUS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long holeRemoved() {
              deferFlush();
              return super.holeRemoved();
            }
          }),
      fault(SeededFault.M13)
          .onReworked()
          .shownBy(SUPERFLUOUS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean mayDeferFlush(long replaced, long made) {
              return false;
            }
          }),
      fault(
              SeededFault.M14,
              "a",
              "With access control in use the invalidation is deferred "
                  + "although the type changes.")
          .onReworked()
          .shownBy(MAKE_BEFORE_INVALIDATION)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean mayDeferFlush(long replaced, long made) {
              return p2m.access().inUse()
                  && p2m.codec().base(replaced) == p2m.codec().base(made);
            }
          }),
      fault(
              SeededFault.M14,
              "b",
              "With access control in use the invalidation is deferred "
                  + "although the machine frame changes.")
          .onReworked()
          .shownBy(MAKE_BEFORE_INVALIDATION)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean mayDeferFlush(long replaced, long made) {
              return p2m.access().inUse()
                  && p2m.codec().type(replaced).equals(p2m.codec().type(made));
            }
          }),
      fault(SeededFault.M15)
          .onReworked()
          .shownBy(SUPERFLUOUS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean mayDeferFlush(long replaced, long made) {
              return super.mayDeferFlush(replaced, made)
                  && S2Descriptor.permissions(replaced).execute()
                      == S2Descriptor.permissions(made).execute();
            }
          }));

  private BrokenFlushesP2ms() {}
}
