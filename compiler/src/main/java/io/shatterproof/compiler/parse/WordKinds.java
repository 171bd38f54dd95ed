package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.layout.Word;
import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** What kind of word a token is. */
final class WordKinds {
  private WordKinds() {}

  /** The kind that it has wherever it stands. */
  static Word.Kind of(Token token) {
    return switch (token.getType()) {
      case P2mLexer.ARROW -> Word.Kind.ARROW;
      case P2mLexer.BAR -> Word.Kind.BAR;
      case P2mLexer.COLON -> Word.Kind.COLON;
      case P2mLexer.COMMA -> Word.Kind.COMMA;
      case P2mLexer.EQUALS -> Word.Kind.EQUALS;
      case P2mLexer.OPEN_BRACE -> Word.Kind.OPEN_BRACE;
      case P2mLexer.CLOSE_BRACE -> Word.Kind.CLOSE_BRACE;
      case P2mLexer.OPEN_PAREN, P2mLexer.OPEN_BRACKET -> Word.Kind.OPEN;
      case P2mLexer.CLOSE_PAREN, P2mLexer.CLOSE_BRACKET -> Word.Kind.CLOSE;
      case Token.EOF -> Word.Kind.END_OF_FILE;
      default -> Word.Kind.PLAIN;
    };
  }

  /** The kind that it has in this place, if that decides. */
  static Optional<Word.Kind> in(TerminalNode node) {
    ParseTree parent = node.getParent();
    return switch (node.getSymbol().getType()) {
      case P2mLexer.MINUS ->
        parent instanceof P2mParser.ExpressionContext
            ? Optional.empty()
            : Optional.of(Word.Kind.SIGN);
      case P2mLexer.OPEN_PAREN -> {
        int index = indexOf(node, parent);
        yield index > 0 && parent.getChild(index - 1) instanceof P2mParser.NameContext
            ? Optional.of(Word.Kind.OPEN_CALL)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static int indexOf(ParseTree child, ParseTree parent) {
    int index = 0;
    while (!parent.getChild(index).equals(child)) {
      index++;
    }
    return index;
  }
}
