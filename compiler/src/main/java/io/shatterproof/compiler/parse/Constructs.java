package io.shatterproof.compiler.parse;

import io.shatterproof.compiler.layout.Construct;
import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * The rules of the grammar whose words the formatter treats as a group. A rule that is not named here
 * is laid out word by word, and what it has between braces item by item.
 */
final class Constructs {
  private static final int NONE = -1;

  private Constructs() {}

  static Optional<Construct> of(ParserRuleContext context) {
    return switch (context.getRuleIndex()) {
      case P2mParser.RULE_clause -> Optional.of(Construct.CLAUSE);
      case P2mParser.RULE_platformMember,
          P2mParser.RULE_domainMember,
          P2mParser.RULE_regimeMember -> Optional.of(Construct.PROPERTY);
      case P2mParser.RULE_part, P2mParser.RULE_templatePart -> Optional.of(part(context));
      case P2mParser.RULE_meanwhile ->
        context.getParent() instanceof P2mParser.TemplateBodyContext
            ? Optional.of(Construct.SEQUEL)
            : Optional.empty();
      case P2mParser.RULE_row -> Optional.of(Construct.ROW);
      case P2mParser.RULE_label -> Optional.of(Construct.LABEL);
      case P2mParser.RULE_claim ->
        isBehindStatement(context) ? Optional.of(Construct.CLAIM) : Optional.empty();
      case P2mParser.RULE_observer -> Optional.of(Construct.OBSERVER);
      case P2mParser.RULE_sight -> Optional.of(Construct.SIGHT);
      case P2mParser.RULE_stretch -> Optional.of(Construct.STRETCH);
      case P2mParser.RULE_accessing ->
        ((P2mParser.AccessingContext) context).name() == null
            ? Optional.empty()
            : Optional.of(Construct.ACCESS);
      case P2mParser.RULE_deed ->
        context instanceof P2mParser.AbortContext ? Optional.of(Construct.ABORT) : Optional.empty();
      case P2mParser.RULE_entry ->
        context.getStart().getType() == P2mLexer.STAGE1
            ? Optional.empty()
            : Optional.of(Construct.ENTRY);
      case P2mParser.RULE_accessKind -> Optional.of(Construct.ACCESS_KIND);
      case P2mParser.RULE_eventPattern ->
        context instanceof P2mParser.StoredContext
                || context instanceof P2mParser.FilledContext
                || context instanceof P2mParser.InvalidatedContext
                || context instanceof P2mParser.SynchronizedContext
            ? Optional.of(Construct.EVENT)
            : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Construct part(ParserRuleContext context) {
    return switch (context.getStart().getType()) {
      case P2mLexer.WHEN -> Construct.ACTION;
      case P2mLexer.MEANWHILE -> Construct.SEQUEL;
      default -> Construct.PART;
    };
  }

  private static boolean isBehindStatement(ParserRuleContext claim) {
    ParserRuleContext item = claim;
    while (item.getParent().getChildCount() == 1) {
      item = item.getParent();
    }
    return item.getParent().getRuleIndex() == P2mParser.RULE_block || isBehindStep(item);
  }

  /** Of a template it is not known where it is used, but a step tells. */
  private static boolean isBehindStep(ParserRuleContext item) {
    List<ParseTree> items = item.getParent().children;
    int index = items.indexOf(item);
    return index > 0
        && items.get(index - 1) instanceof P2mParser.TemplateStatementContext before
        && before.step() != null;
  }

  /** Whether a context is a list of items and nothing else. */
  static boolean isList(ParserRuleContext context) {
    return context.getRuleIndex() == P2mParser.RULE_templateBody
        || context.getRuleIndex() == P2mParser.RULE_columnSets;
  }

  /** What the braces in a context are. */
  static Construct ofBraces(ParserRuleContext context) {
    boolean isFacts = context.getRuleIndex() == P2mParser.RULE_fields
        || context.getRuleIndex() == P2mParser.RULE_outcomeClaims
        || context.getRuleIndex() == P2mParser.RULE_circumstances
        || context.getRuleIndex() == P2mParser.RULE_generator
        || hasCommas(context);
    boolean isBody =
        context.getParent() == null || context.getParent() instanceof P2mParser.DeclarationContext;
    return isBody ? Construct.BODY : isFacts ? Construct.FACTS : Construct.BLOCK;
  }

  private static boolean hasCommas(ParserRuleContext context) {
    boolean isInside = false;
    for (ParseTree child : context.children) {
      isInside |= type(child) == P2mLexer.OPEN_BRACE;
      boolean isList = child instanceof P2mParser.ColumnSetsContext;
      if (isInside && (isList || type(child) == P2mLexer.COMMA)) {
        return true;
      }
    }
    return context.getRuleIndex() == P2mParser.RULE_outcomeSet;
  }

  private static int type(ParseTree child) {
    return child instanceof TerminalNode node ? node.getSymbol().getType() : Token.INVALID_TYPE;
  }

  /** Number of the child with which a clause of the head begins that is no rule of its own. */
  static int clauseOf(ParserRuleContext context) {
    if (context instanceof P2mParser.TwinContext twin) {
      for (int i = 0; i < twin.getChildCount(); i++) {
        if (twin.getChild(i) instanceof TerminalNode node
            && node.getSymbol().getType() == P2mLexer.AS) {
          return i;
        }
      }
    }
    return NONE;
  }
}
