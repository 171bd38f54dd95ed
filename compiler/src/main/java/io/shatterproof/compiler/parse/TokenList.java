package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.grammar.P2mLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/** The tokens of a file that the parser sees, and where they stand. */
final class TokenList {
  /** Words and signs that a file may have; the tree of a file takes a few hundred bytes for each. */
  static final int MOST_TOKENS = 4_000_000;

  /** Braces, parentheses and brackets that may be open at once. */
  static final int DEEPEST = 100;

  private final SourceFile source;
  private final CodePointOffsets offsets;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Token> documentation = new ArrayList<>();
  private boolean isWhole;

  private TokenList(SourceFile source) {
    this.source = source;
    this.offsets = CodePointOffsets.of(source.text());
  }

  /** Reads the tokens up to the first place behind which nothing can be understood. */
  static TokenList of(SourceFile source, Diagnostics diagnostics) {
    TokenList list = new TokenList(source);
    list.read(diagnostics);
    return list;
  }

  private void read(Diagnostics diagnostics) {
    P2mLexer lexer = new P2mLexer(CharStreams.fromString(source.text()));
    lexer.removeErrorListeners();
    int depth = 0;
    for (Token token = lexer.nextToken(); ; token = lexer.nextToken()) {
      int type = token.getType();
      if (type == P2mLexer.UNTERMINATED_COMMENT) {
        diagnostics.report(
            Code.COMMENT_NOT_CLOSED, span(token), "this comment is not closed by `*/`");
        break;
      }
      depth += opens(type) ? 1 : closes(type) && depth > 0 ? -1 : 0;
      if (depth > DEEPEST) {
        diagnostics.report(Diagnostic.of(
                Code.NESTED_TOO_DEEPLY,
                span(token),
                "more than " + DEEPEST + " braces and parentheses are open here")
            .withNote("what follows in this file was not read"));
        break;
      }
      if (tokens.size() == MOST_TOKENS) {
        diagnostics.report(Diagnostic.of(
                Code.FILE_TOO_LARGE,
                span(token),
                "this file has more than " + MOST_TOKENS + " words and signs")
            .withNote("what follows in this file was not read"));
        break;
      }
      if (token.getChannel() == P2mLexer.DOCUMENTATION) {
        documentation.add(token);
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(token);
      }
      if (type == Token.EOF) {
        isWhole = true;
        break;
      }
    }
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

  CommonTokenStream stream() {
    return new CommonTokenStream(new ListTokenSource(tokens));
  }

  /** Whether the whole file was read. */
  boolean isWhole() {
    return isWhole;
  }

  /** Documentation comments, in order. */
  List<Token> documentation() {
    return documentation;
  }

  /** Where a token stands; the end of the file is the place behind its last character. */
  Span span(Token token) {
    int length = source.text().length();
    if (token.getType() == Token.EOF || token.getStartIndex() < 0) {
      return new Span(source, length, length);
    }
    return new Span(
        source,
        offsets.offset(token.getStartIndex()),
        Math.min(length, offsets.offset(token.getStopIndex() + 1)));
  }

  SourceFile source() {
    return source;
  }
}
