package io.shatterproof.tlb;

import io.shatterproof.walk.DescriptorMemory;

/**
 * Memory as a walker of one PE may read it at a boundary: of each word one of the values that it can
 * still be, in every way that {@link Branches} goes through. Nothing is ever written.
 */
final class VisibleMemory implements DescriptorMemory {
  private final TlbLog log;
  private final WordHistory words;
  private final Branches branches;
  private int pe;
  private final long[] options = new long[64];
  private final LongList wordsRead = new LongList();
  private long boundary;
  private long completeSince;
  private boolean isAnything; // of the word that was looked at last
  private boolean readFreedPage;
  private boolean missedUpdate;

  VisibleMemory(TlbLog log, Branches branches, int pe) {
    this.log = log;
    this.words = log.words();
    this.branches = branches;
    this.pe = pe;
  }

  /**
   * Looks at memory at a boundary.
   *
   * @param since stores that were complete at this time are seen; the boundary itself, or before
   */
  void at(long newBoundary, long since) {
    boundary = newBoundary;
    completeSince = since;
  }

  /** Looks at memory as another PE does. */
  void as(int otherPe) {
    pe = otherPe;
  }

  /** Begins another walk. */
  void begin() {
    readFreedPage = false;
    missedUpdate = false;
  }

  /** Whether the walk read a word of a page that was freed, so that it may meet anything. */
  boolean readFreedPage() {
    return readFreedPage;
  }

  /** Whether the walk had to update a word that is not what it read: then it begins anew. */
  boolean missedUpdate() {
    return missedUpdate;
  }

  /** Every word that was ever read. */
  LongList wordsRead() {
    return wordsRead;
  }

  private void noteRead(long pa) {
    if (!wordsRead.contains(pa)) {
      wordsRead.add(pa);
    }
  }

  @Override
  public long read(long pa) {
    noteRead(pa);
    int count = collect(pa);
    int choice = branches.choose(isAnything ? count + 1 : count);
    if (choice == count) {
      readFreedPage = true;
      return 0;
    }
    return options[choice];
  }

  /**
   * The values that can be read, the newest first; whether it may be anything, too. What stood in a
   * page that was freed since is not read any more.
   */
  private int collect(long pa) {
    int version = words.latest(pa, boundary);
    long freedAt = log.freed().freedAt(pa, boundary);
    isAnything = false;
    if (!WordHistory.exists(version)) {
      isAnything = freedAt != Times.NEVER;
      options[0] = log.memory().read(pa);
      return isAnything ? 0 : 1;
    }
    int count = 0;
    while (WordHistory.exists(version) && count < options.length && !isAnything) {
      if (freedAt != Times.NEVER && words.storedAt(version) <= freedAt) {
        isAnything = true;
      } else {
        count = add(count, words.value(version));
        version = words.olderReadable(version, pe, completeSince);
      }
    }
    return count;
  }

  private int add(int count, long value) {
    for (int i = 0; i < count; i++) {
      if (options[i] == value) {
        return count;
      }
    }
    options[count] = value;
    return count + 1;
  }

  /** The values of a word that the walker can read. */
  LongList readable(long pa) {
    noteRead(pa);
    LongList values = new LongList();
    int count = collect(pa);
    for (int i = 0; i < count; i++) {
      values.add(options[i]);
    }
    return values;
  }

  private long newest(long pa) {
    int version = words.latest(pa, boundary);
    return WordHistory.exists(version) ? words.value(version) : log.memory().read(pa);
  }

  @Override
  public boolean isBacked(long pa) {
    return log.memory().isBacked(pa);
  }

  /**
   * Hardware updates what it read only if that is still there; otherwise the walk begins anew, which
   * other ways do.
   *
   * @see "Arm pseudocode AArch64_MemSwapTableDesc()"
   */
  @Override
  public boolean compareAndSwap(long pa, long expected, long replacement) {
    missedUpdate |= newest(pa) != expected;
    return true;
  }
}
