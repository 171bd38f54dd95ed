package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.layout.Construct;
import io.shatterproof.compiler.layout.Gap;
import io.shatterproof.compiler.layout.Group;
import io.shatterproof.compiler.layout.Layout;
import io.shatterproof.compiler.layout.Lexeme;
import io.shatterproof.compiler.layout.Piece;
import io.shatterproof.compiler.layout.Word;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Reads a file without mistakes as it stands, declaration by declaration. */
public final class LayoutReader {
  private final SourceFile source;
  private final List<SourceToken> tokens = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();

  private LayoutReader(SourceFile source) {
    this.source = source;
    Scanner scanner = new Scanner(source.text());
    int type;
    do {
      type = scanner.next();
      if (type != P2mLexer.DOC_COMMENT) {
        tokens.add(new SourceToken(source, type, scanner.start(), scanner.end(), tokens.size()));
      }
    } while (type != Token.EOF);
  }

  /** Every word of a file, whatever it is; the last is the end of the file. */
  public static List<Lexeme> lexemes(SourceFile source) {
    LayoutReader reader = new LayoutReader(source);
    List<Lexeme> lexemes = new ArrayList<>();
    for (int i = 0; i < reader.tokens.size(); i++) {
      lexemes.add(new Lexeme(reader.gap(i), reader.text(i)));
    }
    return lexemes;
  }

  /** Reads a file in which {@link FileParser} finds no mistake but that the line of the language is missing. */
  public static Layout read(SourceFile source) {
    return new LayoutReader(source).read();
  }

  private Layout read() {
    for (int i = 0; i < tokens.size(); i++) {
      words.add(new Word(WordKinds.of(tokens.get(i)), text(i), Gap.of(gap(i))));
    }
    CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(tokens));
    P2mParser parser = new P2mParser(stream);
    parser.removeErrorListeners();
    ANTLRErrorStrategy bail = new BailErrorStrategy();
    parser.setErrorHandler(bail);
    List<Group> declarations = new ArrayList<>();
    if (stream.LA(1) == P2mLexer.LANGUAGE) {
      declarations.add(group(Construct.DECLARATION, parser.header()));
    }
    while (stream.LA(1) != Token.EOF) {
      declarations.add(group(Construct.DECLARATION, Prediction.declaration(parser, bail)));
    }
    return new Layout(declarations, words.get(words.size() - 1));
  }

  private String gap(int index) {
    int start = index == 0 ? 0 : tokens.get(index - 1).getStopIndex() + 1;
    return source.text().substring(start, start(index));
  }

  private String text(int index) {
    Token token = tokens.get(index);
    return token.getType() == Token.EOF
        ? ""
        : source.text().substring(start(index), token.getStopIndex() + 1);
  }

  private int start(int index) {
    Token token = tokens.get(index);
    return token.getType() == Token.EOF ? source.text().length() : token.getStartIndex();
  }

  private Group group(Construct construct, ParserRuleContext context) {
    List<Piece> pieces = new ArrayList<>();
    addChildren(context, pieces);
    return new Group(construct, pieces);
  }

  private void add(ParserRuleContext context, List<Piece> pieces) {
    if (context.getChildCount() == 0) {
      return;
    }
    Optional<Construct> construct = Constructs.of(context);
    if (construct.isPresent()) {
      pieces.add(group(construct.get(), context));
    } else {
      addChildren(context, pieces);
    }
  }

  private void addChildren(ParserRuleContext context, List<Piece> pieces) {
    int clause = Constructs.clauseOf(context);
    for (int i = 0; i < context.getChildCount(); i++) {
      ParseTree child = context.getChild(i);
      if (child instanceof ParserRuleContext rule) {
        add(rule, pieces);
      } else if (type(child) == P2mLexer.OPEN_BRACE) {
        i = addBraces(context, i, pieces);
      } else if (i == clause) {
        pieces.add(new Group(Construct.CLAUSE, List.of(word(child), word(context.getChild(++i)))));
      } else {
        pieces.add(word(child));
      }
    }
  }

  /** Adds a brace, what is behind it, and the brace that closes it; returns the number of the last. */
  private int addBraces(ParserRuleContext context, int open, List<Piece> pieces) {
    List<Piece> inside = new ArrayList<>();
    inside.add(word(context.getChild(open)));
    int i = open + 1;
    for (; type(context.getChild(i)) != P2mLexer.CLOSE_BRACE; i++) {
      addInside(context.getChild(i), inside);
    }
    inside.add(word(context.getChild(i)));
    pieces.add(new Group(Constructs.ofBraces(context), inside));
    return i;
  }

  private void addInside(ParseTree child, List<Piece> inside) {
    if (!(child instanceof ParserRuleContext rule)) {
      inside.add(word(child));
    } else if (Constructs.isList(rule)) {
      for (int i = 0; i < rule.getChildCount(); i++) {
        addInside(rule.getChild(i), inside);
      }
    } else {
      addItem(rule, inside);
    }
  }

  private void addItem(ParserRuleContext context, List<Piece> items) {
    List<Piece> pieces = new ArrayList<>();
    add(context, pieces);
    if (pieces.size() == 1 && pieces.get(0) instanceof Group group && isItem(group.construct())) {
      items.add(group);
    } else if (!pieces.isEmpty()) {
      items.add(new Group(Construct.ITEM, pieces));
    }
  }

  private static boolean isItem(Construct construct) {
    return switch (construct) {
      case PROPERTY, PART, ACTION, SEQUEL, CLAIM, OBSERVER, SIGHT, ACCESS, EVENT, ENTRY -> true;
      case DECLARATION, CLAUSE, BODY, BLOCK, FACTS, ITEM, ROW, LABEL, STRETCH, ABORT, ACCESS_KIND ->
        false;
    };
  }

  private static int type(ParseTree child) {
    return child instanceof TerminalNode node ? node.getSymbol().getType() : Token.INVALID_TYPE;
  }

  private Word word(ParseTree child) {
    Word word = words.get(((TerminalNode) child).getSymbol().getTokenIndex());
    return WordKinds.in((TerminalNode) child)
        .map(kind -> new Word(kind, word.text(), word.gap()))
        .orElse(word);
  }
}
