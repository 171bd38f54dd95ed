package io.shatterproof.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.decode.Stage2Control;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableTreeTest {
  /** 4K, T0SZ 25, start at level 1, PS 40 bits. */
  private static final long VTCR_4K = 0x8002_3559L;

  private static final long BASE = 0x8000_0000L;
  private static final long PAGE_RW = 0x9876_57ffL;
  private static final long CONTIGUOUS = 1L << 52;
  private static final long TABLE = 0b11;

  private final ByteBuffer memory = ByteBuffer.allocate(0x6000).order(ByteOrder.LITTLE_ENDIAN);

  private void put(long pa, long descriptor) {
    memory.putLong((int) (pa - BASE), descriptor);
  }

  private String tree() {
    return tree(control(VTCR_4K, 48), memory, BASE, 1000);
  }

  private static Stage2Control control(long vtcr, int paBits) {
    Platform plain = Platform.plain("p");
    Set<Feature> all = EnumSet.allOf(Feature.class);
    return new Stage2Control(plain.withPa(paBits).withFeatures(all), vtcr, 0);
  }

  private static String tree(Stage2Control control, ByteBuffer bytes, long root, int maxLines) {
    List<String> lines = new ArrayList<>();
    TableTree.print(new TableImage(BASE, bytes), control, root, maxLines, lines::add);
    return String.join("\n", lines) + "\n";
  }

  /** The walk of IPA 0x4_1234_5678: entries 16, 145 and 325. */
  @Test
  void levelsAreIndented() {
    put(BASE + 0x80, 0x8000_1000L | TABLE);
    put(BASE + 0x1488, 0x8000_2000L | TABLE);
    put(BASE + 0x2a28, PAGE_RW);
    put(BASE + 0x1490, 0x0040_0000_4000_0445L);

    assertThat(tree()).isEqualTo("""
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          0x400000000-0x43fffffff  level 1  table 0x80001000
            0x412200000-0x4123fffff  level 2  table 0x80002000
              0x412345000-0x412345fff  level 3  1 page -> 0x98765000  rwx  Normal WB, inner shareable
            0x412400000-0x4125fffff  level 2  1 block -> 0x40000000  r  Device-nGnRE, non-shareable
        """);
  }

  @Test
  void runsAreMergedWhileAddressesFollow() {
    for (int n = 0; n < 4; n++) {
      put(BASE + 8L * n, 0x4000_07fdL + (long) n * 0x4000_0000L);
    }
    put(BASE + 8 * 4, 0x4000_07fdL); // an address that does not follow
    put(BASE + 8 * 5, 0x8000_077dL); // follows, but read-only
    put(BASE + 8 * 6, 0xeL);
    put(BASE + 8 * 7, 0xeL);
    put(BASE + 8 * 8, 0x6L);

    assertThat(tree()).isEqualTo("""
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          0x0-0xffffffff  level 1  4 blocks -> 0x40000000  rwx  Normal WB, inner shareable
          0x100000000-0x13fffffff  level 1  1 block -> 0x40000000  rwx  Normal WB, inner shareable
          0x140000000-0x17fffffff  level 1  1 block -> 0x80000000  rx  Normal WB, inner shareable
          0x180000000-0x1ffffffff  level 1  2 times invalid 0xe
          0x200000000-0x23fffffff  level 1  invalid 0x6
        """);
  }

  @Test
  void zeroEntriesHaveNoLine() {
    assertThat(tree()).isEqualTo("""
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          every entry is zero
        """);
  }

  @Test
  void whatIsOddWithALeafIsTold() {
    put(BASE, 0x8000_1000L | TABLE);
    put(BASE + 0x1000, 0x8000_2000L | TABLE);
    put(BASE + 0x2000, 0x0100_0000_07ffL);
    put(BASE + 0x2008, PAGE_RW & ~0x400L);
    put(BASE + 0x2010, 0x1L);
    put(BASE + 0x2020, 0x5000_47ffL | CONTIGUOUS);
    put(BASE + 0x2030, 0x5000_57ffL | CONTIGUOUS);

    assertThat(tree().lines().skip(3))
        .map(String::strip)
        .containsExactly(
            "0x0-0xfff  level 3  1 page -> 0x10000000000  rwx  Normal WB, inner shareable, beyond 40 bits of output",
            "0x1000-0x1fff  level 3  1 page -> 0x98765000  rwx  Normal WB, inner shareable, AF = 0",
            "0x2000-0x2fff  level 3  reserved 0x1",
            "0x4000-0x4fff  level 3  1 page -> 0x50004000  rwx  Normal WB, inner shareable, contiguous",
            "0x6000-0x6fff  level 3  1 page -> 0x50005000  rwx  Normal WB, inner shareable,"
                + " contiguous but misaligned");
  }

  @Test
  void tablesOutsideOfTheDumpAreNamed() {
    put(BASE, 0x9000_0000L | TABLE);
    put(BASE + 8, 0x0100_0000_0000L | TABLE);
    put(BASE + 16, 0x8000_1000L | TABLE);

    assertThat(tree()).isEqualTo("""
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          0x0-0x3fffffff  level 1  table 0x90000000, outside of the dump
          0x40000000-0x7fffffff  level 1  table 0x10000000000, beyond 40 bits of output
          0x80000000-0xbfffffff  level 1  table 0x80001000, every entry zero
        """);
  }

  @Test
  void dumpThatEndsInATableTellsWhatIsMissing() {
    put(BASE, 0x4000_07fdL);
    memory.limit(0x800);

    assertThat(tree()).isEqualTo("""
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          0x0-0x3fffffff  level 1  1 block -> 0x40000000  rwx  Normal WB, inner shareable
          0x4000000000-0x7fffffffff  256 descriptors at PA 0x80000800 outside of the dump
        """);
  }

  @Test
  void startTableOutsideOfTheDump() {
    assertThat(tree(control(VTCR_4K, 48), memory, 0x9000_0000L, 10)).isEqualTo("""
        start table 0x90000000, level 1, 512 entries, IPA of 39 bits
          0x0-0x7fffffffff  512 descriptors at PA 0x90000000 outside of the dump
        """);
  }

  @Test
  void sharedTableIsShownOnce() {
    put(BASE, 0x8000_1000L | TABLE);
    put(BASE + 8, 0x8000_1000L | TABLE);
    put(BASE + 24, 0x8000_1000L | TABLE);
    put(BASE + 0x1000, 0x4000_07fdL);

    assertThat(tree()).isEqualTo("""
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          0x0-0x7fffffff  level 1  2 times table 0x80001000
            0x0-0x1fffff  level 2  1 block -> 0x40000000  rwx  Normal WB, inner shareable
          0xc0000000-0xffffffff  level 1  table 0x80001000, shown at 0x0
        """);
  }

  @Test
  void tableThatIsItsOwnDescendantEnds() {
    put(BASE + 8, BASE | TABLE);

    assertThat(tree()).isEqualTo("""
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          0x40000000-0x7fffffff  level 1  table 0x80000000, which is a table above it
            0x40200000-0x403fffff  level 2  table 0x80000000, which is a table above it
              0x40201000-0x40201fff  level 3  1 page -> 0x80000000  x  Device-nGnRnE, non-shareable, AF = 0
        """);
  }

  @Test
  void concatenatedStartTables() {
    put(BASE + 0x2468, 0x4000_07fdL);

    // T0SZ 23: 4 tables, and the IPA 0x123_4567_8000 in the third
    assertThat(tree(control(0x8002_3557L, 48), memory, BASE, 10)).isEqualTo("""
        start table 0x80000000, level 1, 2048 entries, IPA of 41 bits
          0x12340000000-0x1237fffffff  level 1  1 block -> 0x40000000  rwx  Normal WB, inner shareable
        """);
  }

  @Test
  void wideAddressesOf4k() {
    // T0SZ 16, start at level 0, PS 52, DS 1
    put(BASE, 0x3_0000_0000_03fdL | 0x400);
    put(BASE + 8, 0x3_0080_0000_03fdL | 0x400);

    assertThat(tree(control(0x1_8006_3590L, 52), memory, BASE, 10)).isEqualTo("""
        start table 0x80000000, level 0, 512 entries, IPA of 48 bits
          0x0-0xffffffffff  level 0  2 blocks -> 0xf000000000000  rwx  Normal WB, inner shareable
        """);
  }

  @Test
  void outputIsBounded() {
    for (int n = 0; n < 8; n++) {
      put(BASE + 16L * n, 0x4000_07fdL);
    }

    assertThat(tree(control(VTCR_4K, 48), memory, BASE, 2)).isEqualTo("""
        start table 0x80000000, level 1, 512 entries, IPA of 39 bits
          0x0-0x3fffffff  level 1  1 block -> 0x40000000  rwx  Normal WB, inner shareable
          0x80000000-0xbfffffff  level 1  1 block -> 0x40000000  rwx  Normal WB, inner shareable
        ... more than 2 lines: the rest is left out
        """);
    assertThat(tree(control(VTCR_4K, 48), memory, BASE, 8)).doesNotContain("left out");
  }

  /** 4K, 16K and 64K; each table links to others and to itself, many times. */
  @ParameterizedTest
  @ValueSource(longs = {0x8002_3559L, 0x8005_b590L, 0x8002_7556L})
  void hostileTablesEndInBoundedOutput(long vtcr) {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      ByteBuffer bytes = ByteBuffer.allocate(0x8_0000).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        long table = BASE + random.nextInt(8) * 0x1_0000L | TABLE;
        bytes.putLong(random.nextInt(3) == 0 ? random.nextLong() : table);
      }
      bytes.flip();

      String tree = tree(control(vtcr, 48), bytes, BASE, 500);

      assertThat(tree.lines().count()).as("seed " + seed).isLessThanOrEqualTo(502);
    }
  }

  /** Every table links to every other: the number of paths is no measure of the work. */
  @Test
  void allLinkedToAllIsShownOncePerLevel() {
    for (int table = 0; table < 6; table++) {
      for (int n = 0; n < 6; n++) {
        put(BASE + table * 0x1000L + n * 16L, BASE + n * 0x1000L | TABLE);
      }
    }

    String tree = tree();

    // The start table, 6 tables at level 2 and 6 at level 3, each with 6 entries.
    assertThat(tree.lines().count()).isEqualTo(1 + 6 + 6 * 6 + 6 * 6);
  }

  @Test
  void illegalControlIsRefused() {
    assertThatThrownBy(() -> tree(control(0x8002_3519L, 48), memory, BASE, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tree(control(VTCR_4K | 1L << 38, 48), memory, BASE, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("128-bit");
  }

  @Test
  void imageIsMadeOfWholeWords() {
    assertThatThrownBy(() -> new TableImage(BASE + 4, memory))
        .hasMessage("the base 0x80000004 is no multiple of 8");
    assertThatThrownBy(() -> new TableImage(BASE, ByteBuffer.allocate(12)))
        .hasMessage("12 bytes are no whole number of descriptors of 8 bytes");
    assertThatThrownBy(() -> new TableImage((1L << 56) - 8, ByteBuffer.allocate(16)))
        .hasMessage("the image ends beyond 56 bits of PA");
    assertThat(new TableImage((1L << 56) - 8, ByteBuffer.allocate(8)).isBacked((1L << 56) - 8))
        .isTrue();
  }

  @Test
  void imageIsReadInTheOrderThatItIsIn() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    assertThat(new TableImage(BASE, bytes, ByteOrder.BIG_ENDIAN).read(BASE))
        .isEqualTo(0x0102_0304_0506_0708L);
    assertThat(new TableImage(BASE, bytes, ByteOrder.LITTLE_ENDIAN).read(BASE))
        .isEqualTo(0x0807_0605_0403_0201L);
  }

  @Test
  void imageIsLittleEndianAndBacksNothingElse() {
    TableImage image = new TableImage(BASE, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));

    assertThat(image.read(BASE)).isEqualTo(0x0807_0605_0403_0201L);
    assertThat(image.isBacked(BASE + 8)).isFalse();
    assertThat(image.isBacked(BASE - 8)).isFalse();
    assertThat(image.read(-8)).isZero();
  }
}
