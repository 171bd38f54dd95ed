package io.shatterproof.tlb;

/** The events after which somebody may see something else, in order, and what they are about. */
final class Changes {
  private static final long ANYTHING = -1;

  private final LongList events = new LongList();
  private final LongList words = new LongList(); // the word that is stored, or ANYTHING
  private final IntList pes = new IntList(); // the only PE that can see it, or ANYTHING

  int size() {
    return events.size();
  }

  long event(int place) {
    return events.get(place);
  }

  /** Whoever looks at whatever may see it. */
  void add(long event) {
    add(event, ANYTHING, (int) ANYTHING);
  }

  /** Only who walks over the word can see it. */
  void addStore(long event, long pa) {
    add(event, pa, (int) ANYTHING);
  }

  /** Only the PE can see it. */
  void addOf(long event, int pe) {
    add(event, ANYTHING, pe);
  }

  private void add(long event, long pa, int pe) {
    events.add(event);
    words.add(pa);
    pes.add(pe);
  }

  /**
   * Whether a PE may see one of them.
   *
   * @param read the words that it ever read
   */
  boolean matters(int place, int pe, LongList read) {
    return (pes.get(place) == ANYTHING || pes.get(place) == pe)
        && (words.get(place) == ANYTHING || read.contains(words.get(place)));
  }

  void clear() {
    events.clear();
    words.clear();
    pes.clear();
  }
}
