package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;
import java.util.Set;

/** Cache maintenance that does too much or too little. */
final class BrokenCleaningP2ms {
  private static final Set<P2mType> DEVICES =
      Set.of(P2mType.MMIO_DEV, P2mType.MMIO_NC, P2mType.MMIO_C);
  private static final Set<P2mType> GRANTS = Set.of(P2mType.GRANT_RW, P2mType.GRANT_RO);

  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M65, "a", "A cache flush touches device memory.")
          .onEvery()
          .shownBy(Observable.of(EventKind.CLEAN))
          .ofCodec((types, format) -> new EntryCodec(types, format) {
            @Override
            boolean isRam(long descriptor) {
              return super.isRam(descriptor) || isDevice(descriptor);
            }

            @Override
            boolean isAnyRam(long descriptor) {
              return super.isAnyRam(descriptor) || isDevice(descriptor);
            }

            private boolean isDevice(long descriptor) {
              return type(descriptor).filter(DEVICES::contains).isPresent();
            }
          }),
      // Xen cleans granted memory on purpose since cd85147287.
      fault(SeededFault.M65, "b", "A cache flush touches granted memory.")
          .on(Profile.XEN_4_8, Profile.XEN_4_8_FIXED, Profile.XEN_PRE)
          .shownBy(Observable.of(EventKind.CLEAN))
          .ofCodec((types, format) -> new EntryCodec(types, format) {
            @Override
            boolean isRam(long descriptor) {
              return super.isRam(descriptor)
                  || type(descriptor).filter(GRANTS::contains).isPresent();
            }
          }),
      // Later releases go page by page: no block has an end of its own there.
      fault(SeededFault.M65, "c", "A cache flush leaves the last page of a block out.")
          .shownBy(Observable.of(EventKind.CLEAN))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void cleanMapping(long mfn, long pages) {
              super.cleanMapping(mfn, Math.max(pages - 1, 1));
            }
          }),
      fault(SeededFault.M65, "d", "A cache flush takes the lock of writers.")
          .onReworked()
          .shownBy(Observable.of(EventKind.LOCKED))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            public long cleanSome(long gfn, long pages, long start, Preemption preemption) {
              boolean taken = lockUnlessHeld();
              long result = super.cleanSome(gfn, pages, start, preemption);
              unlockIf(taken);
              return result;
            }
          }),
      fault(SeededFault.M65, "e", "A cache flush invalidates the TLB.")
          .onReworked()
          .shownBy(Observable.of(EventKind.TLBI), Observable.of(Counter.TLBI))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            public long cleanSome(long gfn, long pages, long start, Preemption preemption) {
              long result = super.cleanSome(gfn, pages, start, preemption);
              flushNow();
              return result;
            }
          }));

  private BrokenCleaningP2ms() {}
}
