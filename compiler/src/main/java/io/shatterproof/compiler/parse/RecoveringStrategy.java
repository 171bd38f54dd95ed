package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Tells one error for each mistake, and goes on behind the smallest construct that holds it: an
 * event pattern, a statement, a property, a part of a scenario, or a declaration.
 */
final class RecoveringStrategy extends DefaultErrorStrategy {
  private static final int NONE = -1;

  private final Complaints complaints;
  private final Set<String> skippedWords = new HashSet<>();
  private @Nullable RecognitionException told;
  private int toldIndex = NONE;
  private int errors;
  private @Nullable ParserRuleContext unopened;

  RecoveringStrategy(Complaints complaints) {
    this.complaints = complaints;
  }

  /** Number of mistakes met so far, those included that were not worth telling. */
  int errors() {
    return errors;
  }

  /** Words in headers that could not be understood; each may have declared a name. */
  Set<String> skippedWords() {
    return skippedWords;
  }

  @Override
  public void reset(Parser recognizer) {
    super.reset(recognizer);
    told = null;
  }

  @Override
  public void reportError(Parser recognizer, RecognitionException e) {
    if (e == told) {
      return;
    }
    told = e;
    Token token = e.getOffendingToken();
    if (e instanceof NoViableAltException noAlternative && noAlternative.getStartToken() != token) {
      ParserRuleContext context = recognizer.getContext();
      int distance = token.getTokenIndex() - noAlternative.getStartToken().getTokenIndex();
      String what = Resumption.phraseFurtherOn(context, distance);
      tell(recognizer, token, Resumption.furtherOn(context), what);
    } else {
      String what = Resumption.phraseOfOne(recognizer);
      tell(recognizer, token, recognizer.getExpectedTokens(), what);
    }
  }

  private void tell(Parser recognizer, Token token, IntervalSet expected, String what) {
    errors++;
    if (token.getTokenIndex() == toldIndex) {
      return;
    }
    toldIndex = token.getTokenIndex();
    if (LaterForms.tellAt(token, recognizer, complaints)) {
      return;
    }
    complaints
        .unexpected(Surroundings.of(token, recognizer), expected, what)
        .ifPresent(blamed -> skippedWords.add(blamed.getText()));
  }

  /** Behind an error in a construct that can be left out, goes on there; otherwise gives up. */
  @Override
  public void recover(Parser recognizer, RecognitionException e) {
    ParserRuleContext context = recognizer.getContext();
    IntervalSet resume = Resumption.inside(context);
    if (resume.isNil()) {
      throw e;
    }
    boolean mayDeclare = context.getRuleIndex() == P2mParser.RULE_part
        || (context.getRuleIndex() == P2mParser.RULE_statement
            && (Words.ENTRIES.contains(context.getStart().getType())
                || ((P2mParser.StatementContext) context).label() != null));
    if (mayDeclare) {
      excuse(recognizer, context.getStart().getTokenIndex());
    }
    if (recognizer.getCurrentToken() == context.getStart()) {
      consume(recognizer);
    }
    skip(recognizer, resume, mayDeclare, openBraces(recognizer, context));
  }

  private static int openBraces(Parser recognizer, ParserRuleContext context) {
    int open = 0;
    int end = recognizer.getCurrentToken().getTokenIndex();
    for (int i = context.getStart().getTokenIndex(); i < end; i++) {
      int type = recognizer.getInputStream().get(i).getType();
      open += type == P2mLexer.OPEN_BRACE ? 1 : type == P2mLexer.CLOSE_BRACE ? -1 : 0;
    }
    return Math.max(0, open);
  }

  /** Takes every word from there to here for a name that may have been declared. */
  private void excuse(Parser recognizer, int start) {
    for (int i = start; i < recognizer.getCurrentToken().getTokenIndex(); i++) {
      addWord(recognizer.getInputStream().get(i));
    }
  }

  private void addWord(Token token) {
    if (Words.isWord(token.getText())) {
      skippedWords.add(token.getText());
    }
  }

  /** In a list of constructs, tells that something is none of them, and skips it. */
  @Override
  public void sync(Parser recognizer) {
    ParserRuleContext context = recognizer.getContext();
    IntervalSet resume = Resumption.among(context);
    if (resume.isNil()) {
      return;
    }
    while (true) {
      Token token = recognizer.getCurrentToken();
      IntervalSet expected = recognizer.getExpectedTokens();
      IntervalSet labels = Resumption.labels(context);
      boolean isLabel = labels.contains(token.getType());
      boolean hasColon = recognizer.getInputStream().LA(2) == P2mLexer.COLON;
      boolean isExpected = expected.contains(token.getType()) && (!isLabel || hasColon);
      if (isExpected || Resumption.isOutside(token, recognizer)) {
        return;
      }
      if (isLabel) {
        addWord(token); // its colon may be missing
      }
      tell(recognizer, token, expected.subtract(labels), Resumption.phrase(context));
      consume(recognizer);
      int open = token.getType() == P2mLexer.OPEN_BRACE ? 1 : 0;
      skip(recognizer, resume, context.getRuleIndex() == P2mParser.RULE_scenario, open);
    }
  }

