package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.VTCR;
import static io.shatterproof.machine.BareBench.VTTBR;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.bbm.PeSet;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dirty state that a store loses, breaks that a walker reads past, and what both are reported as. */
final class BareDirtyAndCleanTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long ENTRY = word(T3, 3, IPA);
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);
  private static final long AF = 1L << 10;
  private static final long CLEAN = readOnlyPage(0x9000_0000L) | 1L << 51; // DBM = 1
  private static final long HA = 1L << 21;
  private static final long HD = 1L << 22;

  // Dirty state.

  @ParameterizedTest
  @ValueSource(longs = {0, AF})
  void storeOverWhatHardwareMayDirtyLosesThat(long accessFlag) {
    BareBench bench = dirtying(HA | HD, (CLEAN & ~AF) | accessFlag);

    bench.store(ENTRY, 0);

    assertThat(bench.violations()).containsExactly(ViolationName.LOST_DIRTY);
    assertThat(bench.machine.violations().get(0).heldBy()).isEqualTo(PeSet.of(1));
  }

  @Test
  void exchangeReadsIt() {
    BareBench bench = dirtying(HA | HD, CLEAN);

    bench.machine.store(0, ENTRY, 0, true, false);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void dirtyOverCleanLosesNothing() {
    assertThat(dirtying(HA | HD, CLEAN).store(ENTRY, CLEAN | 0x80).violations()).isEmpty();
  }

  @Test
  void whereHardwareDoesNotThereIsNothingToLose() {
    assertThat(dirtying(HA, CLEAN).store(ENTRY, 0).violations()).isEmpty();
    assertThat(dirtying(HA | HD, CLEAN & ~(1L << 51)).store(ENTRY, 0).violations())
        .isEmpty();
    assertThat(dirtying(HA | HD, CLEAN | 0x80).store(ENTRY, 0).violations()).isEmpty();
  }

  @Test
  void whereNobodyWalksThereIsNothingToLose() {
    BareBench bench = dirtying(HA | HD, CLEAN);
    bench.machine.runAt(1, 2);

    assertThat(bench.store(ENTRY, 0).violations()).isEmpty();
  }

  private static BareBench dirtying(long controls, long descriptor) {
    BareBench bench = new BareBench(Feature.HAFDBS);
    for (int pe = 0; pe < 3; pe++) {
      bench.machine.write(pe, SystemRegister.VTCR_EL2, VTCR | controls);
    }
    return bench.beginWithPage(IPA, descriptor);
  }

  // A walker that is not coherent.

  private static BareMachine noncoherent() {
    BareMachine machine = new BareMachine(new Platform(
        "p",
        2,
        48,
        Set.of(),
        Platform.Coherence.NONCOHERENT,
        Platform.Iommu.NONE,
        new TreeMap<>()));
    machine.provideMemory(ROOT, 0x1_0000);
    for (int pe = 0; pe < 2; pe++) {
      machine.write(pe, SystemRegister.VTCR_EL2, VTCR);
      machine.write(pe, SystemRegister.VTTBR_EL2, VTTBR);
      machine.write(pe, SystemRegister.HCR_EL2, 0x8000_0001L);
    }
    machine.runAt(0, 2);
    machine.runAt(1, 1);
    machine.store(0, word(ROOT, 1, IPA), table(T2), false, false);
    machine.store(0, word(T2, 2, IPA), table(T3), false, false);
    machine.store(0, ENTRY, A, false, false);
    machine.begin();
    machine.store(0, ENTRY, 0, false, false);
    return machine;
  }

  private static void invalidateAndMake(BareMachine machine) {
    machine.dsb(0, DsbOption.ISH);
    machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0);
    machine.dsb(0, DsbOption.ISH);
    machine.store(0, ENTRY, B, false, false);
  }

  private static List<ViolationName> names(BareMachine machine) {
    return machine.violations().stream().map(Violation::name).toList();
  }

  @Test
  void breakThatIsNotCleanedIsLoadedAgain() {
    BareMachine machine = noncoherent();

    invalidateAndMake(machine);

    assertThat(names(machine)).containsExactly(ViolationName.NO_CLEAN);
    assertThat(machine.violations().get(0).message())
        .isEqualTo("no_clean: level 3 of 0x40a07000 became page 0xa0000000 rwx (0xa00007ff) while"
            + " page 0x90000000 rwx (0x900007ff) of level 3 was not invalidated: the break was not"
            + " cleaned, so it was loaded again; may be held by PE {1}; opened by event 0, broken"
            + " by event 4");
  }

  @Test
  void breakThatIsCleanedIsNot() {
    BareMachine machine = noncoherent();

    machine.cleanLine(0, ENTRY);
    invalidateAndMake(machine);

    assertThat(names(machine)).isEmpty();
  }

  @Test
  void cleanBehindTheDsbComesTooLate() {
    BareMachine machine = noncoherent();

    machine.dsb(0, DsbOption.ISH);
    machine.cleanLine(0, ENTRY);
    machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0);
    machine.dsb(0, DsbOption.ISH);
    machine.store(0, ENTRY, B, false, false);

    assertThat(names(machine)).containsExactly(ViolationName.NO_CLEAN);
  }

  @Test
  void withoutADsbTheCleanDoesNothing() {
    BareMachine machine = noncoherent();

    machine.cleanLine(0, ENTRY);
    machine.tlbi(0, TlbiOp.VMALLS12E1IS, 0);
    machine.dsb(0, DsbOption.ISH);
    machine.store(0, ENTRY, B, false, false);

    assertThat(names(machine)).containsExactly(ViolationName.NO_DSB_BEFORE_TLBI);
  }
}
