package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;

/** A place in a tree, moved from the start table down; it remembers the tables on its way. */
final class TopDownCursor {
  private final ReferenceP2m p2m;
  private final long[] tables = new long[TreeLayout.LAST_LEVEL + 1];
  private long gfn;
  private int level;

  TopDownCursor(ReferenceP2m p2m) {
    this.p2m = p2m;
  }

  /** Goes to the start table; whether one serves the frame. */
  boolean start(long frame) {
    gfn = frame;
    level = p2m.layout().rootLevel();
    tables[level] = p2m.layout().rootTable(frame);
    return tables[level] != TreeLayout.NO_TABLE;
  }

  /** Goes to the table that the entry here names. */
  void down() {
    long tablePa = p2m.layout().format().nextTablePa(descriptor());
    level++;
    tables[level] = tablePa;
  }

  /** Goes back to the table above. */
  void up() {
    level--;
  }

  int level() {
    return level;
  }

  long gfn() {
    return gfn;
  }

  /** The page of the table here. */
  long tablePa() {
    return tables[level];
  }

  /** The entry here. */
  long descriptor() {
    return p2m.read(tables[level], gfn, level);
  }

  boolean isValid() {
    return S2Descriptor.isValid(descriptor());
  }

  boolean isTable() {
    return p2m.codec().isTable(descriptor(), level);
  }

  boolean isAtRoot() {
    return level == p2m.layout().rootLevel();
  }
}
