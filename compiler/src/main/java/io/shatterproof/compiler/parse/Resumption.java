package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Where to go on after a mistake. */
final class Resumption {
  /** What may stand at the top of a file. */
  static final IntervalSet DECLARATIONS =
      new IntervalSet(P2mLexer.CONST, P2mLexer.DOMAIN, P2mLexer.PLATFORM, P2mLexer.SCENARIO);

  private static final IntervalSet NOWHERE = new IntervalSet();
  private static final IntervalSet AFTER_PART = Words.PARTS.or(Words.STATEMENTS);
  private static final IntervalSet OUTSIDE_PATTERNS =
      Words.PARTS.or(Words.STATEMENTS_ONLY).or(new IntervalSet(P2mLexer.ALL, P2mLexer.LIVE));
  private static final IntervalSet OUTSIDE_COUNTS = Words.PARTS.or(Words.STATEMENTS_ONLY);

  private Resumption() {}

  /** Behind a mistake in this construct; nothing where it cannot be left out alone. */
  static IntervalSet inside(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_platformMember -> Words.PLATFORM_MEMBERS;
      case P2mParser.RULE_domainMember -> Words.DOMAIN_MEMBERS;
      case P2mParser.RULE_clause -> Words.CLAUSES;
      case P2mParser.RULE_part -> AFTER_PART;
      case P2mParser.RULE_statement -> AFTER_PART;
      case P2mParser.RULE_pattern -> Words.PATTERNS.or(OUTSIDE_PATTERNS);
      case P2mParser.RULE_count -> Words.COUNTS.or(OUTSIDE_COUNTS);
      default -> NOWHERE;
    };
  }

  /** Behind a mistake between the constructs of this list; nothing where it is no list. */
  static IntervalSet among(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_platform -> Words.PLATFORM_MEMBERS;
      case P2mParser.RULE_domain -> Words.DOMAIN_MEMBERS;
      case P2mParser.RULE_scenario -> isInBody(context) ? AFTER_PART : Words.CLAUSES;
      case P2mParser.RULE_block -> AFTER_PART;
      case P2mParser.RULE_events -> Words.PATTERNS.or(OUTSIDE_PATTERNS);
      case P2mParser.RULE_counts -> Words.COUNTS.or(OUTSIDE_COUNTS);
      default -> NOWHERE;
    };
  }

  private static boolean isInBody(ParserRuleContext scenario) {
    return ((P2mParser.ScenarioContext) scenario).OPEN_BRACE() != null;
  }

  /** Whether a token begins the body of what is being read, so that only its brace is missing. */
  static boolean isBody(Token token, ParserRuleContext context) {
    return context.getRuleIndex() == P2mParser.RULE_scenario
        ? AFTER_PART.contains(token.getType())
        : among(context).contains(token.getType());
  }

  /** What the list is made of, in the user's words. */
  static String phrase(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_platform -> "a property of the platform";
      case P2mParser.RULE_domain -> "a property of the domain";
      case P2mParser.RULE_scenario ->
        isInBody(context) ? "`where`, `given`, `when`, `then` or `}`" : "";
      case P2mParser.RULE_block -> "a statement or `}`";
      case P2mParser.RULE_events -> "an event or `}`";
      case P2mParser.RULE_counts -> "a counter or `}`";
      default -> "";
    };
  }

  /** Whether a token shows that the list being read has ended without its brace. */
  static boolean isOutside(Token token, Parser recognizer) {
    int type = token.getType();
    if (isDeclaration(recognizer, true)) {
      return true;
    }
    return switch (recognizer.getContext().getRuleIndex()) {
      case P2mParser.RULE_block -> Words.PARTS.contains(type) && type != P2mLexer.MEANWHILE;
      case P2mParser.RULE_events -> OUTSIDE_PATTERNS.contains(type);
      case P2mParser.RULE_counts -> OUTSIDE_COUNTS.contains(type);
      case P2mParser.RULE_scenario ->
        !isInBody(recognizer.getContext()) && AFTER_PART.contains(type);
      default -> false;
    };
  }

  /**
   * Whether a declaration begins at the current token, or the file ends there.
   *
   * @param isInside whether something else is being read, so that {@code domain} must be followed
   *     by a name and {@code on} to begin a declaration
   */
  static boolean isDeclaration(Parser recognizer, boolean isInside) {
    int type = recognizer.getInputStream().LA(1);
    if (type == P2mLexer.DOMAIN) {
      return !isInside || recognizer.getInputStream().LA(3) == P2mLexer.ON;
    }
    return type == Token.EOF || Words.DECLARATIONS.contains(type);
  }
}
