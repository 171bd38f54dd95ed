package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.spi.P2mProvider;
import java.util.List;

/** The reference of release 4.8.0 with one decision of its algorithm taken wrongly. */
public final class BrokenReference {
  private BrokenReference() {}

  /** Stores the new leaf over the old one, and invalidates afterwards. */
  public static P2mProvider withoutBreak() {
    return broken(
        "no_break",
        (p2m, config, platform) -> new BreakBeforeMakeAlgorithm(p2m, false, config.usesIommu()) {
          @Override
          protected void replaceEntry(Table table, int index, long replaced, long made) {
            p2m.cpu().store(table, index, made, true);
            flushNow();
          }
        });
  }

  /** Invalidates before it breaks, so that what is invalidated can be cached again. */
  public static P2mProvider flushingFirst() {
    return broken(
        "flush_first",
        (p2m, config, platform) -> new BreakBeforeMakeAlgorithm(p2m, false, config.usesIommu()) {
          @Override
          protected void replaceEntry(Table table, int index, long replaced, long made) {
            flushNow();
            p2m.cpu().store(table, index, S2Descriptor.INVALID, true);
            p2m.cpu().store(table, index, made, true);
          }
        });
  }

  /** Links the tables of a split block before the block is invalidated; the unlock invalidates. */
  public static P2mProvider deferringTheSplitFlush() {
    return broken(
        "late_split_flush",
        (p2m, config, platform) -> new BreakBeforeMakeAlgorithm(p2m, false, config.usesIommu()) {
          @Override
          protected void publishSplit(Table table, int index, long block, long subTree) {
            p2m.cpu().store(table, index, S2Descriptor.INVALID, true);
            p2m.cpu().store(table, index, subTree, true);
            deferFlush();
          }
        });
  }

  private static P2mProvider broken(String name, Profile.AlgorithmFactory algorithm) {
    return new ReferenceProvider(name, List.of(Profile.XEN_4_8.withAlgorithm(algorithm)));
  }
}
