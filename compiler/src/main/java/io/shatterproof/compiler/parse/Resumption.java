package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.diagnostic.Spelling;
import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.List;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Where to go on after a mistake. */
final class Resumption {
  /** What may stand at the top of a file. */
  static final IntervalSet DECLARATIONS = new IntervalSet(
      P2mLexer.CONST,
      P2mLexer.DOMAIN,
      P2mLexer.IMPORT,
      P2mLexer.PLATFORM,
      P2mLexer.REGIME,
      P2mLexer.SCENARIO,
      P2mLexer.TEMPLATE,
      P2mLexer.TWIN);

  private static final IntervalSet BEHIND_TABLE =
      new IntervalSet(P2mLexer.ALLOCATED, P2mLexer.CLEANS, P2mLexer.FREED, P2mLexer.ZEROED);
  private static final IntervalSet BEHIND_STAGE1 = new IntervalSet(
      P2mLexer.BLOCK,
      P2mLexer.FAILS,
      P2mLexer.PAGE,
      P2mLexer.RAW,
      P2mLexer.TABLE,
      P2mLexer.TABLES,
      P2mLexer.WALK);
  private static final IntervalSet BEFORE_PE =
      new IntervalSet(P2mLexer.AND, P2mLexer.BY, P2mLexer.HELD, P2mLexer.ON, P2mLexer.WHEN);
  private static final List<String> NO = List.of("no");
  private static final IntervalSet BRACES =
      new IntervalSet(P2mLexer.OPEN_BRACE, P2mLexer.CLOSE_BRACE, Token.EOF);
  private static final IntervalSet NOWHERE = new IntervalSet();
  private static final IntervalSet MEANWHILE = IntervalSet.of(P2mLexer.MEANWHILE);
  private static final IntervalSet AFTER_PART = Words.PARTS.or(Words.STATEMENTS).or(MEANWHILE);
  private static final IntervalSet TWIN_PARTS = Words.PARTS
      .or(Words.EDITS)
      .or(Words.SIGHTS)
      .or(new IntervalSet(P2mLexer.NO, P2mLexer.USE, P2mLexer.VIOLATION));
  private static final IntervalSet OUTSIDE_PATTERNS =
      Words.PARTS.or(Words.STATEMENTS_ONLY).or(new IntervalSet(P2mLexer.ALL, P2mLexer.LIVE));
  private static final IntervalSet OUTSIDE_COUNTS = Words.PARTS.or(Words.STATEMENTS_ONLY);

  private static final IntervalSet OUTSIDE_CIRCUMSTANCES = OUTSIDE_COUNTS.subtract(new IntervalSet(
      P2mLexer.FAILS, P2mLexer.NO, P2mLexer.VIOLATION)); // they are near ones inside

  private static final IntervalSet OUTSIDE_OBSERVERS = OUTSIDE_PATTERNS.subtract(
      new IntervalSet(P2mLexer.ACCESS, P2mLexer.FAIL, P2mLexer.FAILS, P2mLexer.PE));
  private static final IntervalSet OBSERVERS =
      OUTSIDE_OBSERVERS.or(new IntervalSet(P2mLexer.IOMMU, P2mLexer.PE));

  private static final IntervalSet SCENARIO_PARTS = Words.PARTS.or(IntervalSet.of(P2mLexer.USE));

  private Resumption() {}

