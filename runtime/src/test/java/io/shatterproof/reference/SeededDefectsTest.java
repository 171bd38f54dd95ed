package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.p2m.DomainConfig;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The random sequences can fail: each of these defects is found by no more sequences than are run by
 * default, and what is left of the sequence that found it is short.
 */
final class SeededDefectsTest {
  private static final int LONGEST_SHRUNK = 4;

  @ParameterizedTest
  @EnumSource(Defect.class)
  void areFound(Defect defect) {
    Parts broken = new Parts(Profile.XEN_4_8_FIXED) {
      @Override
      P2mAlgorithm algorithm(ReferenceP2m p2m, DomainConfig config, Platform platform) {
        return defect.algorithm.create(p2m, config);
      }
    };
    TreeShape shape = TreeShape.TWO_LEVEL_2_TABLES_16K; // the fastest

    Optional<RandomSequences.Failure> failure =
        new RandomSequences(broken, shape).firstFailure(RandomSequences.byDefault(shape));

    assertThat(failure).isPresent();
    System.out.printf("seeded defect %s:%n%s%n", defect, failure.get().report());
    assertThat(failure.get().steps()).hasSizeLessThanOrEqualTo(LONGEST_SHRUNK);
    assertThat(failure.get().report()).contains(defect.foundAs);
  }

  /** Makes a broken algorithm. */
  @FunctionalInterface
  private interface Variant {
    P2mAlgorithm create(ReferenceP2m p2m, DomainConfig config);
  }

  private abstract static class Broken extends BreakBeforeMakeAlgorithm {
    Broken(ReferenceP2m p2m, DomainConfig config) {
      super(p2m, Fixes.STABLE, config.usesIommu());
    }
  }

  private enum Defect {
    FLUSH_SKIPPED("I", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected void flushNow() {}
    }),
    FLUSHED_TWICE("I7", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected void flushNow() {
        super.flushNow();
        super.flushNow();
      }
    }),
    FLUSH_AFTER_MAKE("I2", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected void replaceEntry(long tablePa, int level, long gfn, long replaced, long made) {
        store(tablePa, level, gfn, S2Descriptor.INVALID);
        store(tablePa, level, gfn, made);
        flushNow();
      }
    }),
    NO_BREAK("I1", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected void replaceEntry(long tablePa, int level, long gfn, long replaced, long made) {
        flushNow();
        store(tablePa, level, gfn, made);
      }
    }),
    SPLIT_WITHOUT_BREAK("I1", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected void publishSplit(long tablePa, int level, long gfn, long subTree) {
        store(tablePa, level, gfn, subTree);
        flushNow();
      }
    }),
    REMOVAL_NOT_FLUSHED("I3", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected void deferFlush() {}
    }),
    CHANGE_OF_FRAME_DEFERRED("I2", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected boolean mayDeferFlush(long replaced, long made) {
        return true;
      }
    }),
    WRONG_STRIDE_OF_CHILDREN("frame", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected long childDescriptor(long block, int childLevel, int n) {
        return super.childDescriptor(block, childLevel, 2 * n);
      }
    }),
    FRAME_NOT_ADVANCED("frame", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected long childDescriptor(long block, int childLevel, int n) {
        return super.childDescriptor(block, childLevel, 0);
      }
    }),
    REMAINING_LENGTH_IGNORED("frame", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected int chooseLevel(long gfn, long remainingPages, long mfn) {
        return super.chooseLevel(gfn, 0, mfn);
      }
    }),
    ALIGNMENT_OF_FRAME_IGNORED("frame", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected int chooseLevel(long gfn, long remainingPages, long mfn) {
        return super.chooseLevel(gfn, remainingPages, mfn == NO_FRAME ? NO_FRAME : 0);
      }
    }),
    NOTHING_RELEASED("", (p2m, config) -> new Broken(p2m, config) {
      @Override
      protected void release(long descriptor, int level) {}
    });

    private final String foundAs;
    private final Variant algorithm;

    Defect(String foundAs, Variant algorithm) {
      this.foundAs = foundAs;
      this.algorithm = algorithm;
    }
  }
}
