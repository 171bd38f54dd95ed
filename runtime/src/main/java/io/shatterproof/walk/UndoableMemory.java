package io.shatterproof.walk;

import java.util.Arrays;

/** Memory whose updates can be undone. */
final class UndoableMemory implements DescriptorMemory {
  private final DescriptorMemory memory;
  private long[] journal = new long[16]; // address, old word, new word
  private int used;

  UndoableMemory(DescriptorMemory memory) {
    this.memory = memory;
  }

  @Override
  public long read(long pa) {
    return memory.read(pa);
  }

  @Override
  public boolean isBacked(long pa) {
    return memory.isBacked(pa);
  }

  @Override
  public boolean isWritable(long pa) {
    return memory.isWritable(pa);
  }

  @Override
  public boolean compareAndSwap(long pa, long expected, long replacement) {
    boolean isDone = memory.compareAndSwap(pa, expected, replacement);
    if (isDone) {
      if (used + 3 > journal.length) {
        journal = Arrays.copyOf(journal, 2 * journal.length);
      }
      journal[used++] = pa;
      journal[used++] = expected;
      journal[used++] = replacement;
    }
    return isDone;
  }

  /** Takes every update back, the last one first. */
  void undo() {
    while (used > 0) {
      used -= 3;
      if (!memory.compareAndSwap(journal[used], journal[used + 2], journal[used + 1])) {
        throw new IllegalStateException(
            "somebody else changed the word at 0x" + Long.toHexString(journal[used]));
      }
    }
  }
}
