package io.shatterproof.compiler.layout;

/**
 * A word or a sign, and what stands between it and the one before.
 *
 * @param text as it was typed
 */
public record Word(Kind kind, String text, Gap gap) implements Piece {
  /** What decides the blanks around a word. */
  public enum Kind {
    /** A word, a number, a string, or a sign with blanks around it. */
    PLAIN,
    ARROW,
    BAR,
    COLON,
    COMMA,
    EQUALS,
    OPEN_BRACE,
    CLOSE_BRACE,
    /** A parenthesis or a bracket. */
    OPEN,
    /** A parenthesis that belongs to the name before it. */
    OPEN_CALL,
    CLOSE,
    /** A sign that belongs to the number behind it. */
    SIGN,
    END_OF_FILE
  }

  @Override
  public Word first() {
    return this;
  }

  @Override
  public boolean isBroken() {
    return false;
  }
}
