package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a break is needed for depends on where the granule has its addresses and its blocks. */
final class GranuleBbmTest {
  private static final long PA = 0x8_0000_0000L;
  private static final S2Permissions ALL = new S2Permissions(true, true, true);

  @ParameterizedTest
  @CsvSource({
    "SIZE_4K, 1, 0x40000000",
    "SIZE_4K, 2, 0x200000",
    "SIZE_4K, 3, 0x1000",
    "SIZE_16K, 2, 0x2000000",
    "SIZE_16K, 3, 0x4000",
    "SIZE_64K, 2, 0x20000000",
    "SIZE_64K, 3, 0x10000"
  })
  void aLeafMovesInStepsOfItsSize(Granule granule, int level, String size) {
    long leaf = leaf(granule, level);

    assertThat(isViolation(granule, level, leaf, leaf + Long.decode(size))).isTrue();
    // The bit below is no address: of a 4K page it is FnXS, elsewhere it is RES0.
    assertThat(isViolation(granule, level, leaf, leaf + Long.decode(size) / 2)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Granule.class)
  void aBlockForATableAndBackNeedABreak(Granule granule) {
    long block = leaf(granule, 2);
    long table = S2Format.of(granule).table(PA);

    assertThat(isViolation(granule, 2, block, table)).isTrue();
    assertThat(isViolation(granule, 2, table, block)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"SIZE_4K, 0x1000", "SIZE_16K, 0x4000", "SIZE_64K, 0x10000"})
  void aTableIsAnotherWhereItIsAtAnotherMultipleOfTheGranule(Granule granule, String size) {
    long table = S2Format.of(granule).table(PA);

    assertThat(isViolation(granule, 2, table, table + Long.decode(size))).isTrue();
    assertThat(isViolation(granule, 2, table, table + Long.decode(size) / 2)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"SIZE_4K, 0, false", "SIZE_4K, 1, true", "SIZE_16K, 1, false", "SIZE_64K, 1, false"})
  void whatIsReservedAtItsLevelIsHeldByNobody(Granule granule, int level, boolean isBlock) {
    long block = leaf(granule, 2);
    long table = S2Format.of(granule).table(PA);

    assertThat(isViolation(granule, level, block, table)).isEqualTo(isBlock);
    assertThat(isViolation(granule, level, table, block)).isEqualTo(isBlock);
  }

  @Test
  void aViolationIsToldInTheFormatOfItsGranule() {
    ViolationLog log = new ViolationLog();
    BbmChecker checker = new BbmChecker(log, pa -> 0);

    checker.liveStore(
        3,
        0,
        checker.attach(1, guest(Granule.SIZE_64K)),
        2,
        0x2000_0000L,
        leaf(Granule.SIZE_64K, 2),
        S2Format.of(Granule.SIZE_64K).table(0x9001_0000L));

    assertThat(log.list().get(0).message())
        .isEqualTo("no_break: level 2 of 0x20000000: block 0x800000000 rwx (0x8000007fd) became"
            + " table 0x90010000 (0x90010003) without a break; changed: size (block to table);"
            + " may be held by PE {1}");
  }

  private static boolean isViolation(Granule granule, int level, long old, long made) {
    BbmChecker checker = new BbmChecker(new ViolationLog(), pa -> 0);
    return checker.liveStore(0, 0, checker.attach(1, guest(granule)), level, 0, old, made);
  }

  private static GuestContext guest(Granule granule) {
    int startLevel = granule == Granule.SIZE_4K ? 0 : 1;
    int tables = granule == Granule.SIZE_16K ? 2 : 1;
    return new GuestContext(
        new Stage2Geometry(granule, 48, startLevel, tables, 48), PeSet.of(1), false);
  }

  private static long leaf(Granule granule, int level) {
    return S2Format.of(granule).leaf(PA, level, ALL, MemoryAttributes.NORMAL_WB);
  }
}
