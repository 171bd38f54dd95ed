package io.shatterproof.reference;

import io.shatterproof.memory.PageIndex;
import java.util.Arrays;

/**
 * How many valid entries each table has, so that an empty one can be unlinked.
 *
 * @see "xen ecee7bfc18 xen/arch/arm/p2m.c: update_reference_mapping"
 */
final class TableUsage {
  private final PageIndex index = new PageIndex();
  private int[] valid = new int[16];

  /** Adds to the count of a table, which begins at 0. */
  void add(long tablePa, int change) {
    int table = index.findOrAdd(tablePa);
    if (table >= valid.length) {
      valid = Arrays.copyOf(valid, valid.length * 2);
    }
    valid[table] += change;
  }

  boolean isEmpty(long tablePa) {
    int table = index.find(tablePa);
    return table == PageIndex.ABSENT || valid[table] == 0;
  }

  /** The page is no table any more. */
  void forget(long tablePa) {
    add(tablePa, -count(tablePa));
  }

  private int count(long tablePa) {
    int table = index.find(tablePa);
    return table == PageIndex.ABSENT ? 0 : valid[table];
  }
}
