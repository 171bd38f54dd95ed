package io.shatterproof.machine;

import java.util.Set;
import java.util.TreeSet;

/**
 * References that the caller of one mapping took beforehand, one on each frame: entries own them if
 * the mapping succeeds; if it fails, those that no entry owns are dropped again.
 */
final class TakenReferences {
  private static final int MOST_DROPPED = 1 << 18;

  private final Set<Long> dropped = new TreeSet<>();
  private long firstPa;
  private long sizeBytes;

  /** A mapping of this range begins. */
  void take(long pa, long size) {
    firstPa = pa;
    sizeBytes = size;
  }

  /** Whether a reference on a frame is one of them that was not dropped yet; it is dropped now. */
  boolean drop(long pa) {
    return Long.compareUnsigned(pa - firstPa, sizeBytes) < 0
        && (dropped.size() == MOST_DROPPED || dropped.add(pa));
  }

  /**
   * The mapping ends.
   *
   * @return frames whose references were dropped although the mapping owns them
   */
  Set<Long> settle(boolean succeeded) {
    Set<Long> wrong = succeeded ? Set.copyOf(dropped) : Set.of();
    dropped.clear();
    sizeBytes = 0;
    return wrong;
  }
}
