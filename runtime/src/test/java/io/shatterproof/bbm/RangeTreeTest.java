package io.shatterproof.bbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Granule;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Ranges of entries of 4K tables: 4K, 2M, 1G, 512G, and all there is. */
final class RangeTreeTest {
  private static final int PAGES = 600;
  private static final long FIRST = 0x40a0_0000L;

  private final RangeTree ranges = new RangeTree(Granule.SIZE_4K);

  private void addPages() {
    for (int i = 0; i < PAGES; i++) {
      ranges.setFirstDebt(ranges.findOrAdd(3, FIRST + 0x1000L * i), i);
    }
  }

  @Test
  void everyRangeIsFoundByEachOfItsAddresses() {
    addPages();

    for (int i = 0; i < PAGES; i++) {
      int node = ranges.find(3, FIRST + 0x1000L * i + 0xfff);
      assertThat(ranges.firstDebt(node)).isEqualTo(i);
      assertThat(ranges.findOrAdd(3, FIRST + 0x1000L * i)).isEqualTo(node);
    }
    assertThat(ranges.find(3, FIRST - 1)).isEqualTo(RangeTree.NONE);
    assertThat(ranges.find(3, FIRST + 0x1000L * PAGES)).isEqualTo(RangeTree.NONE);
    assertThat(ranges.find(1, 0)).isEqualTo(RangeTree.NONE);
  }

  @Test
  void rangesThatContainItComeWithIt() {
    addPages();

    for (int level = -1; level < 3; level++) {
      int node = ranges.find(level, FIRST);
      assertThat(node).as("level %d", level).isNotEqualTo(RangeTree.NONE);
      assertThat(ranges.firstDebt(node)).isEqualTo(RangeTree.NONE);
    }
    assertThat(ranges.find(2, FIRST + (1 << 21))).isNotEqualTo(RangeTree.NONE);
    assertThat(ranges.find(2, FIRST + (2 << 21))).isEqualTo(RangeTree.NONE);
  }

  @Test
  void whatARangeContainsHangsBelowIt() {
    addPages();

    assertThat(below(ranges.find(2, FIRST))).hasSize(512);
    assertThat(below(ranges.find(2, FIRST + (1 << 21)))).hasSize(PAGES - 512);
    assertThat(below(ranges.find(1, FIRST)))
        .containsExactlyInAnyOrder(ranges.find(2, FIRST), ranges.find(2, FIRST + (1 << 21)));
    assertThat(below(ranges.find(-1, 0))).containsExactly(ranges.find(0, 0));
    assertThat(below(ranges.find(3, FIRST))).isEmpty();
  }

  private Set<Integer> below(int node) {
    Set<Integer> children = new TreeSet<>();
    for (int child = ranges.firstChild(node);
        child != RangeTree.NONE;
        child = ranges.nextSibling(child)) {
      children.add(child);
    }
    return children;
  }

  @Test
  void nothingIsFoundOnceItIsForgottenHoweverMuchThereWas() {
    addPages();
    ranges.clear();
    assertThat(ranges.find(3, FIRST)).isEqualTo(RangeTree.NONE);
    assertThat(ranges.find(-1, FIRST)).isEqualTo(RangeTree.NONE);

    for (int few = 1; few < 12; few++) { // out of slots for many
      for (int i = 0; i < few; i++) {
        ranges.setFirstDebt(ranges.findOrAdd(3, FIRST + 0x1000L * i * few), i);
      }
      ranges.clear();
      for (int i = 0; i < few; i++) {
        assertThat(ranges.find(3, FIRST + 0x1000L * i * few)).isEqualTo(RangeTree.NONE);
      }
    }

    int node = ranges.findOrAdd(2, FIRST);
    assertThat(ranges.firstDebt(node)).isEqualTo(RangeTree.NONE);
    assertThat(below(node)).isEmpty();
    assertThat(below(ranges.find(1, FIRST))).containsExactly(node);
  }
}
