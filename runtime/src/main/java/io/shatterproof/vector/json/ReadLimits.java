package io.shatterproof.vector.json;

/**
 * How much a reader accepts from a file that it does not trust.
 *
 * @param lineBytes bytes of one line without its line feed
 * @param nesting objects and arrays inside one another, at most 500
 * @param vectors vectors of one file
 * @param stepsPerVector steps of one vector, those inside others counted too
 */
public record ReadLimits(int lineBytes, int nesting, long vectors, int stepsPerVector) {
  public static final ReadLimits DEFAULT = new ReadLimits(4 << 20, 64, 10_000_000, 10_000);

  private static final int DEEPEST = 500; // decoding is recursive: far from the end of any stack

  public ReadLimits {
    if (nesting < 1 || nesting > DEEPEST) {
      throw new IllegalArgumentException("nesting is 1 to " + DEEPEST + ", not " + nesting);
    }
  }
}
