package io.shatterproof.compiler.layout;

/** A word, or several that belong together. */
public sealed interface Piece permits Word, Group {
  /** The first word of it. */
  Word first();

  /** Whether a line ends between its first word and its last. */
  boolean isBroken();
}
