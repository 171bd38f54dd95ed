package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;
import java.util.OptionalLong;

/** Failures that are told wrong, or not told, or after which something is left over. */
final class BrokenResultsP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M28)
          .onReworked()
          .shownBy(Observable.RETURNED)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long holeRemoved() {
              return Errno.ENOENT.code();
            }
          }),
      fault(SeededFault.M29, "a", "An exhausted table pool makes an insertion fail with ENOMEM.")
          .onReworked()
          .shownBy(Observable.RETURNED)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long creationFailed() {
              return Errno.ENOMEM.code();
            }
          }),
      fault(SeededFault.M29, "b", "An exhausted table pool makes a split fail with ENOENT.")
          .onReworked()
          .shownBy(Observable.RETURNED)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long splitFailed(long tablePa, int level, long gfn, long mfn) {
              return Errno.ENOENT.code();
            }
          }),
      fault(SeededFault.M29, "c", "A removal that cannot split a block removes all of it.")
          .onReworked()
          .shownBy(Observable.RETURNED, Observable.of(LookupPart.MAPPED), Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long splitFailed(long tablePa, int level, long gfn, long mfn) {
              return mfn == NO_FRAME
                  ? change(tablePa, level, gfn, NO_FRAME, null, P2mAccess.RWX)
                  : super.splitFailed(tablePa, level, gfn, mfn);
            }
          }),
      // Xen has this up to release 4.8.0, in guest_physmap_remove_page, which returns nothing; what
      // a profile models is the function that it calls.
      fault(SeededFault.M31)
          .onEvery()
          .shownBy(Observable.of(ViolationName.REFERENCE_COUNT))
          .ofSession(hypervisor -> new ReferenceSession(hypervisor) {
            @Override
            long removed(Domain domain, long result, OptionalLong believed) {
              if (result != 0 && believed.isPresent()) {
                domain.p2m().reportDropped(believed.getAsLong());
              }
              return 0;
            }
          }),
      fault(SeededFault.M36)
          .onEvery()
          .shownBy(
              Observable.of(Counter.REFERENCES_DROPPED),
              Observable.of(EventKind.REFERENCE_DROPPED),
              Observable.of(ViolationName.REFERENCE_COUNT))
          .ofSession(hypervisor -> new ReferenceSession(hypervisor) {
            @Override
            void dropReferences(Domain domain, long mfn, long pages) {}
          }));

  private BrokenResultsP2ms() {}
}
