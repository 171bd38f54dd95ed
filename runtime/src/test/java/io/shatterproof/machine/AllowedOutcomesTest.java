package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.OTHER_ROOT;
import static io.shatterproof.machine.BareBench.OTHER_T2;
import static io.shatterproof.machine.BareBench.OTHER_T3;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.VTCR;
import static io.shatterproof.machine.BareBench.VTTBR;
import static io.shatterproof.machine.BareBench.block;
import static io.shatterproof.machine.BareBench.ipa;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.set;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The sequences that a hypervisor goes through, step by step, and what a PE in the guest may see
 * behind each: those of architecture texts, with the usual omissions.
 */
final class AllowedOutcomesTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long ENTRY = word(T3, 3, IPA);
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long WRITABLE = 1L << 7; // S2AP[1]
  private static final long DBM = 1L << 51;
  private static final long NT = 1L << 16;
  private static final String OK_A = "ok 0x90000000";
  private static final String OK_B = "ok 0xa0000000";
  private static final String F3 = "translation fault level 3";
  private static final String F1 = "translation fault level 1";
  private static final String DENIED = "permission fault level 3";
  private static final String UNFLAGGED = "af fault level 3";
  private static final String CONFLICT = "conflict";

  @Test
  void map() {
    BareBench bench = begin(0);

    bench.store(ENTRY, B);
    assertThat(bench.read(IPA)).isEqualTo(set(F3, OK_B));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
  }

  @Test
  void unmap() {
    BareBench bench = begin(A);

    bench.store(ENTRY, 0);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(IPA));
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).as("a combined entry").isEqualTo(set(OK_A, F3));
    bench.tlbi(TlbiOp.VMALLE1IS, 0);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).isEqualTo(set(F3));
  }

  @Test
  void remapWithBreakBeforeMake() {
    BareBench bench = begin(A);

    bench.store(ENTRY, 0);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    invalidate(bench);
    assertThat(bench.read(IPA)).isEqualTo(set(F3));
    bench.store(ENTRY, B);
    assertThat(bench.read(IPA)).isEqualTo(set(F3, OK_B));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void remapWithoutABreak() {
    BareBench bench = begin(A);

    bench.store(ENTRY, readOnlyPage(0xa000_0000L));
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, OK_B, CONFLICT));
    assertThat(bench.write(IPA))
        .as("the address of one with the permissions of the other")
        .isEqualTo(set(OK_A, OK_B, DENIED, CONFLICT));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, OK_B, DENIED, CONFLICT));
    invalidate(bench);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
    assertThat(bench.write(IPA)).isEqualTo(set(DENIED));
  }

  @Test
  void writeProtect() {
    BareBench bench = begin(A);

    bench.store(ENTRY, readOnlyPage(0x9000_0000L));
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, DENIED));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, DENIED));
    invalidate(bench);
    assertThat(bench.write(IPA)).isEqualTo(set(DENIED));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void unProtect() {
    BareBench bench = begin(readOnlyPage(0x9000_0000L));

    bench.store(ENTRY, A).dsb(DsbOption.ISHST);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A, DENIED));
    invalidate(bench);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void accessFlagSetBySoftware() {
    BareBench bench = begin(A & ~ACCESS_FLAG);

    bench.store(ENTRY, A);
    assertThat(bench.read(IPA)).isEqualTo(set(UNFLAGGED, OK_A));
    bench.dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).as("nothing was cached").isEqualTo(set(OK_A));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void accessFlagClearedBySoftware() {
    BareBench bench = begin(A);

    bench.store(ENTRY, A & ~ACCESS_FLAG).dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, UNFLAGGED));
    invalidate(bench);
    assertThat(bench.read(IPA)).isEqualTo(set(UNFLAGGED));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void aFaultingAccessFlagIsABreakToo() {
    BareBench bench = begin(A);

    bench.store(ENTRY, A & ~ACCESS_FLAG).dsb(DsbOption.ISHST);
    invalidate(bench);
    bench.store(ENTRY, B).dsb(DsbOption.ISHST);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void aLeafCleanedBySoftwareGetsDirtyWithTheNextWrite() {
    BareBench bench = new BareBench(Feature.HAFDBS);
    bench.machine.write(1, SystemRegister.VTCR_EL2, VTCR | 3L << 21); // HA, HD
    bench.beginWithPage(IPA, A | DBM);

    bench.store(ENTRY, (A | DBM) & ~WRITABLE).dsb(DsbOption.ISHST);
    assertThat(bench.write(IPA)).isEqualTo(set(OK_A));
    invalidate(bench);
    bench.machine.perform(1, GuestAccess.of(AccessKind.READ, IPA));
    assertThat(bench.machine.read(ENTRY)).isEqualTo((A | DBM) & ~WRITABLE);
    bench.machine.perform(1, GuestAccess.of(AccessKind.WRITE, IPA));

    assertThat(bench.machine.read(ENTRY)).isEqualTo(A | DBM);
  }

  @Test
  void vmidUsedAgain() {
    BareBench bench = otherRoot();

    bench.machine.write(1, SystemRegister.VTTBR_EL2, 1L << 48 | OTHER_ROOT);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, OK_B, CONFLICT));
    bench.tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(DsbOption.ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
  }

  @Test
  void anotherVmidHidesWhatIsHeldAndBringsItBack() {
    BareBench bench = otherRoot();

    bench.machine.write(1, SystemRegister.VTTBR_EL2, 2L << 48 | OTHER_ROOT);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_B));
    bench.machine.write(1, SystemRegister.VTTBR_EL2, VTTBR);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
  }

  private static BareBench otherRoot() {
    BareBench bench = new BareBench();
    bench.arrange(word(OTHER_ROOT, 1, IPA), table(OTHER_T2));
    bench.arrange(word(OTHER_T2, 2, IPA), table(OTHER_T3));
    bench.arrange(word(OTHER_T3, 3, IPA), B);
    return bench.beginWithPage(IPA, A);
  }

  @Test
  void aWrongVmidInvalidatesNothing() {
    BareBench bench = begin(A);
    bench.machine.write(0, SystemRegister.VTTBR_EL2, 2L << 48 | ROOT);
    bench.isb(0);

    bench.store(ENTRY, 0).flush();
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.tlbi(TlbiOp.ALLE1IS, 0).dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).as("every VMID").isEqualTo(set(F3));
  }

  @Test
  void aVmidNotYetSynchronisedInvalidatesNothing() {
    BareBench bench = begin(A);
    bench.machine.write(0, SystemRegister.VTTBR_EL2, 2L << 48 | ROOT);
    bench.isb(0);
    bench.machine.write(0, SystemRegister.VTTBR_EL2, VTTBR);

    bench.store(ENTRY, 0).flush();
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.isb(0).flush();
    assertThat(bench.read(IPA)).isEqualTo(set(F3));
  }

  @Test
  void aWrongLevelInvalidatesNothing() {
    assertThat(readAfterHint(0b0110)).as("level 2 of 4K").isEqualTo(set(OK_A, F3));
    assertThat(readAfterHint(0b0111)).as("level 3 of 4K").isEqualTo(set(F3));
    assertThat(readAfterHint(0b0000)).as("no hint").isEqualTo(set(F3));
    assertThat(readAfterHint(0b0011)).as("no hint either").isEqualTo(set(F3));
  }

  @Test
  void aWrongGranuleInvalidatesNothing() {
    assertThat(readAfterHint(0b1011)).as("level 3 of 16K").isEqualTo(set(OK_A, F3));
    assertThat(readAfterHint(0b1111)).as("level 3 of 64K").isEqualTo(set(OK_A, F3));
  }

  private static Set<String> readAfterHint(int ttl) {
    BareBench bench = new BareBench(Feature.TTL).beginWithPage(IPA, A);
    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(IPA, ttl)).dsb(DsbOption.ISH);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);
    return bench.read(IPA);
  }

  @Test
  void aTableRemovedWithTheLastLevelAloneIsWalkedOn() {
    BareBench bench = begin(A);

    bench.store(word(T2, 2, IPA), 0).dsb(DsbOption.ISHST);
    bench.tlbi(TlbiOp.IPAS2LE1IS, ipa(IPA)).dsb(DsbOption.ISH);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, "translation fault level 2"));
    invalidate(bench);
    assertThat(bench.read(IPA)).isEqualTo(set("translation fault level 2"));
  }

  @Test
  void aLocalInvalidationIsForItsOwnPe() {
    BareBench bench = new BareBench();
    bench.machine.runAt(0, 1);
    bench.beginWithPage(IPA, A);
    bench.machine.runAt(0, 2);

    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    bench.tlbi(TlbiOp.VMALLS12E1, 0).dsb(DsbOption.NSH);
    bench.machine.runAt(0, 1);

    assertThat(bench.read(0, IPA)).isEqualTo(set(F3));
    assertThat(bench.read(1, IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void aPeAtEl2KeepsWhatItHolds() {
    BareBench bench = new BareBench();
    bench.machine.runAt(0, 1);
    bench.beginWithPage(IPA, A);
    bench.machine.runAt(0, 2);

    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    bench.machine.runAt(0, 1);

    assertThat(bench.read(0, IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void aPeThatWasNeverInTheGuestHoldsNothing() {
    BareBench bench = begin(A);

    bench.store(ENTRY, 0).dsb(DsbOption.ISHST);
    bench.machine.runAt(2, 1);

    assertThat(bench.read(2, IPA)).isEqualTo(set(F3));
  }

  @Test
  void invalidationBeforeTheStore() {
    BareBench bench = begin(A);

    bench.tlbi(TlbiOp.VMALLS12E1IS, 0).store(ENTRY, 0).dsb(DsbOption.ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void noDsbBeforeTheInvalidation() {
    BareBench bench = begin(A);

    bench.store(ENTRY, 0).tlbi(TlbiOp.VMALLS12E1IS, 0).dsb(DsbOption.ISH);

    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void noDsbAfterTheInvalidation() {
    BareBench bench = new BareBench();
    bench.machine.runAt(2, 1);
    bench.beginWithPage(IPA, A);

    bench.store(ENTRY, 0).dsb(DsbOption.ISHST).tlbi(TlbiOp.VMALLS12E1IS, 0);

    assertThat(bench.read(1, IPA)).isEqualTo(set(OK_A, F3));
    assertThat(bench.read(2, IPA)).isEqualTo(set(OK_A, F3));
  }

  @Test
  void aDsbForStoresAloneDoesNotCompleteTheInvalidation() {
    BareBench bench = begin(A);

    bench.store(ENTRY, 0).dsb(DsbOption.ISHST).tlbi(TlbiOp.VMALLS12E1IS, 0);
    bench.dsb(DsbOption.ISHST).dsb(DsbOption.NSH);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F3));
    bench.dsb(DsbOption.ISH);
    assertThat(bench.read(IPA)).isEqualTo(set(F3));
  }

  @Test
  void tableUnlinkedWithEveryStep() {
    BareBench bench = begin(A);

    bench.store(word(ROOT, 1, IPA), 0);
    assertThat(bench.read(IPA)).isEqualTo(set(OK_A, F1));
    bench.dsb(DsbOption.ISHST);
    invalidate(bench);
    assertThat(bench.read(IPA)).isEqualTo(set(F1));
    bench.machine.freeTable(0, T2, 0x1000);
    bench.machine.freeTable(0, T3, 0x1000);
    assertThat(bench.read(IPA)).isEqualTo(set(F1));
    assertThat(bench.violations()).isEmpty();
  }

  // A block split by way of its nT bit.

  @Test
  void blockWithNtGivesTheOldResultOrAConflict() {
    BareBench bench = splitByNt(new TreeMap<>());

    assertThat(bench.read(IPA)).isEqualTo(set("ok 0x90007000", CONFLICT));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void blockWithNtFaultsWhereThePlatformSaysSo() {
    TreeMap<String, String> choices = new TreeMap<>();
    choices.put("nt_block", "faults");
    BareBench bench = new BareBench(choices, Feature.BBML1);
    bench.arrange(word(ROOT, 1, IPA), table(T2));
    bench.arrange(word(T2, 2, IPA), block(0x9000_0000L));
    bench.begin();

    bench.store(word(T2, 2, IPA), block(0x9000_0000L) | NT).flush();

    assertThat(bench.read(IPA)).isEqualTo(set("translation fault level 2"));
  }

  private static BareBench splitByNt(Map<String, String> choices) {
    BareBench bench = new BareBench(choices, Feature.BBML1);
    bench.arrange(word(ROOT, 1, IPA), table(T2));
    bench.arrange(word(T2, 2, IPA), block(0x9000_0000L));
    for (int i = 0; i < 512; i++) {
      bench.arrange(T3 + i * 8L, page(0x9000_0000L + i * 0x1000L));
    }
    bench.begin();
    bench.store(word(T2, 2, IPA), block(0x9000_0000L) | NT).flush();
    return bench.store(word(T2, 2, IPA), table(T3));
  }

  private static BareBench begin(long descriptor) {
    return new BareBench().beginWithPage(IPA, descriptor);
  }

  /** IPAS2E1IS, DSB, VMALLE1IS, DSB. */
  private static void invalidate(BareBench bench) {
    bench.tlbi(TlbiOp.IPAS2E1IS, ipa(IPA)).dsb(DsbOption.ISH);
    bench.tlbi(TlbiOp.VMALLE1IS, 0).dsb(DsbOption.ISH);
  }
}
