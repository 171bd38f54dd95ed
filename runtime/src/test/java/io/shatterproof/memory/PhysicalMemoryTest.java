package io.shatterproof.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PhysicalMemoryTest {

  @Test
  void whatWasNeverAllocatedIsUnbackedAndReadsAsZero() {
    PhysicalMemory memory = new PhysicalMemory();

    assertThat(memory.isBacked(0)).isFalse();
    assertThat(memory.read(0)).isZero();
  }

  @Test
  void aStoreBacksItsPageAndNoOther() {
    PhysicalMemory memory = new PhysicalMemory();

    memory.write(0x1ff8, 7);

    assertThat(memory.read(0x1ff8)).isEqualTo(7);
    assertThat(memory.isBacked(0x1000)).isTrue();
    assertThat(memory.isBacked(0x0ff8)).isFalse();
    assertThat(memory.isBacked(0x2000)).isFalse();
  }

  @Test
  void aStoredZeroBacksItsPageToo() {
    PhysicalMemory memory = new PhysicalMemory();

    memory.write(0x1000, 0);

    assertThat(memory.isBacked(0x1000)).isTrue();
  }

  @Test
  void zeroingForgetsEveryWordOfAPageAndKeepsItBacked() {
    PhysicalMemory memory = new PhysicalMemory();
    memory.write(0x1000, 1);
    memory.write(0x1ff8, 2);
    memory.write(0x2000, 3);

    memory.zeroPage(0x1000);

    assertThat(memory.read(0x1000)).isZero();
    assertThat(memory.read(0x1ff8)).isZero();
    assertThat(memory.read(0x2000)).isEqualTo(3);
    assertThat(memory.isBacked(0x1000)).isTrue();
  }

  @Test
  void manyFreshlyZeroedPagesAreAllBacked() {
    PhysicalMemory memory = new PhysicalMemory();

    for (long pa = 0; pa < 0x10_0000; pa += 0x1000) {
      memory.zeroPage(pa);
    }

    assertThat(memory.backedPages()).isEqualTo(256);
    assertThat(memory.isBacked(0xf_f000)).isTrue();
  }

  @Test
  void addressesUpToTheLastAreUnsigned() {
    PhysicalMemory memory = new PhysicalMemory();

    memory.write(0xffff_ffff_ffff_fff8L, 9);
    memory.write(0x8000_0000_0000_0000L, 8);

    assertThat(memory.read(0xffff_ffff_ffff_fff8L)).isEqualTo(9);
    assertThat(memory.read(0x8000_0000_0000_0000L)).isEqualTo(8);
    assertThat(memory.read(0)).isZero();
  }

  @Test
  void agreesWithASimpleMap() {
    long seed = 20_161_205;
    Random random = new Random(seed);
    PhysicalMemory memory = new PhysicalMemory();
    TreeMap<Long, Long> expected = new TreeMap<>();

    for (int i = 0; i < 20_000; i++) {
      long pa = (random.nextLong() & 0x0000_00ff_0003_fff8L) << random.nextInt(20) & ~7L;
      expected.put(pa, (long) i);
      memory.write(pa, i);
    }

    assertThat(expected)
        .as("seed %d", seed)
        .allSatisfy((pa, value) -> assertThat(memory.read(pa)).isEqualTo(value));
  }

  @Test
  void memoryHoldsItsOwnWordsAndNoOthers() {
    PhysicalMemory memory = new PhysicalMemory();
    memory.write(0x1ff8, 7);
    memory.write(0x2000, 8);
    long[] words = new long[PhysicalMemory.WORDS * 2];
    memory.read(0x1008, words); // over two pages, and one that is not backed

    assertThat(memory.holds(0x1008, words)).isTrue();
    for (int i = 0; i < words.length; i++) {
      words[i] ^= 1;
      assertThat(memory.holds(0x1008, words)).as("word %d", i).isFalse();
      words[i] ^= 1;
    }
  }

  @Test
  void onlyZerosAreHeldWhereNothingIsBacked() {
    PhysicalMemory memory = new PhysicalMemory();

    assertThat(memory.holds(0x5000, new long[PhysicalMemory.WORDS])).isTrue();
    assertThat(memory.holds(0x5000, new long[] {0, 1})).isFalse();
  }
}
