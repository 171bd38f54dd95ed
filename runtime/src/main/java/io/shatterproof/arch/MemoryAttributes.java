package io.shatterproof.arch;

/**
 * Stage 2 memory attributes of a leaf.
 *
 * @param memAttr MemAttr[3:0] as stored in the descriptor, 0 to 15
 * @param shareability SH[1:0]
 */
public record MemoryAttributes(int memAttr, Shareability shareability) {
  /** Normal memory, inner and outer write-back, inner shareable. */
  public static final MemoryAttributes NORMAL_WB = new MemoryAttributes(0xf, Shareability.INNER);

  public MemoryAttributes {
    if (memAttr < 0 || memAttr > 0xf) {
      throw new IllegalArgumentException("MemAttr is four bits: " + memAttr);
    }
  }

  /** The fields as an engineer writes them, for example {@code MemAttr 0xf, SH inner}. */
  @Override
  public String toString() {
    return "MemAttr 0x" + Integer.toHexString(memAttr) + ", SH " + shareability.word();
  }
}
