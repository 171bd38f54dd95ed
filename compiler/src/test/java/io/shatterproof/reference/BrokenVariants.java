package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.spi.P2mProvider;
import java.util.List;
import java.util.Locale;

/** Release 4.8.0 with one decision wrong: what the judge must find. */
public enum BrokenVariants {
  /** A valid descriptor is replaced by a valid one without storing zero first. */
  NO_BREAK {
    @Override
    Profile.AlgorithmFactory algorithm() {
      return (p2m, config, platform) ->
          new BreakBeforeMakeAlgorithm(p2m, false, config.usesIommu()) {
            @Override
            protected void replaceEntry(Table table, int index, long replaced, long made) {
              p2m.cpu().store(table, index, made, true);
              flushNow();
            }

            @Override
            protected void publishSplit(Table table, int index, long block, long subTree) {
              p2m.cpu().store(table, index, subTree, true);
              flushNow();
            }
          };
    }
  },
  /** The TLB invalidation is issued before the zero is stored. */
  FLUSH_BEFORE_STORE {
    @Override
    Profile.AlgorithmFactory algorithm() {
      return (p2m, config, platform) ->
          new BreakBeforeMakeAlgorithm(p2m, false, config.usesIommu()) {
            @Override
            protected void replaceEntry(Table table, int index, long replaced, long made) {
              flushNow();
              p2m.cpu().store(table, index, S2Descriptor.INVALID, true);
              p2m.cpu().store(table, index, made, true);
            }
          };
    }
  },
  /** The invalidation of a split is left to the unlock. */
  DEFERRED_SPLIT_FLUSH {
    @Override
    Profile.AlgorithmFactory algorithm() {
      return (p2m, config, platform) ->
          new BreakBeforeMakeAlgorithm(p2m, false, config.usesIommu()) {
            @Override
            protected void publishSplit(Table table, int index, long block, long subTree) {
              p2m.cpu().store(table, index, S2Descriptor.INVALID, true);
              deferFlush();
              p2m.cpu().store(table, index, subTree, true);
            }
          };
    }
  };

  abstract Profile.AlgorithmFactory algorithm();

  Profile profile() {
    return Profile.XEN_4_8.withAlgorithm(algorithm());
  }

  /** The variant as an implementation under test that claims {@code xen_4_8}. */
  public P2mProvider provider() {
    return new ReferenceProvider(name().toLowerCase(Locale.ROOT), List.of(profile()));
  }
}
