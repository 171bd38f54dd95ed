package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.OTHER_ROOT;
import static io.shatterproof.machine.BareBench.OTHER_T2;
import static io.shatterproof.machine.BareBench.OTHER_T3;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.set;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.SystemRegister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What PEs have in common: translations of other PEs by VTTBR_EL2.CnP, and the contents of two frames.
 *
 * @see "Arm ARM DDI 0487, 'Common not Private translations'"
 */
final class SharedTranslationsTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final String OK_A = "ok 0x90000000";
  private static final String OK_B = "ok 0xa0000000";
  private static final String CONFLICT = "conflict";

  /** PE 2 is in the guest too, with other tables. */
  @ParameterizedTest(name = "CnP {0} and {1}, VMID {2}, PE 2 at EL{3}")
  @CsvSource({
    "1, 1, 1, 1, true",
    "0, 1, 1, 1, false",
    "1, 0, 1, 1, false",
    "0, 0, 1, 1, false",
    "1, 1, 2, 1, false",
    "1, 1, 1, 2, false",
  })
  void translationsAreCommonIfBothSaySo(
      long cnp, long cnpOfOther, long vmidOfOther, int elOfOther, boolean isCommon) {
    BareBench bench = new BareBench(Feature.TTCNP);
    bench.arrange(word(OTHER_ROOT, 1, IPA), table(OTHER_T2));
    bench.arrange(word(OTHER_T2, 2, IPA), table(OTHER_T3));
    bench.arrange(word(OTHER_T3, 3, IPA), page(0xa000_0000L));
    bench.machine.write(1, SystemRegister.VTTBR_EL2, 1L << 48 | ROOT | cnp);
    bench.machine.write(2, SystemRegister.VTTBR_EL2, vmidOfOther << 48 | OTHER_ROOT | cnpOfOther);
    bench.machine.runAt(2, elOfOther);

    bench.beginWithPage(IPA, page(0x9000_0000L));

    assertThat(bench.read(IPA)).isEqualTo(isCommon ? set(OK_A, OK_B, CONFLICT) : set(OK_A));
  }

  @Test
  void framesOfTheSameContentsDoNotConflict() {
    long entry = word(T3, 3, IPA);
    BareBench same = new BareBench().beginWithPage(IPA, readOnlyPage(0x9000_0000L));
    BareBench other = new BareBench().beginWithPage(IPA, readOnlyPage(0x9000_0000L));

    same.machine.store(0, entry, readOnlyPage(0xa000_0000L), false, true);
    other.machine.store(0, entry, readOnlyPage(0xa000_0000L), false, false);

    assertThat(same.read(IPA)).isEqualTo(set(OK_A, OK_B));
    assertThat(other.read(IPA)).isEqualTo(set(OK_A, OK_B, CONFLICT));
    same.machine.store(0, entry, readOnlyPage(0x9000_0000L), false, true);
    assertThat(same.read(IPA)).as("and back").isEqualTo(set(OK_A, OK_B));
  }
}
