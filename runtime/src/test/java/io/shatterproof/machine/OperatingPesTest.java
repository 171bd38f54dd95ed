package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.set;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import org.junit.jupiter.api.Test;

/** What one PE does for another: PE 0 and PE 2 operate, PE 1 is in the guest. */
final class OperatingPesTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long ENTRY = word(T3, 3, IPA);
  private static final String OK_A = "ok 0x90000000";
  private static final String F3 = "translation fault level 3";

  private final BareBench bench = new BareBench().beginWithPage(IPA, page(0x9000_0000L));

  @Test
  void aDsbCompletesNoInvalidationOfAnotherPe() {
    bench.store(ENTRY, 0).dsb(DsbOption.ISH).tlbi(TlbiOp.VMALLS12E1IS, 0);

    bench.machine.dsb(2, DsbOption.ISH);
    bench.isb(2);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));

    bench.dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).isEqualTo(set(F3));
  }

  @Test
  void aDsbForItsPeAloneCompletesNothingForOthers() {
    bench.store(ENTRY, 0).dsb(DsbOption.NSH).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(DsbOption.ISH);

    assertThat(bench.read(IPA)).as("loaded again").isEqualTo(set(OK_A, F3));
  }

  @Test
  void aTlbiActsAsOfItsIssueWhateverOthersMakeVisibleBeforeItIsComplete() {
    bench.store(2, ENTRY, 0);

    bench.tlbi(TlbiOp.VMALLS12E1IS, 0);
    bench.machine.dsb(2, DsbOption.ISH);
    bench.dsb(DsbOption.ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
  }
}
