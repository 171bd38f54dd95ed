package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.set;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import org.junit.jupiter.api.Test;

/** PEs at EL2: they load nothing, see what is stored, and what they write waits for an ISB. */
final class HypervisorAtEl2Test {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long ENTRY = word(T3, 3, IPA);
  private static final long A = page(0x9000_0000L);
  private static final String OK_A = "ok 0x90000000";
  private static final String F3 = "translation fault level 3";
  private static final long OF_GUEST = 0x8000_0001L; // HCR_EL2.{RW, VM}
  private static final long OF_HOST = OF_GUEST | 1L << 34 | 1L << 27; // and {E2H, TGE}

  private final BareBench bench = new BareBench().beginWithPage(IPA, A);

  @Test
  void seesAStoreThatIsNotComplete() {
    bench.store(ENTRY, 0);

    assertThat(bench.read(2, IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void seesAStoreThatIsComplete() {
    bench.store(ENTRY, 0).dsb(DsbOption.ISH);

    assertThat(bench.read(2, IPA)).isEqualTo(set(F3));
  }

  @Test
  void hasToSynchroniseForItself() {
    bench.store(ENTRY, 0).dsb(DsbOption.ISH);
    assertThat(bench.read(0, IPA)).isEqualTo(set(OK_A, F3));

    bench.isb(0);

    assertThat(bench.read(0, IPA)).isEqualTo(set(F3));
  }

  @Test
  void invalidatesTheGuestOnceItLeftTheHost() {
    bench.machine.write(0, SystemRegister.HCR_EL2, OF_HOST);
    bench.isb(0);
    removeStage2Alone();
    bench.machine.write(0, SystemRegister.HCR_EL2, OF_GUEST);
    bench.isb(0);

    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(F3));
  }

  @Test
  void mayInvalidateTheHostUntilItIsKnownToHaveLeftIt() {
    bench.machine.write(0, SystemRegister.HCR_EL2, OF_HOST);
    bench.isb(0);
    removeStage2Alone();
    bench.machine.write(0, SystemRegister.HCR_EL2, OF_GUEST);

    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH).isb(0);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void mayInvalidateTheHostOnceThatIsWritten() {
    removeStage2Alone();
    bench.machine.write(0, SystemRegister.HCR_EL2, OF_HOST);

    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH).isb(0);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void barrierOfAGuestWithFnxsDoesNotWaitForWhatTheHypervisorInvalidated() {
    BareBench xs = new BareBench(Feature.XS, Feature.HCX).beginWithPage(IPA, A);
    xs.machine.write(0, SystemRegister.HCRX_EL2, 1L << 3);
    xs.store(ENTRY, 0).dsb(DsbOption.ISH).tlbi(TlbiOp.VMALLS12E1IS, 0);
    xs.machine.runAt(0, 1);

    xs.dsb(DsbOption.ISH);
    assertThat(xs.read(IPA)).isEqualTo(set(OK_A, F3));

    xs.machine.runAt(0, 2);
    xs.dsb(DsbOption.ISH);
    assertThat(xs.read(IPA)).isEqualTo(set(F3));
  }

  private void removeStage2Alone() {
    bench.store(ENTRY, 0).dsb(DsbOption.ISHST).tlbi(TlbiOp.IPAS2E1IS, ipa(IPA)).dsb(DsbOption.ISH);
  }
}
