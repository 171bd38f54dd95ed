package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.G1;
import static io.shatterproof.machine.BareBench.M2;
import static io.shatterproof.machine.BareBench.OTHER_T3;
import static io.shatterproof.machine.BareBench.ROOT;
import static io.shatterproof.machine.BareBench.T2;
import static io.shatterproof.machine.BareBench.T3;
import static io.shatterproof.machine.BareBench.VTCR;
import static io.shatterproof.machine.BareBench.block;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.table;
import static io.shatterproof.machine.BareBench.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.bbm.PeSet;
import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each change of a valid descriptor: whether it needs break-before-make. Every one is tried with and
 * without a break, and with AF = 0 in the old descriptor, which is held then only where hardware sets
 * it.
 */
final class BareChangesTest {
  private static final long IPA = G1 + 5 * M2 + 0x7000;
  private static final long ENTRY = word(T3, 3, IPA);
  private static final long BLOCK_ENTRY = word(T2, 2, IPA);
  private static final long A = page(0x9000_0000L);
  private static final long B = page(0xa000_0000L);
  private static final long AF = 1L << 10;
  private static final long DBM = 1L << 51;
  private static final long NT = 1L << 16;
  private static final long CONTIGUOUS = 1L << 52;
  private static final long HA = 1L << 21;
  private static final long HD = 1L << 22;

