package io.shatterproof.reference;

import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.p2m.DomainConfig;
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
          new BreakBeforeMakeAlgorithm(
              p2m, BreakBeforeMakeAlgorithm.Fixes.NONE, config.usesIommu()) {
            @Override
            protected void replaceEntry(
                long tablePa, int level, long gfn, long replaced, long made) {
              store(tablePa, level, gfn, made);
              flushNow();
            }

            @Override
            protected void publishSplit(long tablePa, int level, long gfn, long subTree) {
              store(tablePa, level, gfn, subTree);
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
          new BreakBeforeMakeAlgorithm(
              p2m, BreakBeforeMakeAlgorithm.Fixes.NONE, config.usesIommu()) {
            @Override
            protected void replaceEntry(
                long tablePa, int level, long gfn, long replaced, long made) {
              flushNow();
              store(tablePa, level, gfn, S2Descriptor.INVALID);
              store(tablePa, level, gfn, made);
            }
          };
    }
  },
  /** The invalidation of a split is left to the unlock. */
  DEFERRED_SPLIT_FLUSH {
    @Override
    Profile.AlgorithmFactory algorithm() {
      return (p2m, config, platform) ->
          new BreakBeforeMakeAlgorithm(
              p2m, BreakBeforeMakeAlgorithm.Fixes.NONE, config.usesIommu()) {
            @Override
            protected void publishSplit(long tablePa, int level, long gfn, long subTree) {
              store(tablePa, level, gfn, S2Descriptor.INVALID);
              deferFlush();
              store(tablePa, level, gfn, subTree);
            }
          };
    }
  };

  abstract Profile.AlgorithmFactory algorithm();

  /** The variant as an implementation under test that claims {@code xen_4_8}. */
  public P2mProvider provider() {
    return new ReferenceProvider(
        name().toLowerCase(Locale.ROOT), List.of(Profile.XEN_4_8), profile -> new Parts(profile) {
          @Override
          P2mAlgorithm algorithm(ReferenceP2m p2m, DomainConfig config, Platform platform) {
            return BrokenVariants.this.algorithm().create(p2m, config, platform);
          }
        });
  }
}
