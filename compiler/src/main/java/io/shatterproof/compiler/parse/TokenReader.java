package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.grammar.P2mLexer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.Token;

/** Reads the tokens of a file up to the first place behind which nothing can be understood. */
final class TokenReader {
  /** Words and signs of one declaration; its tree takes a few hundred bytes for each. */
  static final int MOST_TOKENS = 1_000_000;

  /** Braces, parentheses and brackets that may be open at once. */
  static final int DEEPEST = 100;

  private final SourceFile source;
  private final Scanner scanner;
  private final Diagnostics diagnostics;
  private final Deque<SourceToken> documentation = new ArrayDeque<>();
  private int index;
  private int most = MOST_TOKENS;
  private int depth;
  private boolean isAtEnd;
  private boolean isWhole;

  TokenReader(SourceFile source, Diagnostics diagnostics) {
    this.source = source;
    this.scanner = new Scanner(source.text());
    this.diagnostics = diagnostics;
  }

  /** Whether the whole file was read; known once the end was. */
  boolean isWhole() {
    return isWhole;
  }

  /** Documentation comments read so far, in order; to be taken away when they are no longer needed. */
  Deque<SourceToken> documentation() {
    return documentation;
  }

  /** Allows as many tokens again as one declaration may have. */
  void beginDeclaration() {
    most = index + MOST_TOKENS;
  }

  /** The next token that the parser sees; at the end, and where reading stops, it is EOF. */
  SourceToken next() {
    if (isAtEnd) {
      return end();
    }
    int type = scanner.next();
    while (type == P2mLexer.DOC_COMMENT) {
      documentation.add(
          new SourceToken(source, type, scanner.start(), scanner.end(), Spans.NO_TOKEN));
      type = scanner.next();
    }
    depth += opens(type) ? 1 : closes(type) && depth > 0 ? -1 : 0;
    isWhole = type == Token.EOF;
    if (isWhole || isTooMuch(type)) {
      isAtEnd = true;
      return end();
    }
    return new SourceToken(source, type, scanner.start(), scanner.end(), index++);
  }

  private SourceToken end() {
    int length = source.text().length();
    return new SourceToken(source, Token.EOF, length, length, index);
  }

  private boolean isTooMuch(int type) {
    if (type == P2mLexer.UNTERMINATED_COMMENT) {
      diagnostics.report(Code.COMMENT_NOT_CLOSED, here(), "this comment is not closed by `*/`");
      return true;
    }
    if (depth > DEEPEST) {
      diagnostics.report(Diagnostic.of(
              Code.NESTED_TOO_DEEPLY,
              here(),
              "more than " + DEEPEST + " braces and parentheses are open here")
          .withNote("what follows in this file was not read"));
      return true;
    }
    if (index == most) {
      diagnostics.report(Diagnostic.of(
              Code.FILE_TOO_LARGE,
              here(),
              "this declaration has more than " + MOST_TOKENS + " words and signs")
          .withNote("what follows in this file was not read"));
      return true;
    }
    return false;
  }

  private Span here() {
    return new Span(source, scanner.start(), scanner.end());
  }

  private static boolean opens(int type) {
    return type == P2mLexer.OPEN_BRACE
        || type == P2mLexer.OPEN_PAREN
        || type == P2mLexer.OPEN_BRACKET;
  }

  private static boolean closes(int type) {
    return type == P2mLexer.CLOSE_BRACE
        || type == P2mLexer.CLOSE_PAREN
        || type == P2mLexer.CLOSE_BRACKET;
  }
}
