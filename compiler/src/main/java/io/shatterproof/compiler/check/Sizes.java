package io.shatterproof.compiler.check;

import io.shatterproof.arch.Granule;
import java.util.List;
import java.util.stream.IntStream;

/** What an entry covers at each level, in the words of a scenario. */
final class Sizes {
  private static final String UNITS = "KMGTP";

  private Sizes() {}

  /** For example {@code 2M}: what an entry of a level, 0 to 3, covers. */
  static String of(Granule granule, int level) {
    int shift = granule.levelShift(level);
    return (1 << shift % 10) + UNITS.substring(shift / 10 - 1, shift / 10);
  }

  /** The items with commas between, and {@code and} before the last. */
  static String listed(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  /** The levels as {@code level 1 (1G)}, listed. */
  static String ofLevels(Granule granule, IntStream levels) {
    return listed(levels
        .mapToObj(level -> "level " + level + " (" + of(granule, level) + ")")
        .toList());
  }
}
