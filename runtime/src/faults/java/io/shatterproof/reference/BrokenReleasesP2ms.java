package io.shatterproof.reference;

import static io.shatterproof.reference.BrokenBuilderP2ms.fault;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.SeededFault;
import java.util.List;

/** Tables and references of what was replaced that are kept, or given up too early or too often. */
final class BrokenReleasesP2ms {
  private static final Observable[] FREED_EARLY = {
    Observable.of(EventKind.TABLE_FREED),
    Observable.of(EventKind.TLBI),
    Observable.of(ViolationName.EARLY_RELEASE)
  };
  private static final Observable[] REFERENCES = {
    Observable.of(Counter.REFERENCES_DROPPED),
    Observable.of(EventKind.REFERENCE_DROPPED),
    Observable.of(ViolationName.REFERENCE_COUNT)
  };

  static final List<BrokenProvider> FAULTS = List.of(
      fault(SeededFault.M32)
          .onReworked()
          .shownBy(
              Observable.of(Counter.TABLES_FREED),
              Observable.of(EventKind.TABLE_FREED),
              Observable.of(ViolationName.LEAK))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean losesTarget(long replaced, long made, int level) {
              return super.losesTarget(replaced, made, level)
                  && !p2m.codec().isTable(replaced, level);
            }
          }),
      fault(
              SeededFault.M33,
              "a",
              "The sub-tree that a block replaces is freed before the invalidation.")
          .onReworked()
          .shownBy(FREED_EARLY)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void replaceEntry(
                long tablePa, int level, long gfn, long replaced, long made) {
              if (p2m.codec().isTable(replaced, level)) {
                store(tablePa, level, gfn, S2Descriptor.INVALID);
                release(replaced, level);
                flushNow();
                store(tablePa, level, gfn, made);
              } else {
                super.replaceEntry(tablePa, level, gfn, replaced, made);
              }
            }

            @Override
            protected boolean losesTarget(long replaced, long made, int level) {
              return super.losesTarget(replaced, made, level)
                  && !(S2Descriptor.isValid(made) && p2m.codec().isTable(replaced, level));
            }
          }),
      // Release 4.8.0 removes page by page, and keeps the table.
      fault(SeededFault.M33, "b", "A sub-tree that is removed is freed before the invalidation.")
          .on(Profile.XEN_4_8_FIXED, Profile.XEN_LATEST)
          .shownBy(FREED_EARLY)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void flushBeforeFree() {}
          }),
      fault(SeededFault.M34)
          .on(Profile.XEN_PRE, Profile.XEN_4_8_FIXED, Profile.XEN_LATEST)
          .shownBy(
              Observable.of(Counter.TABLES_FREED),
              Observable.of(EventKind.TABLE_FREED),
              Observable.of(ViolationName.DOUBLE_FREE))
          .of(profile -> new Parts(profile) {
            @Override
            TableList tables() {
              return new TableList() {
                @Override
                void remove(long tablePa) {}
              };
            }
          }),
      fault(SeededFault.M35, "a", "The foreign references of a replaced sub-tree are not dropped.")
          .onReworked()
          .shownBy(REFERENCES)
          .ofAlgorithm((p2m, config) -> new InSubTree(p2m, config) {
            @Override
            protected void dropReferences(long leaf, int level) {
              if (!isInSubTree()) {
                super.dropReferences(leaf, level);
              }
            }
          }),
      fault(
              SeededFault.M35,
              "b",
              "The foreign references of a replaced sub-tree are dropped twice.")
          .onReworked()
          .shownBy(REFERENCES)
          .ofAlgorithm((p2m, config) -> new InSubTree(p2m, config) {
            @Override
            protected void dropReferences(long leaf, int level) {
              super.dropReferences(leaf, level);
              if (isInSubTree()) {
                super.dropReferences(leaf, level);
              }
            }
          }),
      fault(SeededFault.M35, "c", "A foreign reference is dropped when only permissions change.")
          .onReworked()
          .shownBy(REFERENCES)
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void replaceEntry(
                long tablePa, int level, long gfn, long replaced, long made) {
              super.replaceEntry(tablePa, level, gfn, replaced, made);
              if (EntryCodec.differInPermissionsOnly(replaced, made)) {
                dropReferences(replaced, level);
              }
            }
          }),
      fault(SeededFault.M37)
          .onReworked()
          .shownBy(
              Observable.of(Counter.REFERENCES_DROPPED),
              Observable.of(EventKind.REFERENCE_DROPPED),
              Observable.of(Statistic.MAPPINGS))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected boolean losesTarget(long replaced, long made, int level) {
              return true;
            }
          }),
      fault(SeededFault.M38)
          .onReworked()
          .shownBy(
              Observable.of(Counter.TABLES_FREED),
              Observable.of(EventKind.TABLE_FREED),
              Observable.of(Statistic.MAPPINGS))
          .ofAlgorithm((p2m, config) -> new BrokenAlgorithmP2ms(p2m, config) {
            @Override
            protected void release(long descriptor, int level) {
              super.release(descriptor, Math.min(level, TreeLayout.LAST_LEVEL - 1));
            }
          }));

  private BrokenReleasesP2ms() {}

  /** Knows whether what is released hung below a table. */
  private abstract static class InSubTree extends BrokenAlgorithmP2ms {
    private int depth;

    InSubTree(ReferenceP2m p2m, DomainConfig config) {
      super(p2m, config);
    }

    @Override
    protected void release(long descriptor, int level) {
      depth++;
      super.release(descriptor, level);
      depth--;
    }

    final boolean isInSubTree() {
      return depth > 1;
    }
  }
}
