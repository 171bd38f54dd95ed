package io.shatterproof.compiler.format;

import org.jspecify.annotations.Nullable;

/**
 * Where a line begins: so many blanks, or so many behind the start of a word above, whose place is
 * known only when all above is aligned.
 */
record Indent(@Nullable Line line, int atom, int blanks) {
  static final Indent NONE = new Indent(null, 0, 0);

  /** The start of a word that was put on a line. */
  static Indent of(Line line, int atom) {
    return new Indent(line, atom, 0);
  }

  Indent plus(int more) {
    return new Indent(line, atom, blanks + more);
  }

  int column() {
    return line == null ? blanks : line.column(atom) + blanks;
  }
}
