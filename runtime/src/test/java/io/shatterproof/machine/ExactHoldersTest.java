package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.arch.TtlHint;
import io.shatterproof.bbm.PeSet;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import org.junit.jupiter.api.Test;

/** Of violations in the tables of a domain: who holds the old entry, and what was wrong by how little. */
final class ExactHoldersTest {
  private static final long IPA = (1L << 30) + (5L << 21) + 0x7000;
  private static final long ROOT = 0x8000_0000L;
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);

  private final LockedBench bench = new LockedBench(A);

  private void breakThen(TlbiOp op, long operand) {
    bench.store(0, A, 0);
    bench.machine.dsb(0, DsbOption.ISH);
    bench.machine.tlbi(0, op, operand, 1, ROOT);
    bench.machine.dsb(0, DsbOption.ISH);
    bench.machine.tlbi(0, TlbiOp.VMALLE1IS, 0, 1, ROOT);
    bench.machine.dsb(0, DsbOption.ISH);
    bench.store(0, 0, B);
  }

  private void assertIs(ViolationName name, PeSet heldBy) {
    assertThat(bench.machine.violations()).hasSize(1);
    Violation violation = bench.machine.violations().get(0);
    assertThat(violation.name()).isEqualTo(name);
    assertThat(violation.heldBy()).isEqualTo(heldBy);
    assertThat(violation.message()).contains("opened by event 9, broken by event ");
  }

  @Test
  void rightAddress() {
    breakThen(TlbiOp.IPAS2E1IS, TlbiOperand.ipa(IPA, 0));

    assertThat(bench.machine.violations()).isEmpty();
  }

  @Test
  void wrongAddress() {
    breakThen(TlbiOp.IPAS2E1IS, TlbiOperand.ipa(IPA + 0x1000, 0));

    assertIs(ViolationName.WRONG_IPA, PeSet.of(1));
  }

  @Test
  void wrongLevel() {
    breakThen(TlbiOp.IPAS2E1IS, TlbiOperand.ipa(IPA, TtlHint.of(Granule.SIZE_4K, 2)));

    assertIs(ViolationName.WRONG_LEVEL, PeSet.of(1));
  }

  @Test
  void wrongGranule() {
    breakThen(TlbiOp.IPAS2E1IS, TlbiOperand.ipa(IPA, TtlHint.of(Granule.SIZE_64K, 3)));

    assertIs(ViolationName.WRONG_GRANULE, PeSet.of(1));
  }

  @Test
  void vttbrThatIsNotSynchronised() {
    bench.machine.context(0, SystemRegister.VTTBR_EL2, 1L << 48 | ROOT);
    bench.machine.isb(0);
    bench.store(0, A, 0);
    bench.machine.dsb(0, DsbOption.ISH);
    bench.machine.context(0, SystemRegister.VTTBR_EL2, 2L << 48 | ROOT);
    bench.machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0, 1, ROOT);
    bench.machine.dsb(0, DsbOption.ISH);
    bench.store(0, 0, B);

    assertThat(bench.machine.violations()).hasSize(1);
    assertThat(bench.machine.violations().get(0).name()).isEqualTo(ViolationName.NO_ISB);
  }

  @Test
  void whoseTlbIsCleanHoldsNothing() {
    bench.machine.enterGuest(2, 0);
    bench.store(0, A, 0);
    bench.machine.dsb(0, DsbOption.ISH);
    bench.machine.tlbi(1, TlbiOp.VMALLS12E1, 0, 1, ROOT);
    bench.machine.dsb(1, DsbOption.ISH);
    bench.machine.isb(1);
    bench.store(0, 0, B);

    assertIs(ViolationName.LOCAL_TLBI, PeSet.of(2));
  }
}
