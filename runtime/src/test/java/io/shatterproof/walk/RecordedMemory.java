package io.shatterproof.walk;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import tools.jackson.databind.JsonNode;

/** Memory of a recorded case, which keeps what hardware writes apart. */
final class RecordedMemory implements DescriptorMemory {
  private final Map<Long, Long> words = new HashMap<>();
  private final Set<Long> unreadable = new HashSet<>();
  private final Set<Long> unwritable = new HashSet<>();
  private final SortedMap<Long, Long> updates = new TreeMap<>(Long::compareUnsigned);
  private long lastRead;
  private final LongUnaryOperator others;
  private final LongPredicate isHole;

  /** Every other word is there, and zero. */
  RecordedMemory(JsonNode words) {
    this(words, pa -> 0, pa -> false);
  }

  /**
   * Memory with some words given.
   *
   * @param others every other word, by address
   * @param isHole where nothing answers, by address
   */
  RecordedMemory(JsonNode words, LongUnaryOperator others, LongPredicate isHole) {
    this.others = others;
    this.isHole = isHole;
    for (JsonNode word : words) {
      this.words.put(TranslationRecording.hex(word.get(0)), TranslationRecording.hex(word.get(1)));
    }
  }

  void abortReads(long pa) {
    unreadable.add(pa);
  }

  void abortWrites(long pa) {
    unwritable.add(pa);
  }

  @Override
  public long read(long pa) {
    if (!isBacked(pa)) {
      return 0;
    }
    Long word = words.get(pa);
    lastRead = word == null ? others.applyAsLong(pa) : word;
    return lastRead;
  }

  /** The word that was read last. */
  long lastRead() {
    return lastRead;
  }

  @Override
  public boolean isBacked(long pa) {
    return !unreadable.contains(pa) && !isHole.test(pa);
  }

  @Override
  public boolean isWritable(long pa) {
    return isBacked(pa) && !unwritable.contains(pa);
  }

  @Override
  public boolean compareAndSwap(long pa, long expected, long replacement) {
    if (!isWritable(pa) || read(pa) != expected) {
      throw new IllegalStateException("an update of 0x" + Long.toHexString(pa) + " that fails");
    }
    words.put(pa, replacement);
    updates.put(pa, replacement);
    return true;
  }

  /** What hardware wrote, as the recordings spell it: {@code address=value}. */
  String updates() {
    return text(updates);
  }

  static String text(SortedMap<Long, Long> words) {
    StringBuilder text = new StringBuilder();
    words.forEach((pa, word) -> text.append(text.isEmpty() ? "" : " ")
        .append(Long.toHexString(pa))
        .append('=')
        .append(Long.toHexString(word)));
    return text.toString();
  }

  /** The same spelling of recorded updates. */
  static String updates(JsonNode recorded) {
    SortedMap<Long, Long> words = new TreeMap<>(Long::compareUnsigned);
    for (JsonNode word : recorded) {
      words.put(TranslationRecording.hex(word.get(0)), TranslationRecording.hex(word.get(1)));
    }
    return text(words);
  }
}
