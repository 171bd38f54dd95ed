package io.shatterproof.compiler.fuzz;

import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** Makes seeds of a file: what its scenarios share, with each scenario on its own. */
final class SeedReader {
  private final String text;
  private final List<Seed> seeds = new ArrayList<>();

  private SeedReader(String text) {
    this.text = text;
  }

  /** The seeds of a file that the grammar reads, without characters beyond the first 65,536. */
  static List<Seed> read(String text) {
    SeedReader reader = new SeedReader(text);
    reader.read();
    return reader.seeds;
  }

  private void read() {
    StringBuilder shared = new StringBuilder("language 1\n");
    List<String> scenarios = new ArrayList<>();
    for (ParseTree child : parser(text).file().children) {
      if (child instanceof P2mParser.DeclarationContext declaration) {
        String written = text(declaration);
        if (declaration.scenario() != null) {
          scenarios.add(written);
        } else if (declaration.twin() != null && !scenarios.isEmpty()) {
          scenarios.set(
              scenarios.size() - 1, scenarios.get(scenarios.size() - 1) + "\n\n" + written);
        } else {
          shared.append(written).append('\n');
        }
      }
    }
    scenarios.forEach(scenario -> seeds.add(seed(shared + "\n" + scenario + "\n")));
  }

  private String text(ParserRuleContext context) {
    return text.substring(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1);
  }

  private static Seed seed(String text) {
    P2mParser parser = parser(text);
    List<Piece> pieces = new ArrayList<>();
    collect(parser.file(), pieces);
    List<Piece> words = new ArrayList<>();
    for (Token token : ((CommonTokenStream) parser.getTokenStream()).getTokens()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF) {
        words.add(new Piece(-1, token.getStartIndex(), token.getStopIndex() + 1));
      }
    }
    return new Seed(text, words, pieces);
  }

  private static void collect(ParserRuleContext context, List<Piece> pieces) {
    boolean isEmpty = context.getStop() == null
        || context.getStop().getStopIndex() < context.getStart().getStartIndex();
    if (!isEmpty && context.getRuleIndex() != P2mParser.RULE_file) {
      pieces.add(new Piece(
          context.getRuleIndex(),
          context.getStart().getStartIndex(),
          context.getStop().getStopIndex() + 1));
    }
    for (int i = 0; i < context.getChildCount(); i++) {
      if (context.getChild(i) instanceof ParserRuleContext child) {
        collect(child, pieces);
      }
    }
  }

  private static P2mParser parser(String text) {
    P2mLexer lexer = new P2mLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    P2mParser parser = new P2mParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    return parser;
  }
}