  /** Behind a mistake in this construct; nothing where it cannot be left out alone. */
  static IntervalSet inside(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_platformMember -> Words.PLATFORM_MEMBERS;
      case P2mParser.RULE_domainMember -> Words.DOMAIN_MEMBERS;
      case P2mParser.RULE_regimeMember -> Words.REGIME_MEMBERS;
      case P2mParser.RULE_change, P2mParser.RULE_edit -> TWIN_PARTS;
      case P2mParser.RULE_observer ->
        context.getParent().getRuleIndex() == P2mParser.RULE_observers ? OBSERVERS : AFTER_PART;
      case P2mParser.RULE_clause -> Words.CLAUSES;
      case P2mParser.RULE_part -> SCENARIO_PARTS;
      case P2mParser.RULE_templatePart, P2mParser.RULE_templateStatement -> AFTER_PART;
      case P2mParser.RULE_statement, P2mParser.RULE_seen -> AFTER_PART;
      case P2mParser.RULE_unlabelled ->
        context.getParent().getRuleIndex() == P2mParser.RULE_expectations ? AFTER_PART : NOWHERE;
      case P2mParser.RULE_pattern -> Words.PATTERNS.or(OUTSIDE_PATTERNS);
      case P2mParser.RULE_count -> Words.COUNTS.or(OUTSIDE_COUNTS);
      case P2mParser.RULE_figure -> Words.FIGURES.or(OUTSIDE_COUNTS);
      case P2mParser.RULE_circumstance -> Words.CIRCUMSTANCES.or(OUTSIDE_CIRCUMSTANCES);
      default -> NOWHERE;
    };
  }

  /** Behind a mistake between the constructs of this list; nothing where it is no list. */
  static IntervalSet among(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_platform -> Words.PLATFORM_MEMBERS;
      case P2mParser.RULE_domain -> Words.DOMAIN_MEMBERS;
      case P2mParser.RULE_regime -> Words.REGIME_MEMBERS;
      case P2mParser.RULE_twin -> isInBody(context) ? TWIN_PARTS : NOWHERE;
      case P2mParser.RULE_scenario -> isInBody(context) ? SCENARIO_PARTS : Words.CLAUSES;
      case P2mParser.RULE_templateBody -> AFTER_PART;
      case P2mParser.RULE_block, P2mParser.RULE_expectations -> AFTER_PART;
      case P2mParser.RULE_observers -> OBSERVERS;
      case P2mParser.RULE_events, P2mParser.RULE_alternative -> Words.PATTERNS.or(OUTSIDE_PATTERNS);
      case P2mParser.RULE_counts -> Words.COUNTS.or(OUTSIDE_COUNTS);
      case P2mParser.RULE_stats -> Words.FIGURES.or(OUTSIDE_COUNTS);
      case P2mParser.RULE_circumstances -> Words.CIRCUMSTANCES.or(OUTSIDE_CIRCUMSTANCES);
      default -> NOWHERE;
    };
  }

  private static boolean isInBody(ParserRuleContext scenario) {
    return scenario.getToken(P2mLexer.OPEN_BRACE, 0) != null;
  }

  /**
   * Whether the body of what is being read begins here, so that only its brace is missing.
   *
   * <p>Not so where another brace opens before one closes: then the brace is there, and what stands
   * before it is wrong.
   */
  static boolean isBody(Parser recognizer) {
    ParserRuleContext context = recognizer.getContext();
    int type = recognizer.getCurrentToken().getType();
    if (context.getRuleIndex() == P2mParser.RULE_scenario) {
      return AFTER_PART.contains(type);
    }
    if (context.getRuleIndex() == P2mParser.RULE_template) {
      return AFTER_PART.contains(type);
    }
    if (context.getRuleIndex() == P2mParser.RULE_twin) {
      return AFTER_PART.contains(type) || Words.EDITS.contains(type);
    }
    int next = 1;
    while (!BRACES.contains(recognizer.getInputStream().LA(next))) {
      next++;
    }
    return among(context).contains(type)
        && recognizer.getInputStream().LA(next) != P2mLexer.OPEN_BRACE;
  }

  /**
   * Whether the current token, which could begin something, belongs to what stands before it.
   *
   * @param wrong index of the token that cannot stand where it stands
   */
  static boolean isOperand(Parser recognizer, int wrong) {
    TokenStream tokens = recognizer.getInputStream();
    Token token = tokens.LT(1);
    Token before = tokens.LT(-1);
    boolean isWrongWord = before.getTokenIndex() == wrong && Words.isWord(before.getText());
    return switch (token.getType()) {
      case P2mLexer.TABLE ->
        isNo(before, isWrongWord)
            || (!BEHIND_TABLE.contains(tokens.LA(2)) && tokens.LA(3) != P2mLexer.OF);
      case P2mLexer.BLOCK, P2mLexer.PAGE, P2mLexer.RAW -> tokens.LA(3) != P2mLexer.OF;
      case P2mLexer.STAGE1 -> !BEHIND_STAGE1.contains(tokens.LA(2));
      case P2mLexer.SWAP -> tokens.LA(3) != P2mLexer.ASSIGN;
      case P2mLexer.CREATE,
          P2mLexer.FREE,
          P2mLexer.INSERT,
          P2mLexer.POOL,
          P2mLexer.REMOVE,
          P2mLexer.REPLACE,
          P2mLexer.UNPAUSE ->
        token.getLine() == before.getLine() && !Words.isWord(tokens.LT(2).getText());
      case P2mLexer.AFTER,
          P2mLexer.BEFORE,
          P2mLexer.FROM,
          P2mLexer.NEVER,
          P2mLexer.SEES,
          P2mLexer.TO -> token.getLine() == before.getLine();
      case P2mLexer.EXTERNAL -> tokens.LA(2) != P2mLexer.ABORT;
      case P2mLexer.PE ->
        BEFORE_PE.contains(before.getType())
            || (isWrongWord && token.getLine() == before.getLine());
      case P2mLexer.ACCESS, P2mLexer.RETURNS, P2mLexer.FAILS -> token.getLine() == before.getLine();
      case P2mLexer.VIOLATION -> isWrongWord || before.getType() == P2mLexer.NO;
      case P2mLexer.CLEAN,
          P2mLexer.DSB,
          P2mLexer.FILL,
          P2mLexer.IOMMU,
          P2mLexer.LIVE,
          P2mLexer.LOCK,
          P2mLexer.TLBI -> isNo(before, isWrongWord);
      case P2mLexer.STORE -> // in place of `stores`
        isNo(before, isWrongWord) || before.getType() == P2mLexer.LIVE;
      default -> false;
    };
  }

  private static boolean isNo(Token before, boolean isWrongWord) {
    return before.getType() == P2mLexer.NO
        || (isWrongWord && Spelling.nearest(before.getText(), NO).isPresent());
  }

  /** What can only be a label among the constructs of this list. */
  static IntervalSet labels(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_block -> Words.LABELS;
      case P2mParser.RULE_templateBody -> Words.LABELS;
      default -> NOWHERE;
    };
  }

  /** Whether a statement with a label may begin in this construct, and one does. */
  static boolean isLabel(Parser recognizer, IntervalSet resume) {
    return resume.contains(P2mLexer.PE)
        && resume.contains(P2mLexer.STORE)
        && Words.isWord(recognizer.getCurrentToken().getText())
        && recognizer.getInputStream().LA(2) == P2mLexer.COLON;
  }

  /** What a single construct is, in the user's words, where a list of words would be too long. */
  static String phraseOfOne(Parser recognizer) {
    ParserRuleContext context = recognizer.getContext();
    if (context instanceof P2mParser.StatementContext statement && statement.label() != null) {
      return "a step";
    }
    if (context.getStart() != recognizer.getCurrentToken()) {
      return "";
    }
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_verdict, P2mParser.RULE_outcome -> "an outcome";
      case P2mParser.RULE_deed -> "what the PE does";
      case P2mParser.RULE_accessKind -> "a kind of access";
      case P2mParser.RULE_newWord -> "what is stored";
      case P2mParser.RULE_sight -> "`sees`, `never` or a stretch";
      default -> "";
    };
  }

  /** What can follow what could begin several constructs; nothing where that is too much. */
  static IntervalSet furtherOn(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_protection -> new IntervalSet(P2mLexer.ACCESS, P2mLexer.SIZE);
      case P2mParser.RULE_restriction -> new IntervalSet(P2mLexer.FAILS, P2mLexer.IS);
      case P2mParser.RULE_statement, P2mParser.RULE_unlabelled, P2mParser.RULE_entry ->
        context.getStart().getType() == P2mLexer.STAGE1
            ? new IntervalSet(P2mLexer.BLOCK, P2mLexer.PAGE, P2mLexer.RAW, P2mLexer.TABLE)
            : NOWHERE;
      case P2mParser.RULE_expectation, P2mParser.RULE_noEvent -> Words.BEHIND_NO;
      case P2mParser.RULE_change -> new IntervalSet(P2mLexer.IS, P2mLexer.OPEN_BRACE, P2mLexer.TO);
      default -> NOWHERE;
    };
  }

  /**
   * That in the user's words, where a list of words would not do.
   *
   * @param distance tokens between the first of the construct and the wrong one
   */
  static String phraseFurtherOn(ParserRuleContext context, int distance) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_protection, P2mParser.RULE_restriction, P2mParser.RULE_change -> "";
      case P2mParser.RULE_statement, P2mParser.RULE_unlabelled, P2mParser.RULE_entry ->
        beginning(context.getStart().getType());
      case P2mParser.RULE_accessing, P2mParser.RULE_observed -> "an address";
      case P2mParser.RULE_architectural -> "a statement or `}`";
      case P2mParser.RULE_expectation, P2mParser.RULE_noEvent -> "`violation` or an event";
      case P2mParser.RULE_outcomeClaim -> "a value or `{`";
      case P2mParser.RULE_storedWord -> "what is stored";
      case P2mParser.RULE_mapping, P2mParser.RULE_attributes ->
        distance == 1 ? "a name" : "a statement or `}`";
      default -> "a cell or the end of the table";
    };
  }

  /** What stands behind the first word of a statement that may also be a label. */
  private static String beginning(int first) {
    if (first == P2mLexer.STAGE1) {
      return "";
    }
    return Words.ACCESSES.contains(first) ? "an address" : "a name";
  }

  /** What the list is made of, in the user's words. */
  static String phrase(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_platform -> "a property of the platform";
      case P2mParser.RULE_domain -> "a property of the domain";
      case P2mParser.RULE_regime -> "a property of the regime";
      case P2mParser.RULE_twin -> "a change, a part of a scenario or `}`";
      case P2mParser.RULE_scenario ->
        isInBody(context)
            ? "`where`, `given`, `when`, `then` or `}`"
            : "a clause of the header or `{`";
      case P2mParser.RULE_block, P2mParser.RULE_expectations -> "a statement or `}`";
      case P2mParser.RULE_templateBody -> phrase((P2mParser.TemplateBodyContext) context);
      case P2mParser.RULE_observers -> "an access with what it sees or `}`";
      case P2mParser.RULE_events, P2mParser.RULE_alternative -> "an event or `}`";
      case P2mParser.RULE_counts -> "a counter or `}`";
      case P2mParser.RULE_stats -> "a figure or `}`";
      case P2mParser.RULE_circumstances -> "a circumstance of the abort or `}`";
      default -> "";
    };
  }

  private static String phrase(P2mParser.TemplateBodyContext template) {
    boolean isOfStatements = !template.templateStatement().isEmpty();
    return isOfStatements
        ? "a statement or `}`"
        : template.templatePart().isEmpty()
            ? "a statement, a part of a scenario or `}`"
            : "a part of a scenario or `}`";
  }

  /** Whether a token shows that the list being read has ended without its brace. */
  static boolean isOutside(Token token, Parser recognizer) {
    int type = token.getType();
    if (isDeclaration(recognizer, true)) {
      return true;
    }
    return switch (recognizer.getContext().getRuleIndex()) {
      case P2mParser.RULE_block -> Words.PARTS.contains(type) || type == P2mLexer.MEANWHILE;
      case P2mParser.RULE_expectations -> Words.PARTS.contains(type);
      case P2mParser.RULE_observers -> OUTSIDE_OBSERVERS.contains(type);
      case P2mParser.RULE_events, P2mParser.RULE_alternative -> OUTSIDE_PATTERNS.contains(type);
      case P2mParser.RULE_counts, P2mParser.RULE_stats -> OUTSIDE_COUNTS.contains(type);
      case P2mParser.RULE_circumstances -> OUTSIDE_CIRCUMSTANCES.contains(type);
      case P2mParser.RULE_scenario ->
        !isInBody(recognizer.getContext()) && AFTER_PART.contains(type);
      default -> false;
    };
  }

  /** Whether the version of the language is said at the current token. */
  static boolean isHeader(Parser recognizer) {
    return recognizer.getInputStream().LA(1) == P2mLexer.LANGUAGE
        && recognizer.getInputStream().LA(2) == P2mLexer.INTEGER;
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
