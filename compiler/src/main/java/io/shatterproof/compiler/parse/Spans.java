package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.NameSyntax;
import io.shatterproof.grammar.P2mParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Where contexts stand, and the words in them. */
final class Spans {
  /** Index of a token that the parser does not see. */
  static final int NO_TOKEN = -1;

  private final TokenList tokens;

  Spans(TokenList tokens) {
    this.tokens = tokens;
  }

  Span of(ParserRuleContext context) {
    Token start = context.getStart();
    @Nullable Token stop = context.getStop();
    boolean isEmpty = stop == null || stop.getTokenIndex() < start.getTokenIndex();
    return isEmpty ? tokens.span(start) : tokens.span(start, stop);
  }

  Span of(Token token) {
    return tokens.span(token);
  }

  Span of(TerminalNode node) {
    return tokens.span(node.getSymbol());
  }

  NameSyntax name(P2mParser.NameContext context) {
    return word(context);
  }

  NameSyntax name(P2mParser.LabelNameContext context) {
    return word(context);
  }

  private NameSyntax word(ParserRuleContext context) {
    Token token = context.getStart(); // a name is one token
    return new NameSyntax(token.getText(), of(token));
  }

  NameSyntax name(P2mParser.OriginNameContext context) {
    return new NameSyntax(context.getText(), of(context));
  }

  Optional<NameSyntax> optionalName(P2mParser.@Nullable NameContext context) {
    return context == null ? Optional.empty() : Optional.of(name(context));
  }

  List<NameSyntax> names(P2mParser.NamesContext context) {
    List<NameSyntax> names = new ArrayList<>();
    context.name().forEach(name -> names.add(name(name)));
    return names;
  }

  /** The words of a context, one space between. */
  static String words(ParserRuleContext context) {
    if (context.getChildCount() == 1) {
      return context.getStart().getText();
    }
    List<String> words = new ArrayList<>();
    context.children.forEach(child -> words.add(child.getText()));
    return String.join(" ", words);
  }
}
