package io.shatterproof.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The manual's table of changes that need break-before-make, row by row, in both directions and with
 * access flags set and clear.
 */
final class DescriptorChangeTest {
  private static final S2Format FORMAT = S2Format.of(Granule.SIZE_4K);
  private static final S2Format LPA2 = S2Format.of(
      Platform.plain("wide").withPa(52).withFeatures(Set.of(Feature.LPA, Feature.LPA2)),
      Granule.SIZE_4K,
      true);

  private static final long AF = 1L << 10;
  private static final long DBM = 1L << 51;
  private static final long CONTIGUOUS = 1L << 52;

  // Inner shareable Write-Back, XN = 0.
  private static final long PAGE = 0x8000_07ffL; // RW
  private static final long PAGE_RO = 0x8000_077fL;
  private static final long OTHER = 0x9000_07ffL;
  private static final long OTHER_RO = 0x9000_077fL;
  private static final long BLOCK = 0x8000_07fdL; // RW, of 2M at level 2, of 1G at level 1
  private static final long BLOCK_RO = 0x8000_077dL;
  private static final long TABLE = 0x7000_0003L;

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("Normal to Device", PAGE, 0x8000_07c7L, 3, ChangeClass.BREAK),
        Arguments.of(
            "one kind of Device to another", 0x8000_07c3L, 0x8000_07c7L, 3, ChangeClass.BREAK),
        Arguments.of("Write-Back to Non-cacheable", PAGE, 0x8000_07d7L, 3, ChangeClass.BREAK),
        Arguments.of("inner to outer shareable", PAGE, 0x8000_06ffL, 3, ChangeClass.BREAK),
        Arguments.of("address, both writable", PAGE, OTHER, 3, ChangeClass.BREAK),
        Arguments.of("address, one writable", PAGE_RO, OTHER, 3, ChangeClass.BREAK),
        Arguments.of("address, read-only", PAGE_RO, OTHER_RO, 3, ChangeClass.BREAK),
        Arguments.of("size", BLOCK, TABLE, 2, ChangeClass.SIZE),
        Arguments.of("Contiguous", PAGE, PAGE | CONTIGUOUS, 3, ChangeClass.CONTIGUOUS),
        Arguments.of("Contiguous of blocks", BLOCK, BLOCK | CONTIGUOUS, 1, ChangeClass.CONTIGUOUS),
        Arguments.of("Contiguous and address", PAGE, OTHER | CONTIGUOUS, 3, ChangeClass.BREAK),
        Arguments.of("S2AP", PAGE, PAGE_RO, 3, ChangeClass.NONE),
        Arguments.of("no access", PAGE, 0x8000_073fL, 3, ChangeClass.NONE),
        Arguments.of("XN", PAGE, PAGE | 1L << 54, 3, ChangeClass.NONE),
        Arguments.of("XN[0]", PAGE, PAGE | 1L << 53, 3, ChangeClass.NONE),
        Arguments.of("DBM", PAGE_RO, PAGE_RO | DBM, 3, ChangeClass.NONE),
        Arguments.of("FnXS", PAGE, PAGE | 1L << 11, 3, ChangeClass.NONE),
        Arguments.of("AF", PAGE, PAGE & ~AF, 3, ChangeClass.NONE),
        Arguments.of("software bits", PAGE, PAGE | 0xfL << 55, 3, ChangeClass.NONE),
        Arguments.of("PBHA", PAGE, PAGE | 0xfL << 59, 3, ChangeClass.NONE),
        Arguments.of("nT", BLOCK, BLOCK | 1L << 16, 2, ChangeClass.NONE),
        Arguments.of("bits below a block", BLOCK, BLOCK | 0xf_0000L, 2, ChangeClass.NONE),
        Arguments.of("to invalid", PAGE, 0L, 3, ChangeClass.NONE),
        Arguments.of("to invalid with contents", PAGE, OTHER & ~1L, 3, ChangeClass.NONE),
        Arguments.of("to a reserved encoding", PAGE, OTHER & ~2L, 3, ChangeClass.NONE),
        Arguments.of("table to invalid", TABLE, 0L, 2, ChangeClass.NONE),
        Arguments.of("next table", TABLE, 0x7000_1003L, 2, ChangeClass.BREAK),
        Arguments.of("ignored bits of a table", TABLE, TABLE | 0x7fL << 52, 2, ChangeClass.NONE),
        Arguments.of("the same", PAGE, PAGE, 3, ChangeClass.NONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void isOfItsClassInBothDirections(
      String what, long one, long other, int level, ChangeClass expected) {
    assertThat(atPlace(FORMAT, false, false, one, other, level)).isEqualTo(expected);
    assertThat(atPlace(FORMAT, false, false, other, one, level)).isEqualTo(expected);
    assertThat(FORMAT.needsBreakBeforeMake(one, other, level))
        .isEqualTo(expected != ChangeClass.NONE);
    assertThat(FORMAT.needsBreakBeforeMake(other, one, level))
        .isEqualTo(expected != ChangeClass.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void theAccessFlagsOfLeavesDecideNothing(
      String what, long one, long other, int level, ChangeClass expected) {
    long oneCleared = FORMAT.isTable(one, level) ? one : one & ~AF;
    long otherCleared = FORMAT.isTable(other, level) ? other : other & ~AF;

    assertThat(atPlace(FORMAT, false, false, oneCleared, other, level)).isEqualTo(expected);
    assertThat(atPlace(FORMAT, false, false, one, otherCleared, level)).isEqualTo(expected);
    assertThat(atPlace(FORMAT, false, false, oneCleared, otherCleared, level)).isEqualTo(expected);
  }

  private static ChangeClass atPlace(
      S2Format format, boolean setsDirty, boolean same, long old, long made, int level) {
    return DescriptorChange.classify(format, setsDirty, same, old, level, made, level, 0);
  }

  /** Whether hardware manages dirty state; old and new; the class with the same contents. */
  static Stream<Arguments> movesOfTheSameContents() {
    return Stream.of(
        Arguments.of("both read-only", false, PAGE_RO, OTHER_RO, ChangeClass.NONE),
        Arguments.of("old one writable", false, PAGE, OTHER_RO, ChangeClass.BREAK),
        Arguments.of("new one writable", false, PAGE_RO, OTHER, ChangeClass.BREAK),
        Arguments.of("write-only", false, 0x8000_07bfL, OTHER_RO, ChangeClass.BREAK),
        Arguments.of("DBM without HD", false, PAGE_RO | DBM, OTHER_RO, ChangeClass.NONE),
        Arguments.of("DBM with HD", true, PAGE_RO | DBM, OTHER_RO, ChangeClass.BREAK),
        Arguments.of("new DBM with HD", true, PAGE_RO, OTHER_RO | DBM, ChangeClass.BREAK),
        Arguments.of("HD without DBM", true, PAGE_RO, OTHER_RO, ChangeClass.NONE),
        Arguments.of(
            "and Contiguous", false, PAGE_RO, OTHER_RO | CONTIGUOUS, ChangeClass.CONTIGUOUS),
        Arguments.of("and memory type", false, PAGE_RO, 0x9000_0747L, ChangeClass.BREAK));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("movesOfTheSameContents")
  void readOnlyMemoryMayMoveIfItsContentsAreTheSame(
      String what, boolean setsDirty, long old, long made, ChangeClass expected) {
    assertThat(atPlace(FORMAT, setsDirty, true, old, made, 3)).isEqualTo(expected);
    assertThat(atPlace(FORMAT, setsDirty, true, old & ~AF, made, 3)).isEqualTo(expected);
    assertThat(atPlace(FORMAT, setsDirty, false, old, made, 3)).isEqualTo(ChangeClass.BREAK);
  }

  /** For IPA 0x4000_5000, the sixth page of a block at 0x4000_0000. */
  static Stream<Arguments> changesOfLevels() {
    return Stream.of(
        Arguments.of("same page", BLOCK, 2, 0x8000_57ffL, 3, ChangeClass.SIZE),
        Arguments.of("same page, AF = 0", BLOCK, 2, 0x8000_53ffL, 3, ChangeClass.SIZE),
        Arguments.of("same page, read-only", BLOCK, 2, 0x8000_577fL, 3, ChangeClass.SIZE),
        Arguments.of(
            "same page, Contiguous", BLOCK, 2, 0x8000_57ffL | CONTIGUOUS, 3, ChangeClass.SIZE),
        Arguments.of("first page", BLOCK, 2, PAGE, 3, ChangeClass.BREAK),
        Arguments.of("page of another type", BLOCK, 2, 0x8000_57c7L, 3, ChangeClass.BREAK),
        Arguments.of("1G to page", BLOCK, 1, 0x8000_57ffL, 3, ChangeClass.SIZE),
        Arguments.of("1G to 2M", BLOCK, 1, BLOCK, 2, ChangeClass.SIZE),
        Arguments.of("1G to the next 2M", BLOCK, 1, 0x8020_07fdL, 2, ChangeClass.BREAK),
        Arguments.of("block to table", BLOCK, 1, TABLE, 2, ChangeClass.SIZE),
        Arguments.of("table above a page", TABLE, 2, PAGE, 3, ChangeClass.NONE),
        Arguments.of("table above a table", TABLE, 1, TABLE, 2, ChangeClass.NONE),
        Arguments.of("invalid page", BLOCK, 2, 0L, 3, ChangeClass.NONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesOfLevels")
  void twoLevelsAreComparedByWhatBothTranslateTo(
      String what, long one, int level, long other, int otherLevel, ChangeClass expected) {
    assertThat(DescriptorChange.classify(
            FORMAT, false, false, one, level, other, otherLevel, 0x4000_5123L))
        .isEqualTo(expected);
    assertThat(DescriptorChange.classify(
            FORMAT, false, false, other, otherLevel, one, level, 0x4000_5123L))
        .isEqualTo(expected);
  }

  @Test
  void anotherReadOnlyPageWithTheSameContentsIsAChangeOfSizeAlone() {
    assertThat(
            DescriptorChange.classify(FORMAT, false, true, BLOCK_RO, 2, PAGE_RO, 3, 0x4000_5000L))
        .isEqualTo(ChangeClass.SIZE);
  }

  @Test
  void bitsOfShareabilityAreBitsOfTheAddressWithDs() {
    long readOnly = 0x8000_047fL; // bits[9:8] are zero
    long moved = readOnly | 0b11L << 8;

    assertThat(atPlace(LPA2, false, false, readOnly, moved, 3)).isEqualTo(ChangeClass.BREAK);
    assertThat(atPlace(LPA2, false, true, readOnly, moved, 3)).isEqualTo(ChangeClass.NONE);
    assertThat(atPlace(FORMAT, false, true, readOnly, moved, 3)).isEqualTo(ChangeClass.BREAK);
  }

  @Test
  void theContiguousBitDecidesNothingWhereItHasNoEffect() {
    assertThat(atPlace(LPA2, false, false, BLOCK, BLOCK | CONTIGUOUS, 0))
        .isEqualTo(ChangeClass.NONE);
  }

  /** By level of FEAT_BBM: whether a break is needed, without and with nT; conflict; mix. */
  @ParameterizedTest
  @CsvSource({
    "NONE, 0, false, false, false, false",
    "NONE, 1, false, false, false, false",
    "NONE, 2, false, false, false, false",
    "NONE, 3, false, false, false, false",
    "CONTIGUOUS, 0, true, true, true, true",
    "CONTIGUOUS, 1, false, false, true, false",
    "CONTIGUOUS, 2, false, false, true, false",
    "CONTIGUOUS, 3, false, false, false, false",
    "SIZE, 0, true, true, true, true",
    "SIZE, 1, true, false, true, false",
    "SIZE, 2, false, false, true, false",
    "SIZE, 3, false, false, false, false",
    "BREAK, 0, true, true, true, true",
    "BREAK, 1, true, true, true, true",
    "BREAK, 2, true, true, true, true",
    "BREAK, 3, true, true, true, true",
  })
  void whatFollowsDependsOnTheLevelOfFeatBbm(
      ChangeClass change,
      int bbmLevel,
      boolean needsBreak,
      boolean needsBreakWithNt,
      boolean mayConflict,
      boolean mayMix) {
    assertThat(change.needsBreak(bbmLevel, false)).isEqualTo(needsBreak);
    assertThat(change.needsBreak(bbmLevel, true)).isEqualTo(needsBreakWithNt);
    assertThat(change.mayConflict(bbmLevel)).isEqualTo(mayConflict);
    assertThat(change.mayMix(bbmLevel)).isEqualTo(mayMix);
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, true",
    "0, true, true",
    "1, false, true",
    "1, true, false",
    "2, false, false",
    "3, false, false",
  })
  void atLevelOneTheReplacedBlockHasNt(int bbmLevel, boolean nt, boolean needsBreak) {
    long old = nt ? BLOCK | 1L << 16 : BLOCK;

    assertThat(needsBreak(bbmLevel, old, 2, TABLE, 2)).isEqualTo(needsBreak);
    assertThat(needsBreak(bbmLevel, old, 2, 0x8000_57ffL, 3)).isEqualTo(needsBreak);
    assertThat(needsBreak(bbmLevel, old, 2, PAGE, 3)).isTrue();
  }

  @Test
  void pagesHaveNoNt() {
    long bit16 = 1L << 16;

    assertThat(needsBreak(1, 0x8000_57ffL | bit16, 3, BLOCK | bit16, 2)).isTrue();
  }

  private static boolean needsBreak(int bbmLevel, long old, int oldLevel, long made, int level) {
    return DescriptorChange.needsBreak(
        FORMAT, bbmLevel, false, false, old, oldLevel, made, level, 0x4000_5000L);
  }

  @ParameterizedTest
  @CsvSource({"NONE, SIZE, SIZE", "BREAK, CONTIGUOUS, BREAK", "CONTIGUOUS, SIZE, SIZE"})
  void twoChangesAreOfTheWorseClass(ChangeClass one, ChangeClass other, ChangeClass both) {
    assertThat(one.and(other)).isEqualTo(both);
    assertThat(other.and(one)).isEqualTo(both);
  }

  static Stream<Arguments> accounts() {
    return Stream.of(
        Arguments.of(PAGE, 3, PAGE_RO, 3, "nothing that needs break-before-make"),
        Arguments.of(PAGE, 3, OTHER, 3, "output address (0x80000000 to 0x90000000)"),
        Arguments.of(
            PAGE,
            3,
            0x9000_06c7L | CONTIGUOUS,
            3,
            "output address (0x80000000 to 0x90000000), memattr (0xf to 0x1),"
                + " shareability (inner to outer), contiguous (false to true)"),
        Arguments.of(BLOCK, 2, TABLE, 2, "size (block to table)"),
        Arguments.of(TABLE, 2, BLOCK, 2, "size (table to block)"),
        Arguments.of(TABLE, 2, 0x7000_1003L, 2, "next table (0x70000000 to 0x70001000)"),
        Arguments.of(BLOCK, 2, 0x8000_57ffL, 3, "size (block of 2M to page of 4K)"),
        Arguments.of(BLOCK, 1, TABLE, 2, "size (block of 1G to table of level 2)"),
        Arguments.of(
            BLOCK,
            2,
            0x9000_57c7L,
            3,
            "size (block of 2M to page of 4K), output address of 0x40005000 (0x80005000 to"
                + " 0x90005000), memattr (0xf to 0x1)"),
        Arguments.of(
            OTHER,
            3,
            BLOCK,
            2,
            "size (page of 4K to block of 2M), output address of 0x40005000 (0x90000000 to"
                + " 0x80005000)"));
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void tellsTheFieldsThatDecideWithBothValues(
      long old, int oldLevel, long made, int level, String account) {
    assertThat(DescriptorChange.deciding(FORMAT, old, oldLevel, made, level, 0x4000_5123L))
        .isEqualTo(account);
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "BBML1, 1", "BBML2, 2", "BBML3, 3"})
  void aPlatformHasOneLevelOfFeatBbm(String feature, int level) {
    Platform plain = Platform.plain("board");
    Platform platform =
        feature.isEmpty() ? plain : plain.withFeatures(Set.of(Feature.valueOf(feature)));

    assertThat(platform.bbmLevel()).isEqualTo(level);
    assertThat(platform.hasBbm()).isEqualTo(level > 0);
  }
}