  /** Supplies a missing brace; everything else that is missing gives up the construct. */
  @Override
  public Token recoverInline(Parser recognizer) {
    Token token = recognizer.getCurrentToken();
    IntervalSet expected = recognizer.getExpectedTokens();
    if (expected.contains(P2mLexer.CLOSE_BRACE) && Resumption.isOutside(token, recognizer)) {
      return supply(recognizer, P2mLexer.CLOSE_BRACE, "}");
    }
    if (expected.contains(P2mLexer.OPEN_BRACE) && Resumption.isBody(recognizer)) {
      return supply(recognizer, P2mLexer.OPEN_BRACE, "{");
    }
    throw new InputMismatchException(recognizer);
  }

  private Token supply(Parser recognizer, int type, String brace) {
    Token before = recognizer.getCurrentToken();
    errors++;
    boolean isOfUnopened =
        type == P2mLexer.CLOSE_BRACE && isInside(unopened, recognizer.getContext());
    if (isOfUnopened) {
      unopened = null; // its brace closed what was left
    } else if (before.getTokenIndex() != toldIndex) {
      toldIndex = before.getTokenIndex();
      Optional<Token> opening =
          type == P2mLexer.CLOSE_BRACE ? opening(recognizer.getContext()) : Optional.empty();
      complaints.missing(brace, before, opening);
    }
    if (type == P2mLexer.OPEN_BRACE) {
      unopened = recognizer.getContext();
    }
    return ((SourceToken) before).lackedBefore(type);
  }

  private static boolean isInside(@Nullable ParserRuleContext inner, ParserRuleContext outer) {
    ParserRuleContext context = inner;
    while (context != null && context != outer) {
      context = context.getParent();
    }
    return context != null;
  }

  private static Optional<Token> opening(ParserRuleContext context) {
    for (ParseTree child : context.children) {
      if (child instanceof TerminalNode node
          && node.getSymbol().getType() == P2mLexer.OPEN_BRACE
          && node.getSymbol().getTokenIndex() != NONE) {
        return Optional.of(node.getSymbol());
      }
    }
    return Optional.empty();
  }

  /** Skips to the next declaration, behind a mistake in the head of the one that begins there. */
  void skipToDeclaration(Parser recognizer, int start) {
    excuse(recognizer, start);
    int depth = 0;
    boolean isFirst = true;
    while (!Resumption.isDeclaration(recognizer, isFirst || depth > 0)) {
      isFirst = false;
      depth = consumed(recognizer, depth, depth == 0);
    }
  }

  /** Skips what stands before the version of the language, or before a declaration. */
  void skipToHeader(Parser recognizer) {
    while (!Resumption.isHeader(recognizer)
        && (recognizer.getInputStream().LA(1) == P2mLexer.LANGUAGE
            || !Resumption.isDeclaration(recognizer, false))) {
      consume(recognizer);
    }
  }

  /** Tells that the current token begins no declaration. */
  void tellNoDeclaration(Parser recognizer) {
    Token token = recognizer.getCurrentToken();
    errors++;
    toldIndex = token.getTokenIndex();
    complaints.unexpected(Surroundings.none(token), Resumption.DECLARATIONS, "a declaration");
  }

  /** Skips the current token, and then to the next declaration. */
  void skipDeclaration(Parser recognizer) {
    int depth = consumed(recognizer, 0, true);
    while (!Resumption.isDeclaration(recognizer, depth > 0)) {
      depth = consumed(recognizer, depth, depth == 0);
    }
  }

  private void skip(Parser recognizer, IntervalSet resume, boolean mayDeclare, int openBraces) {
    int depth = openBraces;
    while (true) {
      int type = recognizer.getCurrentToken().getType();
      if (Resumption.isDeclaration(recognizer, true)) {
        toldIndex = recognizer.getCurrentToken().getTokenIndex();
        return;
      }
      boolean isNoName = recognizer.getInputStream().LT(-1).getLine()
              == recognizer.getCurrentToken().getLine()
          && complaints.isToldToBeNoName(recognizer.getCurrentToken());
      boolean isOperand = isNoName || Resumption.isOperand(recognizer, toldIndex);
      boolean isStart =
          (resume.contains(type) && !isOperand) || Resumption.isLabel(recognizer, resume);
      if (depth == 0 && (isStart || type == P2mLexer.CLOSE_BRACE)) {
        return;
      }
      depth = consumed(recognizer, depth, mayDeclare);
    }
  }

  /** Takes one token; returns how many braces are open behind it. */
  private int consumed(Parser recognizer, int depth, boolean mayDeclare) {
    Token token = recognizer.getCurrentToken();
    if (mayDeclare) {
      addWord(token);
    }
    consume(recognizer);
    return switch (token.getType()) {
      case P2mLexer.OPEN_BRACE -> depth + 1;
      case P2mLexer.CLOSE_BRACE -> Math.max(0, depth - 1);
      default -> depth;
    };
  }

  private static void consume(Parser recognizer) {
    if (recognizer.getCurrentToken().getType() != Token.EOF) {
      recognizer.getInputStream().consume(); // leaves no trace in the tree
    }
  }
}
