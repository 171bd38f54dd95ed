package io.shatterproof.machine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * References that the callers of mappings took beforehand, one on each frame: entries own them if
 * the mapping succeeds; if it fails, those that no entry owns are dropped again.
 */
final class TakenReferences {
  private static final int MOST_DROPPED = 1 << 18;

  private final TreeMap<Long, Long> ever = new TreeMap<>(Long::compareUnsigned); // first to last pa
  private final Set<Long> dropped = new TreeSet<>();
  private long firstPa;
  private long sizeBytes;

  /** A mapping of this range begins. */
  void take(long pa, long size) {
    firstPa = pa;
    sizeBytes = size;
    if (size != 0) {
      note(pa, pa + size - 1);
    }
  }

  /** Ranges that touch one another are kept as one. */
  private void note(long first, long last) {
    long from = first;
    long to = last;
    Map.Entry<Long, Long> below = ever.floorEntry(to);
    while (below != null && Long.compareUnsigned(below.getValue(), from) >= 0) {
      from = Long.compareUnsigned(below.getKey(), from) < 0 ? below.getKey() : from;
      to = Long.compareUnsigned(below.getValue(), to) > 0 ? below.getValue() : to;
      ever.remove(below.getKey());
      below = ever.floorEntry(to);
    }
    ever.put(from, to);
  }

  /** Whether a reference was ever taken on a frame of this range. */
  boolean everTook(long pa, long size) {
    if (ever.isEmpty()) {
      return false;
    }
    Map.Entry<Long, Long> below = ever.floorEntry(pa + size - 1);
    return below != null && Long.compareUnsigned(below.getValue(), pa) >= 0;
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
