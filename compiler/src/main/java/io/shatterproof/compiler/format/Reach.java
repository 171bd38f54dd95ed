package io.shatterproof.compiler.format;

/** Which lines are aligned with each other. */
enum Reach {
  /** Those that follow each other. */
  NEIGHBOURS,
  /** Those of one block, up to an empty line. */
  STRETCH,
  /** Those of one block. */
  BLOCK
}
