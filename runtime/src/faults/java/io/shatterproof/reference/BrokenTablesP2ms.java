package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.EventSink;
import io.shatterproof.event.Observable;
import io.shatterproof.event.ViolationName;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Tables that are linked too early, not cleaned, cleaned in vain, or made in vain. */
final class BrokenTablesP2ms {
  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M24, "a", "A new table is linked before it is filled.")
          .onEvery()
          .shownBy(Observable.of(EventKind.STORE), Observable.of(EventKind.TABLE_ZEROED))
          .ofP2m(LinkingFirst::new),
      fault(SeededFault.M24, "b", "A new table is linked before it is cleaned.")
          .onEvery()
          .shownBy(
              Observable.of(EventKind.STORE),
              Observable.of(EventKind.CLEAN),
              Observable.of(ViolationName.INCOMPLETE_TABLE))
          .ofCpu(CleaningLast::new),
      fault(
              SeededFault.M25,
              "a",
              "Tables are not cleaned although the IOMMU does not walk coherently.")
          .onEvery()
          .shownBy(
              Observable.of(Counter.TABLE_CLEANS),
              Observable.of(EventKind.CLEAN),
              Observable.of(ViolationName.INCOMPLETE_TABLE))
          .ofCpu((events, memory, pes, cleans) -> new Cpu(events, memory, pes, cleans) {
            @Override
            void cleanTable(long tablePa, Granule granule) {}
          }),
      fault(
              SeededFault.M25,
              "b",
              "Entries are not cleaned although the IOMMU does not walk coherently.")
          .onEvery()
          .shownBy(
              Observable.of(Counter.ENTRY_CLEANS),
              Observable.of(EventKind.CLEAN),
              Observable.of(ViolationName.NO_CLEAN))
          .ofCpu((events, memory, pes, cleans) -> new Cpu(events, memory, pes, cleans) {
            @Override
            boolean cleansEntry(long descriptor) {
              return false;
            }
          }),
      fault(
              SeededFault.M25,
              "c",
              "Entries that are removed are not cleaned although the IOMMU "
                  + "does not walk coherently.")
          .onEvery()
          .shownBy(
              Observable.of(Counter.ENTRY_CLEANS),
              Observable.of(EventKind.CLEAN),
              Observable.of(ViolationName.NO_CLEAN))
          .ofCpu((events, memory, pes, cleans) -> new Cpu(events, memory, pes, cleans) {
            @Override
            boolean cleansEntry(long descriptor) {
              return S2Descriptor.isValid(descriptor) && super.cleansEntry(descriptor);
            }
          }),
      fault(SeededFault.M26, "a", "Tables are cleaned although every walker is coherent.")
          .onEvery()
          .shownBy(Observable.of(Counter.TABLE_CLEANS), Observable.of(EventKind.CLEAN))
          .ofCpu((events, memory, pes, cleans) -> new Cpu(events, memory, pes, cleans) {
            @Override
            void cleanTable(long tablePa, Granule granule) {
              cleanTableAlways(tablePa, granule);
            }
          }),
      fault(SeededFault.M26, "b", "Entries are cleaned although every walker is coherent.")
          .onEvery()
          .shownBy(Observable.of(Counter.ENTRY_CLEANS), Observable.of(EventKind.CLEAN))
          .ofCpu((events, memory, pes, cleans) -> new Cpu(events, memory, pes, cleans) {
            @Override
            boolean cleansEntry(long descriptor) {
              return true;
            }
          }),
      fault(SeededFault.M27)
          .onReworked()
          .shownBy(
              Observable.of(Counter.TABLES_ALLOCATED), Observable.of(EventKind.TABLE_ALLOCATED))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean needsTable(long mfn) {
              return true;
            }
          }));

  private BrokenTablesP2ms() {}

  /** Links new tables of which nobody knows what they contain. */
  private static final class LinkingFirst extends ReferenceP2m {
    LinkingFirst(
        Parts parts,
        int domain,
        long vttbr,
        TreeLayout layout,
        Cpu cpu,
        TablePool pool,
        Allocations allocations,
        EventSink events) {
      super(parts, domain, vttbr, layout, cpu, pool, allocations, events);
    }

    @Override
    void publish(long tablePa, long parentPa, long gfn, int parentLevel) {
      link(tablePa, parentPa, gfn, parentLevel);
      empty(tablePa);
    }
  }

  /** Cleans new tables when the store that links them is done. */
  private static final class CleaningLast extends Cpu {
    private final Deque<Runnable> cleans = new ArrayDeque<>();

    CleaningLast(EventSink events, PhysicalMemory memory, int pes, boolean cleansEntries) {
      super(events, memory, pes, cleansEntries);
    }

    @Override
    void cleanTable(long tablePa, Granule granule) {
      cleans.addLast(() -> super.cleanTable(tablePa, granule));
    }

    @Override
    void store(long tablePa, int index, int level, long ipa, long descriptor, boolean live) {
      super.store(tablePa, index, level, ipa, descriptor, live);
      while (live && S2Descriptor.isValid(descriptor) && !cleans.isEmpty()) {
        cleans.removeFirst().run();
      }
    }
  }
}
