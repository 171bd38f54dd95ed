package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOperand;

/**
 * A {@link BareBench} whose PE 1 translates by stage 1 too, ASID 7: one VA below and one above lead to
 * one page. With ASID 8 and the other root the VA leads to another page.
 */
final class Stage1Bench {
  // IPAs; stage 2 maps the tables of stage 1 to the same PAs plus 4G.
  static final long DATA = G1 + 0x7000;
  static final long OTHER_DATA = G1 + 0x8000;
  static final long S1_ROOT = G1 + 0x1_0000;
  static final long S1_T2 = G1 + 0x1_1000;
  static final long S1_T3 = G1 + 0x1_2000;
  static final long S1_OTHER_T3 = G1 + 0x1_3000;
  static final long S1_OTHER_T2 = G1 + 0x1_4000;
  static final long S1_OTHER_ROOT = G1 + 0x1_5000;
  private static final long S1_END = G1 + 0x1_6000;

  static final long VA = 0x20_3000;
  static final long SECOND_VA = 0x20_5000;
  static final long UPPER_VA = (-1L << 39) + VA;
  static final int ASID = 7;
  static final int OTHER_ASID = 8;

  static final long A = page(0x9000_0000L);
  static final long B = page(0xa000_0000L);
  static final long LEAF = 1L << 10 | 0b11L << 8 | 0b11L; // AF, SH, page
  static final long NON_GLOBAL = 1L << 11;
  static final long SCTLR_ON = 0x30d0_0801L;
  static final long SCTLR_OFF = SCTLR_ON & ~1L;

  /** Both halves 39 bits from level 1, 4K, Write-Back and Inner Shareable. */
  static final long TCR = 25L | 0x35L << 8 | 25L << 16 | 0x35L << 24 | 2L << 30 | 5L << 32;

  private Stage1Bench() {}

  static BareBench begin(long pageBits, Feature... features) {
    BareBench bench = new BareBench(features);
    arrange(bench, pageBits);
    return bench.begin();
  }

  /** All but the beginning. */
  static void arrange(BareBench bench, long pageBits) {
    bench.arrange(word(ROOT, 1, DATA), table(T2));
    bench.arrange(word(T2, 2, DATA), table(T3));
    bench.arrange(word(T3, 3, DATA), A);
    bench.arrange(word(T3, 3, OTHER_DATA), B);
    for (long ipa = S1_ROOT; ipa < S1_END; ipa += 0x1000) {
      bench.arrange(word(T3, 3, ipa), page(pa(ipa)));
    }
    bench.arrange(pa(S1_ROOT), S1_T2 | 3);
    bench.arrange(s1Table(), S1_T3 | 3);
    bench.arrange(s1Page(VA), DATA | LEAF | pageBits);
    bench.arrange(s1Page(SECOND_VA), DATA | LEAF | pageBits);
    bench.arrange(pa(S1_OTHER_ROOT), S1_OTHER_T2 | 3);
    bench.arrange(pa(S1_OTHER_T2) + 8, S1_OTHER_T3 | 3);
    bench.arrange(pa(S1_OTHER_T3) + 3 * 8, OTHER_DATA | LEAF | pageBits);
    bench.machine.write(1, SystemRegister.TCR_EL1, TCR);
    bench.machine.write(1, SystemRegister.TTBR0_EL1, (long) ASID << 48 | S1_ROOT);
    bench.machine.write(1, SystemRegister.TTBR1_EL1, S1_ROOT);
    bench.machine.write(1, SystemRegister.MAIR_EL1, 0xff);
    bench.machine.write(1, SystemRegister.SCTLR_EL1, SCTLR_ON);
  }

  /** Where stage 2 puts a table of stage 1. */
  static long pa(long ipa) {
    return ipa - G1 + 0x8000_0000L;
  }

  /** The word that leads to the table of pages. */
  static long s1Table() {
    return pa(S1_T2) + 8; // VA 2M on
  }

  /** The word of a page. */
  static long s1Page(long va) {
    return pa(S1_T3) + (va >>> 12 & 0x1ff) * 8;
  }

  static long byVa(long va) {
    return TlbiOperand.va(va, ASID, 0);
  }
}
