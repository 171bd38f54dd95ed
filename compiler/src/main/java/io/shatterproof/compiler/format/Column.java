package io.shatterproof.compiler.format;

/** What is aligned in lines that follow each other, from left to right. */
enum Column {
  /** Behind the name of a property. */
  PROPERTY(2, Reach.BLOCK),
  /** Behind the first word of an event. */
  EVENT(1, Reach.BLOCK),
  /** Behind the kind of an access. */
  ACCESS(1, Reach.NEIGHBOURS),
  /** Behind the kind of an entry. */
  ENTRY(1, Reach.NEIGHBOURS),
  /** In front of the kind of an access that ends in the hypervisor. */
  ABORT_KIND(1, Reach.NEIGHBOURS),
  /** Behind it. */
  ABORT(1, Reach.NEIGHBOURS),
  /** Behind the stretch of a sight. */
  SIGHT(2, Reach.BLOCK),
  /** In front of the value of a constant. */
  VALUE(1, Reach.NEIGHBOURS),
  /** In front of what comes of an access. */
  OUTCOME(1, Reach.NEIGHBOURS),
  /** In front of what a statement returns. */
  CLAIM(3, Reach.NEIGHBOURS);

  private final int blanks;
  private final Reach reach;

  Column(int blanks, Reach reach) {
    this.blanks = blanks;
    this.reach = reach;
  }

  /** Least number of blanks in front of it. */
  int blanks() {
    return blanks;
  }

  /** In which lines it is the same. */
  Reach reach() {
    return reach;
  }
}
