package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.EventSink;
import io.shatterproof.event.Observable;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;

/** VMIDs, the IOMMU and the pool of tables. */
final class BrokenResourcesP2ms {
  private static final int HIGHEST_VMID = 255;

  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M71, "a", "A new domain's VMID is not invalidated first.")
          .onEvery()
          .shownBy(Observable.of(EventKind.TLBI), Observable.of(Counter.TLBI), Observable.ACCESS)
          .of(profile -> new Parts(profile) {
            @Override
            void beginVmid(Cpu cpu, long vttbr) {}
          }),
      fault(SeededFault.M71, "b", "The first VMID is 0.")
          .onEvery()
          .shownBy(Observable.VMID)
          .of(profile -> new Parts(profile) {
            @Override
            VmidAllocator vmids() {
              return new VmidAllocator() {
                {
                  release(0);
                }
              };
            }
          }),
      fault(SeededFault.M71, "c", "A domain gets the highest VMID when all are in use.")
          .onEvery()
          .shownBy(Observable.RETURNED)
          .of(profile -> new Parts(profile) {
            @Override
            VmidAllocator vmids() {
              return new VmidAllocator() {
                @Override
                int allocate() {
                  int vmid = super.allocate();
                  return vmid == NONE ? HIGHEST_VMID : vmid;
                }
              };
            }
          }),
      fault(SeededFault.M74, "a", "The IOMMU's TLB is not flushed.")
          .onEvery()
          .shownBy(
              Observable.of(EventKind.IOMMU_FLUSH),
              Observable.of(Counter.IOMMU_FLUSHES),
              Observable.SEES)
          .ofP2m((parts, domain, vttbr, layout, cpu, pool, allocations, events) ->
              new ReferenceP2m(parts, domain, vttbr, layout, cpu, pool, allocations, events) {
                @Override
                void flushIommu(long gfn, long pages) {}
              }),
      // Earlier releases have this by themselves.
      fault(SeededFault.M74, "b", "The IOMMU's TLB is flushed after the pages are let go.")
          .on(Profile.XEN_LATEST)
          .shownBy(
              Observable.of(EventKind.IOMMU_FLUSH),
              Observable.of(EventKind.TABLE_FREED),
              Observable.of(EventKind.REFERENCE_DROPPED))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void finish(
                long gfn, int level, boolean flushes, boolean releases, long replaced) {
              super.finish(gfn, level, false, releases, replaced);
              super.finish(gfn, level, flushes, false, replaced);
            }
          }),
      fault(SeededFault.M74, "c", "The IOMMU's TLB is flushed over one page, whatever was changed.")
          .onEvery()
          .shownBy(Observable.of(EventKind.IOMMU_FLUSH), Observable.SEES)
          .ofP2m((parts, domain, vttbr, layout, cpu, pool, allocations, events) ->
              new ReferenceP2m(parts, domain, vttbr, layout, cpu, pool, allocations, events) {
                @Override
                void flushIommu(long gfn, long pages) {
                  super.flushIommu(gfn, 1);
                }
              }),
      fault(SeededFault.M78, "a", "A freed table does not return to the pool.")
          .on(Profile.XEN_4_8, Profile.XEN_4_8_FIXED, Profile.XEN_PRE)
          .shownBy(Observable.RETURNED)
          .of(profile -> new Parts(profile) {
            @Override
            TablePool pool(PhysicalMemory memory, EventSink events, Allocations allocations) {
              return new TablePool(memory, events, allocations) {
                @Override
                void regain() {}
              };
            }
          }),
      fault(SeededFault.M78, "b", "A freed table counts twice in the pool.")
          .on(Profile.XEN_4_8, Profile.XEN_4_8_FIXED, Profile.XEN_PRE)
          .shownBy(Observable.RETURNED)
          .of(profile -> new Parts(profile) {
            @Override
            TablePool pool(PhysicalMemory memory, EventSink events, Allocations allocations) {
              return new TablePool(memory, events, allocations) {
                @Override
                void regain() {
                  super.regain();
                  super.regain();
                }
              };
            }
          }));

  private BrokenResourcesP2ms() {}
}
