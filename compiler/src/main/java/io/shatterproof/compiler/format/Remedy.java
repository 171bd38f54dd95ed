package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Group;

/**
 * A way to make a line shorter.
 *
 * @param group where lines are ended
 */
record Remedy(Kind kind, Group group) {
  enum Kind {
    /** The braces and what is between them get lines of their own. */
    OPEN,
    /** Each thing between the braces gets a line of its own. */
    SPLIT,
    /** The clauses of a head, or the sights of an observer, get lines of their own. */
    BREAK
  }
}
