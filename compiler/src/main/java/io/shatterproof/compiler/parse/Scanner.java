package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mLexer;
import org.antlr.v4.runtime.Token;

/**
 * Finds the words and signs of a text, one after the other, exactly as the lexer of the grammar
 * does.
 *
 * <p>The generated lexer took half of the time of reading a file. It remains the specification, and
 * {@link Spellings} takes all words and signs from its vocabulary.
 */
final class Scanner {
  /** Instead of a type: a comment or a gap, which nobody asks for. */
  static final int HIDDEN = -2;

  private final String text;
  private final int length;
  private int start;
  private int end;

  Scanner(String text) {
    this.text = text;
    this.length = text.length();
  }

  /** Offset of the first character of what was found last. */
  int start() {
    return start;
  }

  /** Offset behind the last character of what was found last. */
  int end() {
    return end;
  }

  /** Finds the next word, sign or documentation comment; returns its type. */
  int next() {
    int type;
    do {
      type = find();
    } while (type == HIDDEN);
    return type;
  }

  /** Finds whatever comes next. */
  private int find() {
    start = end;
    if (start == length) {
      return Token.EOF;
    }
    char first = text.charAt(start);
    if (isBlank(first)) {
      do {
        end++;
      } while (end < length && isBlank(text.charAt(end)));
      return HIDDEN;
    }
    if (isOfWord(first)) {
      return word(first);
    }
    if (first == '"') {
      return string();
    }
    if (first == '/' && start + 1 < length) {
      char second = text.charAt(start + 1);
      if (second == '/') {
        return lineComment();
      }
      if (second == '*') {
        return blockComment();
      }
    }
    return sign(first);
  }

  private int word(char first) {
    int hash = first;
    int at = start + 1;
    for (; at < length; at++) {
      char character = text.charAt(at);
      if (!isOfWord(character)) {
        break;
      }
      hash = Spellings.mixed(hash, character);
    }
    end = at;
    return first <= '9' ? P2mLexer.INTEGER : Spellings.word(text, start, end, hash);
  }

  private int string() {
    int at = start + 1;
    while (at < length) {
      char character = text.charAt(at);
      if (character == '"') {
        end = at + 1;
        return P2mLexer.STRING;
      }
      if (isLineEnd(character)) {
        break;
      }
      // A backslash takes the next character with it, unless that ends the line.
      boolean isPair = character == '\\' && at + 1 < length && !isLineEnd(text.charAt(at + 1));
      at += isPair ? 2 : 1;
    }
    end = at;
    return P2mLexer.UNTERMINATED_STRING;
  }

  /** Three slashes document something; four or more are a line drawn. */
  private int lineComment() {
    end = endOfLine(start + 2);
    boolean isDocumentation =
        text.startsWith("///", start) && (end == start + 3 || text.charAt(start + 3) != '/');
    return isDocumentation ? P2mLexer.DOC_COMMENT : HIDDEN;
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < length && !isLineEnd(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int blockComment() {
    int close = text.indexOf("*/", start + 2);
    end = close < 0 ? start + 2 : close + 2;
    return close < 0 ? P2mLexer.UNTERMINATED_COMMENT : HIDDEN;
  }

  private int sign(char first) {
    int type = Spellings.sign(text, start, first);
    if (type == Spellings.NONE) {
      end = start + Character.charCount(text.codePointAt(start));
      return P2mLexer.UNKNOWN;
    }
    end = start + Spellings.length(type);
    return type;
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
  }

  private static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r';
  }

  private static boolean isOfWord(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '_'
        || (character >= 'A' && character <= 'Z');
  }
}
