package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.VTCR;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.set;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.SystemRegister;
import org.junit.jupiter.api.Test;

/** Access flag and dirty state, which hardware manages here, where PEs hold something else. */
final class HardwareUpdatesTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long ENTRY = word(T3, 3, IPA);
  private static final long DBM = 1L << 51;
  private static final long DIRTY = page(0x9000_0000L) | DBM;
  private static final long CLEAN = readOnlyPage(0x9000_0000L) | DBM;
  private static final long ACCESS_FLAG = 1L << 10;
  private static final String OK_A = "ok 0x90000000";
  private static final String F3 = "translation fault level 3";

  private static BareBench begin(long leaf) {
    BareBench bench = new BareBench(Feature.HAFDBS);
    bench.machine.write(1, SystemRegister.VTCR_EL2, VTCR | 3L << 21); // HA, HD
    return bench.beginWithPage(IPA, leaf);
  }

  @Test
  void whatIsHeldOfACleanLeafIsNotMadeDirtyBehindItsBreak() {
    BareBench bench = begin(CLEAN);

    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    assertThat(bench.write(IPA)).isEqualTo(set(F3));
  }

  @Test
  void whatIsHeldOfADirtyLeafIsWrittenThroughBehindItsBreak() {
    BareBench bench = begin(DIRTY);

    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);

    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void anUpdateIsSeenByEveryPeAtOnce() {
    BareBench bench = begin(CLEAN & ~ACCESS_FLAG);

    bench.machine.perform(1, GuestAccess.of(AccessKind.READ, IPA));
    assertThat(bench.machine.read(ENTRY)).isEqualTo(CLEAN);
    bench.machine.perform(1, GuestAccess.of(AccessKind.WRITE, IPA));

    assertThat(bench.machine.read(ENTRY)).isEqualTo(DIRTY);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A));
    assertThat(bench.violations()).isEmpty();
  }
}
