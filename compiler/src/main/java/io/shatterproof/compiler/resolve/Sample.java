package io.shatterproof.compiler.resolve;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Some numbers below another, without repetition, that follow from a seed for ever: Floyd's
 * algorithm on the outputs of SplitMix64. A number below a bound is made of as many outputs as it has
 * bits, the first the highest, cut to that many bits; what is not below the bound is drawn again.
 *
 * @see "Steele, Lea, Flood, 'Fast splittable pseudorandom number generators' (2014)"
 * @see "Bentley, Floyd, 'A sample of brilliance' (1987)"
 */
final class Sample {
  private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

  private long state;

  private Sample(long seed) {
    this.state = seed;
  }

  /**
   * So many numbers, sorted.
   *
   * @param count at most the bound
   */
  static List<BigInteger> of(int count, BigInteger bound, long seed) {
    Sample sample = new Sample(seed);
    SortedSet<BigInteger> drawn = new TreeSet<>();
    for (int i = count; i > 0; i--) {
      BigInteger last = bound.subtract(BigInteger.valueOf(i));
      BigInteger number = sample.below(last.add(BigInteger.ONE));
      if (!drawn.add(number)) {
        drawn.add(last);
      }
    }
    return List.copyOf(drawn);
  }

  private BigInteger below(BigInteger bound) {
    int bits = bound.subtract(BigInteger.ONE).bitLength();
    BigInteger number;
    do {
      number = BigInteger.ZERO;
      for (int known = 0; known < bits; known += Long.SIZE) {
        number = number.shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(next())));
      }
      int excess = (Long.SIZE - bits % Long.SIZE) % Long.SIZE;
      number = number.shiftRight(excess);
    } while (number.compareTo(bound) >= 0);
    return number;
  }

  private long next() {
    state += GOLDEN_GAMMA;
    long mixed = (state ^ (state >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }
}
