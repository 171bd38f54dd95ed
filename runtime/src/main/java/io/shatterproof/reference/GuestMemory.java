package io.shatterproof.reference;

import io.shatterproof.p2m.P2mType;
import java.util.OptionalLong;

/**
 * The memory that the hypervisor gives to guests, each frame once: the highest quarter of what the
 * platform addresses, or with 32 bits what lies above the tables.
 */
final class GuestMemory {
  private static final int LARGEST_EXTENT_LEVEL = 2;
  private static final int SMALL_PA_BITS = 32;
  private static final long ABOVE_TABLES = 0xf000_0000L;

  private final long end;
  private long next;

  GuestMemory(int paBits) {
    this.end = 1L << paBits;
    this.next = paBits <= SMALL_PA_BITS ? ABOVE_TABLES : 3L << (paBits - 2);
  }

  /** Whether guests have memory of a type. */
  static boolean canBe(P2mType type) {
    return type == P2mType.RAM_RW || type == P2mType.RAM_RO;
  }

  /** Pages of the largest extent that begins at a frame: an entry of level 2, or one page. */
  static long extent(TreeLayout layout, long gfn, long pages) {
    long large = layout.pages(LARGEST_EXTENT_LEVEL);
    return (gfn & (large - 1)) == 0 && Long.compareUnsigned(pages, large) >= 0 ? large : 1;
  }

  /**
   * Takes an extent, aligned to its size.
   *
   * @param sizeBytes a power of two
   * @return its address; nothing when there is none left
   */
  OptionalLong take(long sizeBytes) {
    long first = (next + sizeBytes - 1) & -sizeBytes;
    if (first + sizeBytes > end) {
      return OptionalLong.empty();
    }
    next = first + sizeBytes;
    return OptionalLong.of(first);
  }
}
