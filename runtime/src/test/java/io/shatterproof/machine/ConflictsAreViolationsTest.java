package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.OTHER_T3;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.block;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random programs without FEAT_BBM: a store after which a PE may meet a TLB conflict abort that it
 * could not meet before is a violation by what that PE holds, and where a leaf is stored over a leaf
 * that a PE in the guest holds, the violation means that it can meet one. (A contiguous group whose
 * members disagree, or a table that is linked while old values can still be read in it, conflict by
 * themselves, whatever was held; there are none here.)
 */
final class ConflictsAreViolationsTest {
  private static final int PROGRAMS = Integer.getInteger("property.violations", 400);
  private static final int STEPS = 12;
  private static final long IPA = G1 + 5 * M2;
  private static final long[] ADDRESSES = {IPA, IPA + 0x1000, IPA + 0x2000};
  private static final long BLOCK_WORD = word(T2, 2, IPA);
  private static final long[] LEAF_WORDS = {T3, T3 + 8, OTHER_T3, OTHER_T3 + 8};
  private static final long AF = 1L << 10;
  private static final long[] LEAVES = {
    page(0x9000_0000L),
    page(0x9000_1000L),
    readOnlyPage(0x9000_0000L),
    page(0x9000_0000L) & ~AF,
    page(0xa000_0000L)
  };
  private static final long[] BLOCKS = {
    table(T3), table(OTHER_T3), block(0x9000_0000L), block(0xa000_0000L)
  };
  private static final TlbiOp[] OPS = {
    TlbiOp.VMALLS12E1IS,
    TlbiOp.VMALLS12E1,
    TlbiOp.VMALLE1IS,
    TlbiOp.IPAS2E1IS,
    TlbiOp.IPAS2LE1IS,
    TlbiOp.IPAS2E1
  };

  @Test
  void everyConflictIsAViolation() {
    int conflicts = 0;
    int violations = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      Run run = new Run(seed);
      run.go();
      conflicts += run.conflicts;
      violations += run.bench.machine.violations().size();
    }
    assertThat(conflicts).isGreaterThan(PROGRAMS / 10);
    assertThat(violations).isGreaterThan(conflicts);
  }

  private static final class Run {
    private final Random random;
    private final String seed;
    private final BareBench bench = new BareBench();
    private final List<String> steps = new ArrayList<>();
    private int conflicts;

    Run(int seed) {
      this.random = new Random(seed);
      this.seed = "seed " + seed + ": ";
    }

    void go() {
      bench.machine.runAt(2, random.nextBoolean() ? 1 : 2);
      bench.arrange(word(ROOT, 1, IPA), table(T2));
      bench.arrange(BLOCK_WORD, BLOCKS[random.nextInt(3)]);
      for (long pa : LEAF_WORDS) {
        bench.arrange(pa, random.nextInt(3) == 0 ? 0 : pick(LEAVES));
      }
      bench.begin();
      boolean[] before = conflicting();
      assertThat(before).containsOnly(false);
      for (int i = 0; i < STEPS; i++) {
        int found = bench.machine.violations().size();
        step();
        boolean[] after = conflicting();
        List<Violation> fresh =
            bench.machine.violations().subList(found, bench.machine.violations().size());
        judge(before, after, fresh);
        before = after;
      }
    }

    /** Of PEs 1 and 2, whether they may meet a conflict somewhere. */
    private boolean[] conflicting() {
      boolean[] conflicting = new boolean[3];
      for (int pe = 1; pe < 3; pe++) {
        for (long address : ADDRESSES) {
          conflicting[pe] |= bench.sees(pe, AccessKind.READ, address).contains("conflict");
        }
      }
      return conflicting;
    }

    private void judge(boolean[] before, boolean[] after, List<Violation> fresh) {
      for (int pe = 1; pe < 3; pe++) {
        int number = pe;
        if (after[pe] && !before[pe]) {
          conflicts++;
          assertThat(fresh)
              .as(seed + "conflict on PE " + pe + " after " + steps)
              .anyMatch(violation -> violation.heldBy().contains(number));
        }
      }
      for (Violation violation : fresh) {
        assertThat(violation.name()).as(seed + steps).isNotEqualTo(ViolationName.VMID_REUSE);
        boolean isOfLeaves = violation.level() == 3 && violation.oldLevel() == 3;
        if (isOfLeaves && violation.heldBy().contains(1)) {
          assertThat(after[1]).as(seed + violation + " after " + steps).isTrue();
        }
      }
    }

    private void step() {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> store(pick(LEAF_WORDS), random.nextInt(3) == 0 ? 0 : pick(LEAVES));
        case 3, 4 -> {
          bench.dsb(DsbOption.ISHST); // what a table says is complete before it is linked
          store(BLOCK_WORD, random.nextInt(3) == 0 ? 0 : pick(BLOCKS));
        }
        case 5, 6 -> {
          DsbOption option = random.nextInt(4) == 0 ? DsbOption.ISHST : DsbOption.ISH;
          steps.add("dsb " + option.word());
          bench.dsb(option);
        }
        case 7 -> tlbi(OPS[random.nextInt(OPS.length)]);
        default -> {
          steps.add("flush");
          bench.flush();
        }
      }
    }

    private void store(long pa, long value) {
      steps.add("store 0x" + Long.toHexString(pa) + " := 0x" + Long.toHexString(value));
      bench.store(pa, value);
    }

    private void tlbi(TlbiOp op) {
      long operand = op.operand() == TlbiOp.Operand.IPA ? ipa(pick(ADDRESSES)) : 0;
      steps.add("tlbi " + op.word() + " 0x" + Long.toHexString(operand));
      bench.tlbi(op, operand);
    }

    private long pick(long[] values) {
      return values[random.nextInt(values.length)];
    }
  }
}
