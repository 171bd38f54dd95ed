package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.ViolationName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which live stores need a break first: the manual's table, row by row, each with its access flag
 * set and clear.
 */
final class BbmCheckerTest {
  private static final long PA = 0x8_0000_0000L;
  private static final long ACCESS_FLAG = 1L << 10;
  private static final S2Permissions ALL = new S2Permissions(true, true, true);
  private static final S2Permissions READ = new S2Permissions(true, false, false);
  private static final MemoryAttributes WB = MemoryAttributes.NORMAL_WB;
  private static final Stage2Geometry GEOMETRY = new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40);

  private final ViolationLog log = new ViolationLog();

  static Stream<Arguments> leafChanges() {
    long page = leaf(3, PA, ALL, WB);
    long block = leaf(2, PA, ALL, WB);
    long readOnly = leaf(3, PA, READ, WB);
    return Stream.of(
        Arguments.of("other frame", 3, page, leaf(3, PA + 0x1000, ALL, WB), true),
        Arguments.of("other frame of a block", 2, block, leaf(2, PA + 0x20_0000, ALL, WB), true),
        Arguments.of(
            "other frame, both read-only", 3, readOnly, leaf(3, PA + 0x1000, READ, WB), true),
        Arguments.of(
            "Normal to Device", 3, page, leaf(3, PA, ALL, device(Shareability.INNER)), true),
        Arguments.of(
            "write-back to non-cacheable",
            3,
            page,
            leaf(3, PA, ALL, new MemoryAttributes(0x5, Shareability.INNER)),
            true),
        Arguments.of(
            "inner to outer shareable",
            3,
            page,
            leaf(3, PA, ALL, new MemoryAttributes(0xf, Shareability.OUTER)),
            true),
        Arguments.of("contiguous", 3, page, page | 1L << 52, true),
        Arguments.of("block to table", 2, block, S2Format.of(Granule.SIZE_4K).table(PA), true),
        Arguments.of("the same again", 3, page, page, false),
        Arguments.of("writable to read-only", 3, page, page & ~(1L << 7), false),
        Arguments.of("readable to none", 3, page, page & ~(1L << 6), false),
        Arguments.of("execute never", 3, page, page | 1L << 54, false),
        Arguments.of("dirty bit modifier", 3, page, page | 1L << 51, false),
        Arguments.of("software bits", 3, page, page | 0xfL << 55, false),
        Arguments.of("nT of a block", 2, block, block | 1L << 16, false),
        Arguments.of("to invalid", 3, page, 0L, false),
        Arguments.of("to an invalid entry with contents", 3, page, page & ~1L, false),
        Arguments.of("to a reserved encoding", 3, page, page & ~2L, false),
        Arguments.of("from invalid", 3, 0L, page, false),
        Arguments.of(
            "from a reserved encoding", 3, page & ~2L, leaf(3, PA + 0x1000, ALL, WB), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leafChanges")
  void aStoreOverALeafIsAViolationExactlyIfItsChangeNeedsABreak(
      String change, int level, long old, long made, boolean needsBreak) {
    assertThat(isViolation(false, level, old, made)).isEqualTo(needsBreak);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leafChanges")
  void aLeafWithoutAccessFlagIsHeldByNobodySoItNeedsNone(
      String change, int level, long old, long made, boolean needsBreak) {
    assertThat(isViolation(false, level, old & ~ACCESS_FLAG, made)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leafChanges")
  void whereHardwareMaySetTheAccessFlagALeafWithoutItIsLikeOneWithIt(
      String change, int level, long old, long made, boolean needsBreak) {
    assertThat(isViolation(true, level, old & ~ACCESS_FLAG, made)).isEqualTo(needsBreak);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leafChanges")
  void theAccessFlagOfTheNewLeafDecidesNothing(
      String change, int level, long old, long made, boolean needsBreak) {
    boolean madeIsTable = level < 3 && (made & 0b11) == 0b11;
    long cleared = madeIsTable ? made : made & ~ACCESS_FLAG;

    assertThat(isViolation(false, level, old, cleared)).isEqualTo(needsBreak);
  }

  @Test
  void aTableForABlockNeedsABreak() {
    assertThat(isViolation(false, 2, S2Format.of(Granule.SIZE_4K).table(PA), leaf(2, PA, ALL, WB)))
        .isTrue();
  }

  @Test
  void aTableForAnotherNeedsABreakButItsIgnoredBitsDoNot() {
    long table = S2Format.of(Granule.SIZE_4K).table(PA);

    assertThat(isViolation(false, 2, table, S2Format.of(Granule.SIZE_4K).table(PA + 0x1000)))
        .isTrue();
    assertThat(isViolation(false, 2, table, table | 0x0040_0000_0000_07f0L)).isFalse();
  }

  @Test
  void anEntryBeyondTheOutputSizeIsHeldByNobody() {
    long beyond = 1L << 40;

    assertThat(isViolation(false, 3, leaf(3, beyond, ALL, WB), leaf(3, PA, ALL, WB)))
        .isFalse();
    assertThat(
            isViolation(false, 2, S2Format.of(Granule.SIZE_4K).table(beyond), leaf(2, PA, ALL, WB)))
        .isFalse();
  }

  @Test
  void aViolationTellsWhatChangedAndWhoMayHoldTheOldEntry() {
    BbmChecker checker = new BbmChecker(log, pa -> 0);
    GuestDebts guest = checker.attach(1, guest(false));

    checker.liveStore(
        17, 0, guest, 3, 0x40a0_7000L, leaf(3, PA, ALL, WB), leaf(3, 0x9000_0000L, READ, WB));

    Violation violation = log.list().get(0);
    assertThat(violation.name()).isEqualTo(ViolationName.NO_BREAK);
    assertThat(violation.heldBy()).isEqualTo(PeSet.of(1, 2));
    assertThat(violation.event()).isEqualTo(17);
    assertThat(violation.message())
        .isEqualTo("no_break: level 3 of 0x40a07000: page 0x800000000 rwx (0x8000007ff) became"
            + " page 0x90000000 r (0x4000009000077f) without a break; changed: output address"
            + " (0x800000000 to 0x90000000); may be held by PE {1, 2}");
  }

  @Test
  void aFloodOfViolationsIsCountedButNotKept() {
    BbmChecker checker = new BbmChecker(log, pa -> 0);
    GuestDebts guest = checker.attach(1, guest(false));
    for (int i = 0; i <= ViolationLog.LIMIT; i++) {
      checker.liveStore(i, 0, guest, 3, 0, leaf(3, PA, ALL, WB), leaf(3, 0x9000_0000L, ALL, WB));
    }

    assertThat(log.found()).isEqualTo(ViolationLog.LIMIT + 1L);
    assertThat(log.list()).hasSize(ViolationLog.LIMIT);
  }

  private static boolean isViolation(boolean hardwareAccessFlag, int level, long old, long made) {
    BbmChecker checker = new BbmChecker(new ViolationLog(), pa -> 0);
    GuestDebts guest = checker.attach(1, guest(hardwareAccessFlag));
    return checker.liveStore(0, 0, guest, level, 0, old, made);
  }

  private static GuestContext guest(boolean hardwareAccessFlag) {
    return new GuestContext(GEOMETRY, PeSet.of(1, 2), hardwareAccessFlag);
  }

  private static long leaf(
      int level, long pa, S2Permissions permissions, MemoryAttributes attributes) {
    return S2Format.of(Granule.SIZE_4K).leaf(pa, level, permissions, attributes);
  }

  private static MemoryAttributes device(Shareability shareability) {
    return new MemoryAttributes(0x1, shareability);
  }
}
