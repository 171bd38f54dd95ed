package io.shatterproof.compiler.format;

/** What is aligned in lines that follow each other, from left to right. */
enum Column {
  /** Behind the name of a property. */
  PROPERTY(2, true),
  /** Behind the first word of an event. */
  EVENT(1, true),
  /** Behind the kind of an access. */
  ACCESS(1, false),
  /** Behind the kind of an entry. */
  ENTRY(1, false),
  /** In front of the kind of an access that ends in the hypervisor. */
  ABORT_KIND(1, false),
  /** Behind it. */
  ABORT(1, false),
  /** Behind the stretch of a sight. */
  SIGHT(2, true),
  /** In front of the value of a constant. */
  VALUE(1, false),
  /** In front of what comes of an access. */
  OUTCOME(1, false),
  /** In front of what a statement returns. */
  CLAIM(3, false);

  private final int blanks;
  private final boolean isOfBlock;

  Column(int blanks, boolean isOfBlock) {
    this.blanks = blanks;
    this.isOfBlock = isOfBlock;
  }

  /** Least number of blanks in front of it. */
  int blanks() {
    return blanks;
  }

  /** Whether it is the same in a whole block; otherwise other lines and empty ones end it. */
  boolean isOfBlock() {
    return isOfBlock;
  }
}
