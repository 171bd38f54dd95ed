package io.shatterproof.planted.walk;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Planted violations: a walk that boxes, streams, and looks words up in a map. */
public final class BoxingWalk {
  private final Map<Long, Long> words = new HashMap<>();

  public long read(long pa) {
    return words.getOrDefault(pa, 0L);
  }

  public OptionalLong first() {
    return LongStream.range(0, 512).filter(index -> read(index << 3) != 0).findFirst();
  }
}
