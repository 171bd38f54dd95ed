package io.shatterproof.compiler.parse;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;

/**
 * A token and its neighbours; at the ends of a file the token stands in for those that are missing.
 */
record Surroundings(Token secondPrevious, Token previous, Token token, Token next) {

  /** A token on its own. */
  static Surroundings none(Token token) {
    return new Surroundings(token, token, token, token);
  }

  static Surroundings of(Token token, Parser recognizer) {
    return new Surroundings(
        neighbour(recognizer, token, -2),
        neighbour(recognizer, token, -1),
        token,
        neighbour(recognizer, token, 1));
  }

  private static Token neighbour(Parser recognizer, Token token, int distance) {
    int index = token.getTokenIndex() + distance;
    return index < 0 ? token : recognizer.getInputStream().get(index);
  }
}
