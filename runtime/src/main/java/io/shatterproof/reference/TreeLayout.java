package io.shatterproof.reference;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.p2m.PageOrder;
import io.shatterproof.spi.UnsupportedByProviderException;

/**
 * Where the entries of a guest frame stand below a start table. Frames are pages of the granule.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_get_root_pointer, level_orders"
 */
class TreeLayout {
  static final int LAST_LEVEL = 3;

  /** Answer where no start table serves a frame. */
  static final long NO_TABLE = 0;

  private final S2Format format;
  private final long rootPa;
  private final int rootLevel;
  private final int rootTables;
  private final int pageShift;
  private final int stride;
  private final int indexMask;
  private final int firstLeafLevel;
  private final boolean checksFrames;

  /**
   * The layout below a start table.
   *
   * @throws UnsupportedByProviderException for a start level below 0
   */
  TreeLayout(Stage2Geometry geometry, long rootPa) {
    this(geometry, rootPa, false);
  }

  /**
   * The layout below a start table.
   *
   * @param checksFrames whether no start table serves a frame with bits that no index looks at
   * @throws UnsupportedByProviderException for a start level below 0
   */
  TreeLayout(Stage2Geometry geometry, long rootPa, boolean checksFrames) {
    requireSupported(geometry);
    this.checksFrames = checksFrames;
    this.format = S2Format.of(geometry.granule());
    this.rootPa = rootPa;
    this.rootLevel = geometry.startLevel();
    this.rootTables = geometry.concatenatedTables();
    this.pageShift = geometry.granule().shift();
    this.stride = geometry.granule().stride();
    this.indexMask = geometry.granule().entriesPerTable() - 1;
    int level = rootLevel;
    while (level < LAST_LEVEL && !format.allowsBlock(level)) {
      level++;
    }
    this.firstLeafLevel = level;
  }

  static void requireSupported(Stage2Geometry geometry) {
    if (geometry.startLevel() < 0) {
      throw new UnsupportedByProviderException("start level " + geometry.startLevel());
    }
  }

  Granule granule() {
    return format.granule();
  }

  S2Format format() {
    return format;
  }

  int rootLevel() {
    return rootLevel;
  }

  int rootTables() {
    return rootTables;
  }

  long rootPa() {
    return rootPa;
  }

  /** Descriptors in one table. */
  int entries() {
    return indexMask + 1;
  }

  /** Bits of a frame that a table resolves. */
  int stride() {
    return stride;
  }

  /** Page order of one entry at a level, -1 to 3. */
  int order(int level) {
    return stride * (LAST_LEVEL - level);
  }

  /** Pages that one entry covers at a level. */
  long pages(int level) {
    return 1L << order(level);
  }

  PageOrder pageOrder(int level) {
    return new PageOrder(order(level));
  }

  /** The highest level at which a leaf can stand in this tree. */
  int firstLeafLevel() {
    return firstLeafLevel;
  }

  /** Index of the entry of a guest frame in a table of this level. */
  int index(long gfn, int level) {
    return (int) (gfn >>> order(level)) & indexMask;
  }

  /**
   * The page of the start table that serves a guest frame. Unless frames are checked, bits that no
   * index looks at are dropped: a frame beyond a start table that is not concatenated wraps around.
   *
   * @return {@link #NO_TABLE} if the frame lies beyond the start tables
   * @see "xen 31b4f4ab66"
   */
  long rootTable(long gfn) {
    if (checksFrames) {
      long number = gfn >>> (order(rootLevel) + stride);
      return Long.compareUnsigned(number, rootTables) < 0
          ? rootPa + (number << pageShift)
          : NO_TABLE;
    }
    if (rootTables == 1) {
      return rootPa;
    }
    int number = index(gfn, rootLevel - 1);
    return number < rootTables ? rootPa + ((long) number << pageShift) : NO_TABLE;
  }

  /** First IPA that the entry of a guest frame covers at a level, where the entry stands. */
  long entryIpa(long gfn, int level) {
    int resolved = order(rootLevel - 1) + (rootTables == 1 ? 0 : stride);
    long within = gfn & ((1L << resolved) - 1);
    return (within & -pages(level)) << pageShift;
  }

  /** The first address of a frame. */
  long address(long frame) {
    return frame << pageShift;
  }

  /** The frame that contains an address. */
  long frame(long address) {
    return address >>> pageShift;
  }

  /** The first frame behind the entry of this level that covers {@code gfn}. */
  long nextBoundary(long gfn, int level) {
    return (gfn & -pages(level)) + pages(level);
  }
}
