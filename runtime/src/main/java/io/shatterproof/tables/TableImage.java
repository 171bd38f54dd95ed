package io.shatterproof.tables;

import io.shatterproof.walk.DescriptorSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A copy of a piece of physical memory: words in the order of bytes of a walk. */
public final class TableImage implements DescriptorSource {
  private static final int MAX_PA_BITS = 56;

  private final long basePa;
  private final ByteBuffer bytes;

  /** An image of little-endian words, which a walk reads with SCTLR_EL2.EE = 0. */
  public TableImage(long basePa, ByteBuffer bytes) {
    this(basePa, bytes, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * An image that begins at a physical address.
   *
   * @param basePa multiple of 8
   * @param bytes a multiple of 8 of them, from position 0 to the limit
   * @param order of the bytes of a descriptor: big-endian with SCTLR_EL2.EE = 1
   * @throws IllegalArgumentException if one of the two is no multiple of 8, or the image ends beyond
   *     56 bits of PA
   */
  public TableImage(long basePa, ByteBuffer bytes, ByteOrder order) {
    if (basePa % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "the base 0x" + Long.toHexString(basePa) + " is no multiple of 8");
    }
    if (bytes.limit() % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          bytes.limit() + " bytes are no whole number of descriptors of 8 bytes");
    }
    if (basePa >>> MAX_PA_BITS != 0 || (1L << MAX_PA_BITS) - basePa < bytes.limit()) {
      throw new IllegalArgumentException("the image ends beyond " + MAX_PA_BITS + " bits of PA");
    }
    this.basePa = basePa;
    this.bytes = bytes.duplicate().order(order);
  }

  @Override
  public long read(long pa) {
    return isBacked(pa) ? bytes.getLong((int) (pa - basePa)) : 0;
  }

  @Override
  public boolean isBacked(long pa) {
    long offset = pa - basePa;
    return offset >= 0 && offset < bytes.limit();
  }
}