  /** A change of a page. */
  private record Change(String name, long from, long to, boolean needsBreak) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Change> changes() {
    long readOnly = readOnlyPage(0x9000_0000L);
    return Stream.of(
        new Change("Normal to Device", A, A & ~0x3cL, true),
        new Change("Device to Normal", A & ~0x3cL, A, true),
        new Change("Device kind", A & ~0x3cL, (A & ~0x3cL) | 0x4, true),
        new Change("cacheability", A, (A & ~0x3cL) | 0x14, true),
        new Change("shareability", A, A & ~0x300L, true),
        new Change("output address of writable pages", A, B, true),
        new Change("output address, old writable", A, readOnlyPage(0xa000_0000L), true),
        new Change("output address, new writable", readOnly, B, true),
        new Change("output address, other contents", readOnly, readOnlyPage(0xa000_0000L), true),
        new Change("S2AP", A, readOnly, false),
        new Change("S2AP back", readOnly, A, false),
        new Change("XN", A, A | 1L << 54, false),
        new Change("DBM", A, A | DBM, false),
        new Change("AF to 0", A, A & ~AF, false),
        new Change("software bits", A, A | 0x7L << 55, false),
        new Change("FnXS", A, A | 1L << 11, false),
        new Change("nothing", A, A, false));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void withoutABreak(Change change) {
    BareBench bench = begin(change.from());

    bench.store(ENTRY, change.to());

    assertIs(bench, change.needsBreak());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void withABreak(Change change) {
    BareBench bench = begin(change.from());

    bench.store(ENTRY, 0).flush().store(ENTRY, change.to());

    assertThat(bench.violations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatHasNoAccessFlagIsNotHeld(Change change) {
    BareBench bench = begin(change.from() & ~AF);

    bench.store(ENTRY, change.to());

    assertThat(bench.violations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void butWhereHardwareSetsItItIs(Change change) {
    BareBench bench = withHardware(HA).beginWithPage(IPA, change.from() & ~AF);

    bench.store(ENTRY, change.to());

    assertIs(bench, change.needsBreak());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatGetsNoAccessFlagMakesNothing(Change change) {
    BareBench bench = begin(change.from());

    bench.store(ENTRY, change.to() & ~AF);
    assertThat(bench.violations()).isEmpty();
    bench.store(ENTRY, change.to() | AF);

    assertIs(bench, change.needsBreak());
  }

  private static void assertIs(BareBench bench, boolean isViolation) {
    if (!isViolation) {
      assertThat(bench.violations()).isEmpty();
      return;
    }
    assertThat(bench.machine.violations()).hasSize(1);
    Violation violation = bench.machine.violations().get(0);
    assertThat(violation.heldBy()).isEqualTo(PeSet.of(1));
    assertThat(violation.entries()).isEqualTo(1);
    assertThat(violation.ipa()).isEqualTo(IPA);
  }

  private static BareBench begin(long descriptor) {
    return new BareBench().beginWithPage(IPA, descriptor);
  }

  private static BareBench withHardware(long controls, Feature... features) {
    Feature[] all = new Feature[features.length + 1];
    all[0] = Feature.HAFDBS;
    System.arraycopy(features, 0, all, 1, features.length);
    BareBench bench = new BareBench(all);
    for (int pe = 0; pe < 3; pe++) {
      bench.machine.write(pe, SystemRegister.VTCR_EL2, VTCR | controls);
    }
    return bench;
  }

  // Contents.

  @Test
  void readOnlyAddressesMayChangeIfTheContentsAreTheSame() {
    BareBench bench = begin(readOnlyPage(0x9000_0000L));

    bench.machine.store(0, ENTRY, readOnlyPage(0xa000_0000L), false, true);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void writableOnesNotEvenThen() {
    BareBench bench = begin(A);

    bench.machine.store(0, ENTRY, B, false, true);

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
  }

  @Test
  void whatHardwareMayMakeWritableNotEither() {
    long clean = readOnlyPage(0x9000_0000L) | DBM;
    BareBench bench = withHardware(HA | HD).beginWithPage(IPA, clean);

    bench.machine.store(0, ENTRY, readOnlyPage(0xa000_0000L), true, true);

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
  }

  // Sizes.

  private static BareBench blockOver(long firstPage, Feature... features) {
    BareBench bench = new BareBench(features);
    bench.arrange(word(ROOT, 1, IPA), table(T2));
    bench.arrange(BLOCK_ENTRY, block(0x9000_0000L));
    fill(bench, T3, firstPage);
    return bench.begin();
  }

  private static BareBench pagesOver(Feature... features) {
    BareBench bench = new BareBench(features);
    bench.arrange(word(ROOT, 1, IPA), table(T2));
    bench.arrange(BLOCK_ENTRY, table(T3));
    fill(bench, T3, 0x9000_0000L);
    return bench.begin();
  }

  private static void fill(BareBench bench, long tablePa, long firstPa) {
    for (int i = 0; i < 512; i++) {
      bench.arrange(tablePa + i * 8L, page(firstPa + i * 0x1000L));
    }
  }

  @Test
  void blockToTable() {
    BareBench bench = blockOver(0x9000_0000L).store(BLOCK_ENTRY, table(T3));

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
    assertThat(bench.machine.violations().get(0).entries()).isEqualTo(1);
  }

  @Test
  void blockToTableWithABreak() {
    BareBench bench = blockOver(0x9000_0000L);

    bench.store(BLOCK_ENTRY, 0).flush().store(BLOCK_ENTRY, table(T3));

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void tableToBlock() {
    BareBench bench = pagesOver().store(BLOCK_ENTRY, block(0x9000_0000L));

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
    assertThat(bench.machine.violations().get(0).entries())
        .as("the table, its pages")
        .isEqualTo(513);
    assertThat(bench.machine.violations().get(0).oldLevel()).isEqualTo(2);
  }

  @Test
  void tableToBlockWithABreak() {
    BareBench bench = pagesOver();

    bench.store(BLOCK_ENTRY, 0).flush().store(BLOCK_ENTRY, block(0x9000_0000L));

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void tableToAnotherTableOfTheSame() {
    BareBench bench = new BareBench();
    fill(bench, OTHER_T3, 0x9000_0000L);
    bench.arrange(word(ROOT, 1, IPA), table(T2));
    bench.arrange(BLOCK_ENTRY, table(T3));
    fill(bench, T3, 0x9000_0000L);
    bench.begin();

    bench.store(BLOCK_ENTRY, table(OTHER_T3));

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
  }

  @Test
  void sizeIsNothingAtLevel2OfFeatBbm() {
    Feature[] level2 = {Feature.BBML1, Feature.BBML2};

    assertThat(blockOver(0x9000_0000L, level2).store(BLOCK_ENTRY, table(T3)).violations())
        .isEmpty();
    assertThat(pagesOver(level2).store(BLOCK_ENTRY, block(0x9000_0000L)).violations())
        .isEmpty();
  }

  @Test
  void addressesAreAtEveryLevelOfFeatBbm() {
    Feature[] level3 = {Feature.BBML1, Feature.BBML2, Feature.BBML3};

    assertThat(blockOver(0x9000_1000L, level3).store(BLOCK_ENTRY, table(T3)).violations())
        .containsExactly(ViolationName.NO_BREAK);
    assertThat(pagesOver(level3).store(BLOCK_ENTRY, block(0x9020_0000L)).violations())
        .containsExactly(ViolationName.NO_BREAK);
  }

  @Test
  void atLevel1SizeNeedsNt() {
    assertThat(
            blockOver(0x9000_0000L, Feature.BBML1).store(BLOCK_ENTRY, table(T3)).violations())
        .containsExactly(ViolationName.NO_BREAK);

    BareBench bench = blockOver(0x9000_0000L, Feature.BBML1);
    bench.store(BLOCK_ENTRY, block(0x9000_0000L) | NT).flush().store(BLOCK_ENTRY, table(T3));
    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void atLevel1NtNeedsAnInvalidation() {
    BareBench bench = blockOver(0x9000_0000L, Feature.BBML1);

    bench.store(BLOCK_ENTRY, block(0x9000_0000L) | NT).store(BLOCK_ENTRY, table(T3));

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
  }

  @Test
  void ntIsNothingAtLevel0() {
    BareBench bench = blockOver(0x9000_0000L);

    bench.store(BLOCK_ENTRY, block(0x9000_0000L) | NT).flush().store(BLOCK_ENTRY, table(T3));

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
  }

  @Test
  void tableOverABlockCountsByAllThatItLeadsTo() {
    BareBench bench = blockOver(0x9000_0000L, Feature.BBML1, Feature.BBML2);
    bench.store(ENTRY, B); // off-line

    bench.store(BLOCK_ENTRY, table(T3));

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
  }

  // Contiguous.

  private static BareBench group(long bits, Feature... features) {
    BareBench bench = new BareBench(features);
    bench.arrange(word(ROOT, 1, IPA), table(T2));
    bench.arrange(BLOCK_ENTRY, table(T3));
    for (int i = 0; i < 16; i++) {
      bench.arrange(T3 + i * 8L, page(0x9000_0000L + i * 0x1000L) | bits);
    }
    return bench.begin();
  }

  @Test
  void contiguousBitNeedsABreakAtLevel0() {
    assertThat(group(0).store(T3, A | CONTIGUOUS).violations())
        .containsExactly(ViolationName.NO_BREAK);
    assertThat(group(CONTIGUOUS).store(T3, A).violations()).containsExactly(ViolationName.NO_BREAK);
  }

  @Test
  void contiguousBitIsNothingAtLevel1() {
    assertThat(group(0, Feature.BBML1).store(T3, A | CONTIGUOUS).violations()).isEmpty();
    assertThat(group(CONTIGUOUS, Feature.BBML1).store(T3, A).violations()).isEmpty();
  }

  @Test
  void breakOfOneMemberIsNoneOfTheGroup() {
    BareBench bench = group(CONTIGUOUS);

    bench.store(T3, 0).flush().store(T3, B);

    assertThat(bench.violations()).containsExactly(ViolationName.NO_BREAK);
  }

  @Test
  void breakOfEveryMemberIsOne() {
    BareBench bench = group(CONTIGUOUS);

    for (int i = 0; i < 16; i++) {
      bench.store(T3 + i * 8L, 0);
    }
    bench.flush();
    for (int i = 0; i < 16; i++) {
      bench.store(T3 + i * 8L, B + i * 0x1000L);
    }

    assertThat(bench.violations()).isEmpty();
  }

  // Where it was broken does not matter.

  @Test
  void pageUnderABlockThatWasBrokenButNotInvalidated() {
    BareBench bench = blockOver(0x9000_0000L);

    bench.store(BLOCK_ENTRY, 0).dsb(io.shatterproof.arch.DsbOption.ISH);
    bench.store(BLOCK_ENTRY, table(T3));

    assertThat(bench.violations()).containsExactly(ViolationName.NO_TLBI);
  }

  @Test
  void blockOverPagesOfWhichOneIsStillHeld() {
    BareBench bench = pagesOver();
    bench.store(BLOCK_ENTRY, 0).flush();
    assertThat(bench.machine.violations()).isEmpty();
    BareBench other = pagesOver();
    other.store(ENTRY, 0);

    other.store(BLOCK_ENTRY, block(0x9000_0000L));

    List<Violation> violations = other.machine.violations();
    assertThat(violations).hasSize(1);
    assertThat(violations.get(0).entries()).isEqualTo(513);
  }

  @Test
  void tableThatIsNotReachedIsNobodysBusiness() {
    BareBench bench = begin(A);

    bench.store(OTHER_T3, A).store(OTHER_T3, B);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void tableThatMayStillBeWalkedToIs() {
    BareBench bench = begin(A);

    bench.store(BLOCK_ENTRY, 0).dsb(io.shatterproof.arch.DsbOption.ISH).store(ENTRY, B);

    assertThat(bench.violations()).containsExactly(ViolationName.NO_TLBI);
    assertThat(bench.read(IPA)).contains("conflict");
  }

  @Test
  void nobodyInTheGuestHoldsAnything() {
    BareBench bench = new BareBench();
    bench.machine.runAt(1, 2);
    bench.beginWithPage(IPA, A);

    bench.store(ENTRY, B);

    assertThat(bench.violations()).isEmpty();
  }

  @Test
  void whoLeftTheGuestHoldsOn() {
    BareBench bench = begin(A);
    bench.machine.runAt(1, 2);

    bench.store(ENTRY, B);

    assertThat(bench.machine.violations()).hasSize(1);
    assertThat(bench.machine.violations().get(0).heldBy()).isEqualTo(PeSet.of(1));
  }
}
