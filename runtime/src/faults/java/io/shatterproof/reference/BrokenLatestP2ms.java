package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.Observable.LookupPart;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;
import java.util.OptionalLong;

/** What only later releases do: lazy entries, checks, pieces, pools and virtual CPUs. */
final class BrokenLatestP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M39)
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.RESTRICTION, Observable.of(LookupPart.MAPPED))
          .ofP2m((parts, domain, vttbr, layout, cpu, pool, allocations, events) ->
              new ReferenceP2m(parts, domain, vttbr, layout, cpu, pool, allocations, events) {
                @Override
                long highestMapped() {
                  return endOfMapped();
                }
              }),
      fault(SeededFault.M40)
          .on(Profile.XEN_LATEST)
          .shownBy(
              Observable.RETURNED, Observable.of(LookupPart.MAPPED), Observable.of(LookupPart.PA))
          .of(profile -> new Parts(profile) {
            @Override
            TreeLayout layout(Stage2Geometry geometry, long rootPa) {
              return new TreeLayout(geometry, rootPa);
            }
          }),
      fault(SeededFault.M49)
          .on(Profile.XEN_LATEST)
          .shownBy(
              Observable.RETURNED,
              Observable.of(LookupPart.MAPPED),
              Observable.of(EventKind.REFERENCE_DROPPED))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean refusesEntries() {
              return false;
            }
          }),
      fault(SeededFault.M66, "a", "A cache flush goes beyond its end.")
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.of(EventKind.CLEAN))
          .of(profile -> new Parts(profile) {
            @Override
            CacheCleaning cacheCleaning(ReferenceP2m p2m) {
              return new CacheCleaning(p2m) {
                @Override
                protected long endOfCleaning(long gfn, long pages) {
                  return p2m.endOfMapped();
                }
              };
            }
          }),
      fault(SeededFault.M66, "b", "A cache flush cannot be preempted.")
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.RETURNED, Observable.of(EventKind.PREEMPTED))
          .of(profile -> new Parts(profile) {
            @Override
            CacheCleaning cacheCleaning(ReferenceP2m p2m) {
              return new CacheCleaning(p2m) {
                @Override
                long clean(long gfn, long pages, long start, Preemption preemption) {
                  return super.clean(gfn, pages, start, p2m.preemption(0));
                }
              };
            }
          }),
      fault(SeededFault.M67)
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.ABORT, Observable.ACCESS, Observable.of(LookupPart.MAPPED))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void eraseEntry(long tablePa, int level, long gfn) {}
          }),
      fault(SeededFault.M68)
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.ACCESS, Observable.SEES)
          .of(profile -> new Parts(profile) {
            @Override
            LazyEntries lazyEntries(ReferenceP2m p2m, BreakBeforeMakeAlgorithm algorithm) {
              return new LazyEntries(p2m, algorithm) {
                @Override
                protected void hideChildren(long tablePa, long firstGfn, int level) {}
              };
            }
          }),
      fault(
              SeededFault.M69,
              "a",
              "Only the first page of a concatenated start table is invalidated.")
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.ACCESS)
          .of(profile -> new Parts(profile) {
            @Override
            LazyEntries lazyEntries(ReferenceP2m p2m, BreakBeforeMakeAlgorithm algorithm) {
              return new LazyEntries(p2m, algorithm) {
                @Override
                protected int tablesHidden() {
                  return 1;
                }
              };
            }
          }),
      fault(
              SeededFault.M69,
              "b",
              "As many pages of the start table are invalidated as its level says.")
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.ACCESS)
          .of(profile -> new Parts(profile) {
            @Override
            LazyEntries lazyEntries(ReferenceP2m p2m, BreakBeforeMakeAlgorithm algorithm) {
              return new LazyEntries(p2m, algorithm) {
                @Override
                protected int tablesHidden() {
                  return p2m.layout().rootLevel();
                }
              };
            }
          }),
      fault(SeededFault.M70)
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.ABORT)
          .of(profile -> new Parts(profile) {
            @Override
            LazyEntries lazyEntries(ReferenceP2m p2m, BreakBeforeMakeAlgorithm algorithm) {
              return new LazyEntries(p2m, algorithm) {
                @Override
                protected boolean leadsFurther(long descriptor) {
                  return true;
                }
              };
            }
          }),
      fault(SeededFault.M72)
          .on(Profile.XEN_4_8_FIXED, Profile.XEN_LATEST)
          .shownBy(Observable.of(EventKind.TLBI), Observable.of(Counter.TLBI))
          .of(profile -> new Parts(profile) {
            @Override
            VirtualCpus virtualCpus() {
              return new VirtualCpus() {
                @Override
                boolean enter(int pe, int vcpu) {
                  super.enter(pe, vcpu);
                  return false;
                }
              };
            }
          }),
      fault(SeededFault.M73, "a", "A removal with the wrong machine frame is accepted.")
          .on(Profile.XEN_LATEST)
          .shownBy(
              Observable.RETURNED,
              Observable.ACCESS,
              Observable.of(LookupPart.MAPPED),
              Observable.of(Counter.LIVE_STORES))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean isAsBelieved(long gfn, long pages, long mfn) {
              return true;
            }
          }),
      fault(
              SeededFault.M73,
              "b",
              "A removal removes a part before it notices a wrong machine frame.")
          .on(Profile.XEN_LATEST)
          .shownBy(
              Observable.ACCESS,
              Observable.of(LookupPart.MAPPED),
              Observable.of(Counter.LIVE_STORES))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            public long remove(long gfn, long pages, OptionalLong believed) {
              if (believed.isEmpty() || isAsBelieved(gfn, pages, believed.getAsLong())) {
                return super.remove(gfn, pages, believed);
              }
              boolean taken = lockUnlessHeld();
              long result = 0;
              for (long page = 0; page < pages && result == 0; page++) {
                OptionalLong ofPage = OptionalLong.of(believed.getAsLong() + page);
                result = super.remove(gfn + page, 1, ofPage);
              }
              unlockIf(taken);
              return result;
            }
          }),
      fault(SeededFault.M77, "a", "Teardown frees the tables while the start table points at them.")
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.of(EventKind.STORE), Observable.of(Counter.LIVE_STORES))
          .of(profile -> new Parts(profile) {
            @Override
            Relinquishment relinquishment(ReferenceP2m p2m, P2mAlgorithm algorithm) {
              return new Relinquishment(p2m, algorithm) {
                @Override
                protected long clearRoot() {
                  return 0;
                }
              };
            }
          }),
      fault(SeededFault.M77, "b", "Teardown frees the tables without a TLB invalidation.")
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.of(EventKind.TLBI), Observable.of(Counter.TLBI))
          .of(profile -> new Parts(profile) {
            @Override
            Relinquishment relinquishment(ReferenceP2m p2m, P2mAlgorithm algorithm) {
              return new Relinquishment(p2m, algorithm) {
                @Override
                protected void flush() {}
              };
            }
          }),
      fault(SeededFault.M77, "c", "Teardown frees the tables without letting anybody else go on.")
          .on(Profile.XEN_LATEST)
          .shownBy(
              Observable.RETURNED,
              Observable.of(EventKind.PREEMPTED),
              Observable.of(Counter.TABLES_FREED))
          .of(profile -> new Parts(profile) {
            @Override
            Relinquishment relinquishment(ReferenceP2m p2m, P2mAlgorithm algorithm) {
              return new Relinquishment(p2m, algorithm) {
                @Override
                protected long freeTables(Preemption preemption) {
                  return super.freeTables(p2m.preemption(0));
                }
              };
            }
          }),
      fault(SeededFault.M78, "c", "A freed table does not return to the pool of its domain.")
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.RETURNED, Observable.of(Counter.TABLES_ALLOCATED))
          .of(profile -> new Parts(profile) {
            @Override
            DomainPool domainPool(TablePool heap) {
              return new DomainPool(heap) {
                @Override
                protected void keep(long pa) {}
              };
            }
          }),
      fault(SeededFault.M78, "d", "A pool that is empty grows.")
          .on(Profile.XEN_LATEST)
          .shownBy(Observable.RETURNED, Observable.of(Counter.TABLES_ALLOCATED))
          .of(profile -> new Parts(profile) {
            @Override
            DomainPool domainPool(TablePool heap) {
              return new DomainPool(heap) {
                @Override
                protected long whenEmpty(int pe, Granule granule) {
                  return heap.allocate(pe, granule);
                }
              };
            }
          }));

  private BrokenLatestP2ms() {}
}
