package io.shatterproof.walk;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A few words of memory; nothing answers anywhere else. */
final class WordMemory implements DescriptorMemory {
  private final Map<Long, Long> words = new TreeMap<>();
  private final Set<Long> readOnly = new TreeSet<>();
  private final Map<Long, Long> contended = new TreeMap<>();

  WordMemory() {}

  WordMemory(WordMemory other) {
    words.putAll(other.words);
    readOnly.addAll(other.readOnly);
    contended.putAll(other.contended);
  }

  void put(long pa, long word) {
    words.put(pa, word);
  }

  /** Takes a word from another memory, if it is not here yet. */
  void take(WordMemory other, long pa) {
    if (!words.containsKey(pa) && other.words.containsKey(pa)) {
      words.put(pa, other.words.get(pa));
      if (other.readOnly.contains(pa)) {
        readOnly.add(pa);
      }
      if (other.contended.containsKey(pa)) {
        contended.put(pa, other.contended.get(pa));
      }
    }
  }

  /** Reads work there, updates are aborted. */
  void makeReadOnly(long pa) {
    readOnly.add(pa);
  }

  /** Somebody else stores this just before the first update of that word. */
  void contend(long pa, long word) {
    contended.put(pa, word);
  }

  /** Undoes {@link #makeReadOnly} and {@link #contend}; false if there was nothing to undo. */
  boolean makePlain(long pa) {
    boolean wasReadOnly = readOnly.remove(pa);
    return contended.remove(pa) != null || wasReadOnly;
  }

  Map<Long, Long> words() {
    return words;
  }

  @Override
  public long read(long pa) {
    return words.getOrDefault(pa, 0L);
  }

  @Override
  public boolean isBacked(long pa) {
    return words.containsKey(pa);
  }

  @Override
  public boolean isWritable(long pa) {
    return isBacked(pa) && !readOnly.contains(pa);
  }

  @Override
  public boolean compareAndSwap(long pa, long expected, long replacement) {
    if (!isWritable(pa)) {
      throw new AssertionError("an update where memory takes none: 0x" + Long.toHexString(pa));
    }
    Long stored = contended.remove(pa);
    if (stored != null) {
      words.put(pa, stored);
    }
    if (read(pa) != expected) {
      return false;
    }
    words.put(pa, replacement);
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    words.forEach((pa, word) -> text.append("  0x")
        .append(Long.toHexString(pa))
        .append(" = 0x")
        .append(Long.toHexString(word))
        .append(readOnly.contains(pa) ? ", read-only" : "")
        .append(
            contended.containsKey(pa)
                ? ", then 0x" + Long.toHexString(contended.get(pa)) + " at the first update"
                : "")
        .append('\n'));
    return text.toString();
  }
}
