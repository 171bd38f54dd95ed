package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.S2Permissions;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;

/** Accesses that are forbidden once, and monitors that are told of them. */
final class BrokenMonitorP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M53, "a", "The access rx2rw becomes rwx at a write.")
          .onEvery()
          .shownBy(
              Observable.RESTRICTION,
              Observable.ACCESS,
              Observable.of(LookupPart.ACCESS),
              Observable.of(LookupPart.PERMISSIONS))
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            void openForWriting(long gfn, S2Permissions wanted) {
              set(gfn, P2mAccess.RWX);
            }
          }),
      fault(SeededFault.M53, "b", "The access rx2rw becomes rw at a read or fetch.")
          .onEvery()
          .shownBy(
              Observable.RESTRICTION,
              Observable.ABORT,
              Observable.of(LookupPart.ACCESS),
              Observable.of(LookupPart.PERMISSIONS))
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            boolean handles(long gfn, S2Permissions wanted) {
              boolean opens = of(gfn) == P2mAccess.RX2RW.number() && !wanted.write();
              if (opens) {
                openForWriting(gfn, wanted);
              }
              return opens || super.handles(gfn, wanted);
            }
          }),
      fault(SeededFault.M53, "c", "A write to a page of the access rx2rw is told to the monitor.")
          .onEvery()
          .shownBy(Observable.of(EventKind.MONITORED))
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            void openForWriting(long gfn, S2Permissions wanted) {
              super.openForWriting(gfn, wanted);
              tell(P2mAccess.RX2RW, wanted);
            }
          }),
      fault(
              SeededFault.M54,
              "a",
              "The virtual CPU waits for the monitor at an access to a page of n2rwx.")
          .onEvery()
          .shownBy(Observable.of(EventKind.MONITORED))
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            void tell(P2mAccess access, S2Permissions wanted) {
              p2m.reportMonitored(true, wanted.toString());
            }
          }),
      fault(SeededFault.M54, "b", "An access to a page of n2rwx is not told to the monitor.")
          .onEvery()
          .shownBy(Observable.of(EventKind.MONITORED))
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            void tell(P2mAccess access, S2Permissions wanted) {
              if (access != P2mAccess.N2RWX) {
                super.tell(access, wanted);
              }
            }
          }),
      fault(SeededFault.M54, "c", "Without a monitor the access n2rwx stays.")
          .onEvery()
          .shownBy(
              Observable.RESTRICTION,
              Observable.ACCESS,
              Observable.of(LookupPart.ACCESS),
              Observable.of(LookupPart.PERMISSIONS))
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            void openForAll(long gfn) {
              if (hasListener()) {
                super.openForAll(gfn);
              }
            }
          }));

  private BrokenMonitorP2ms() {}
}
