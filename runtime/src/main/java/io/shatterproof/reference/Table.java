package io.shatterproof.reference;

/**
 * A translation table at its place in a tree.
 *
 * @param pa first byte of its page
 * @param level -1 to 3
 * @param firstGfn first guest frame that its first entry covers
 */
record Table(long pa, int level, long firstGfn) {

  /** Physical address of an entry. */
  long entryPa(int index) {
    return pa + 8L * index;
  }

  /** First guest frame that an entry covers. */
  long entryGfn(int index) {
    return firstGfn + ((long) index << TreeLayout.order(level));
  }

  /** The table that an entry names. */
  Table below(int index, long nextPa) {
    return new Table(nextPa, level + 1, entryGfn(index));
  }
}
