package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.spi.UnsupportedByProviderException;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of a guest frame stand, for the 4K granule and any start level from 0.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_get_root_pointer, level_orders"
 */
final class TreeLayout {
  static final int ENTRIES = Granule.SIZE_4K.entriesPerTable();
  static final int LAST_LEVEL = 3;

  private static final int STRIDE = Granule.SIZE_4K.stride();
  private static final int FIRST_BLOCK_LEVEL = 1;

  private final long rootPa;
  private final int rootLevel;
  private final int rootTables;

  /**
   * The layout below a start table.
   *
   * @throws UnsupportedByProviderException for another granule, or a start level below 0
   */
  TreeLayout(Stage2Geometry geometry, long rootPa) {
    requireSupported(geometry);
    this.rootPa = rootPa;
    this.rootLevel = geometry.startLevel();
    this.rootTables = geometry.concatenatedTables();
  }

  static void requireSupported(Stage2Geometry geometry) {
    if (geometry.granule() != Granule.SIZE_4K) {
      throw new UnsupportedByProviderException("the granule " + geometry.granule());
    }
    if (geometry.startLevel() < 0) {
      throw new UnsupportedByProviderException("start level " + geometry.startLevel());
    }
  }

  int rootLevel() {
    return rootLevel;
  }

  /** Page order of one entry at a level. */
  static int order(int level) {
    return STRIDE * (LAST_LEVEL - level);
  }

  static PageOrder pageOrder(int level) {
    return new PageOrder(order(level));
  }

  /** Level of an entry of this page order. */
  static int levelOf(int order) {
    return LAST_LEVEL - order / STRIDE;
  }

  /** Whether a leaf can stand at this level of this tree. */
  boolean allowsLeaf(int level) {
    return level >= Math.max(rootLevel, FIRST_BLOCK_LEVEL);
  }

  /** Index of the entry of a guest frame in a table of this level. */
  static int index(long gfn, int level) {
    return (int) (gfn >>> order(level)) & (ENTRIES - 1);
  }

  /**
   * The start table of a guest frame. Bits of the frame that no index looks at are dropped, so a
   * frame beyond a start table that is not concatenated wraps around.
   *
   * @return null if the frame lies beyond concatenated start tables
   */
  @Nullable
  Table root(long gfn) {
    if (rootTables == 1) {
      return new Table(rootPa, rootLevel, 0);
    }
    int number = index(gfn, rootLevel - 1);
    return number < rootTables ? root(number) : null;
  }

  private Table root(int number) {
    long pa = rootPa + number * Granule.SIZE_4K.sizeBytes();
    return new Table(pa, rootLevel, (long) number << order(rootLevel - 1));
  }
}
