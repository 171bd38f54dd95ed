package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;

/** Access restrictions that are kept, applied or forgotten in the wrong way. */
final class BrokenAccessP2ms {
  private static final long READ = 1L << 6; // S2AP[0]
  private static final long EVERY_BIT = -1; // never asks for preemption

  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M50, "a", "The access that is set of an unmapped frame is remembered.")
          .onEvery()
          .shownBy(Observable.RESTRICTION)
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            long protect(
                long gfn, long pages, long start, long mask, int number, Preemption preemption) {
              long result = super.protect(gfn, pages, start, mask, number, preemption);
              P2mAccess access = P2mAccess.ofNumber(number).orElse(p2m.defaultAccess());
              for (long done = start; result == 0 && done < pages; done++) {
                p2m.access().set(gfn + done, access);
              }
              return result;
            }
          }),
      fault(SeededFault.M50, "b", "A hole reports full access.")
          .onEvery()
          .shownBy(Observable.RESTRICTION)
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            long of(long gfn) {
              long answer = super.of(gfn);
              return answer == Errno.ESRCH.code() ? P2mAccess.RWX.number() : answer;
            }
          }),
      fault(SeededFault.M51)
          .onEvery()
          .shownBy(Observable.of(LookupPart.ORDER))
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            long protect(
                long gfn, long pages, long start, long mask, int number, Preemption preemption) {
              p2m.access().use();
              return super.protect(gfn, pages, start, mask, number, preemption);
            }

            @Override
            long protectNewMappings(int number) {
              p2m.access().use();
              return super.protectNewMappings(number);
            }
          }),
      fault(SeededFault.M52)
          .onReworked()
          .shownBy(Observable.of(LookupPart.PERMISSIONS), Observable.ACCESS)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void replaceEntry(
                long tablePa, int level, long gfn, long replaced, long made) {
              boolean edits = mayDeferFlush(replaced, made);
              long kept = edits ? made & (replaced | ~READ) : made;
              super.replaceEntry(tablePa, level, gfn, replaced, kept);
            }
          }),
      fault(SeededFault.M55, "a", "A change of the default access is applied to what is mapped.")
          .onEvery()
          .shownBy(
              Observable.RESTRICTION,
              Observable.ACCESS,
              Observable.of(Counter.LIVE_STORES),
              Observable.of(LookupPart.ACCESS),
              Observable.of(LookupPart.PERMISSIONS))
          .ofAccessControl((p2m, algorithm) -> new AccessControl(p2m, algorithm) {
            @Override
            long protectNewMappings(int number) {
              long result = super.protectNewMappings(number);
              long lowest = p2m.lowestMapped();
              long end = p2m.endOfMapped();
              if (result == 0 && Long.compareUnsigned(lowest, end) < 0) {
                algorithm.setAccess(
                    lowest, end - lowest, 0, EVERY_BIT, p2m.defaultAccess(), p2m.preemption(0));
              }
              return result;
            }
          }),
      fault(SeededFault.M55, "b", "New mappings ignore the default access.")
          .onEvery()
          .shownBy(
              Observable.RESTRICTION,
              Observable.ACCESS,
              Observable.of(LookupPart.ACCESS),
              Observable.of(LookupPart.PERMISSIONS))
          .ofP2m((parts, domain, vttbr, layout, cpu, pool, allocations, events) ->
              new ReferenceP2m(parts, domain, vttbr, layout, cpu, pool, allocations, events) {
                @Override
                P2mAccess defaultAccess() {
                  return P2mAccess.RWX;
                }
              }),
      fault(SeededFault.M56)
          .onReworked()
          .shownBy(Observable.RESTRICTION, Observable.of(LookupPart.ACCESS))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            private boolean restricts;

            @Override
            public long setAccess(
                long gfn, long pages, long start, long mask, P2mAccess access, Preemption asked) {
              restricts = true;
              long result = super.setAccess(gfn, pages, start, mask, access, asked);
              restricts = false;
              return result;
            }

            @Override
            protected boolean rememberAccess(long gfn, P2mAccess access) {
              boolean forgets = !restricts && access == P2mAccess.RWX;
              return forgets || super.rememberAccess(gfn, access);
            }
          }),
      fault(SeededFault.M57)
          .onReworked()
          .shownBy(
              Observable.ACCESS,
              Observable.of(Counter.LIVE_STORES),
              Observable.of(LookupPart.PERMISSIONS))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            private boolean fails;

            @Override
            public long setAccess(
                long gfn, long pages, long start, long mask, P2mAccess access, Preemption asked) {
              fails = false;
              long result = super.setAccess(gfn, pages, start, mask, access, asked);
              return fails ? Errno.ENOMEM.code() : result;
            }

            @Override
            protected boolean rememberAccess(long gfn, P2mAccess access) {
              fails |= !super.rememberAccess(gfn, access);
              return true;
            }
          }),
      fault(SeededFault.M58)
          .onReworked()
          .shownBy(
              Observable.of(LookupPart.ORDER),
              Observable.of(Counter.LIVE_STORES),
              Observable.of(EventKind.STORE))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean mapsByPage() {
              return false;
            }
          }),
      fault(SeededFault.M59, "a", "A preempted access change says that one page more is done.")
          .onReworked()
          .shownBy(Observable.RETURNED, Observable.RESTRICTION)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long continuation(long gfn, long done) {
              return done + 1;
            }
          }),
      fault(
              SeededFault.M59,
              "b",
              "A preempted access change answers with a frame, not with a count.")
          .onReworked()
          .shownBy(Observable.RETURNED, Observable.RESTRICTION)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected long continuation(long gfn, long done) {
              return gfn + done;
            }
          }));

  private BrokenAccessP2ms() {}
}
