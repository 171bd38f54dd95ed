package io.shatterproof.compiler.fuzz;

import java.util.List;

/**
 * A good file.
 *
 * @param words what the lexer makes of it, without blanks and comments
 * @param pieces every node of its tree
 */
record Seed(String text, List<Piece> words, List<Piece> pieces) {
  Seed {
    words = List.copyOf(words);
    pieces = List.copyOf(pieces);
  }
}
