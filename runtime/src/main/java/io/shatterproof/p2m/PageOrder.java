package io.shatterproof.p2m;

import io.shatterproof.arch.Granule;

/**
 * Size of a mapping or hole as the base-2 logarithm of its number of pages of the granule.
 *
 * @param value 0 for a page; with the 4K granule 9 for 2M, 18 for 1G, 27 for 512G; with 16K 11 for
 *     32M, with 64K 13 for 512M
 */
public record PageOrder(int value) {
  public static final PageOrder PAGE = new PageOrder(0);

  public PageOrder {
    if (value < 0 || value > 52) {
      throw new IllegalArgumentException("page order out of range: " + value);
    }
  }

  /** The order of one entry at a lookup level, -1 to 3. */
  public static PageOrder ofLevel(Granule granule, int level) {
    return new PageOrder(granule.stride() * (3 - level));
  }

  /** Number of pages. */
  public long pages() {
    return 1L << value;
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
