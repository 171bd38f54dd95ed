package io.shatterproof.p2m;

/**
 * Number of a 4K machine frame: the address without its 12 lowest bits.
 *
 * @param number unsigned
 */
public record Mfn(long number) {
  private static final int FRAME_SHIFT = 12;

  /** The frame that contains an address. */
  public static Mfn containing(long address) {
    return new Mfn(address >>> FRAME_SHIFT);
  }

  /** First address of the frame. */
  public long address() {
    return number << FRAME_SHIFT;
  }

  @Override
  public String toString() {
    return "0x" + Long.toHexString(number);
  }
}
