package io.shatterproof.vector;

/**
 * Place in a scenario file.
 *
 * @param file path as the compiler was told it, relative where it could be, with {@code /}
 * @param line from 1
 * @param column from 1, in code points
 */
public record Origin(String file, int line, int column) {

  /** The form that editors and terminals understand: {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
