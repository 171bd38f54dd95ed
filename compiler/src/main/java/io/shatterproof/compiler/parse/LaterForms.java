package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;

/** Recognises what later versions of the language will understand, so that it is no typo. */
final class LaterForms {
  private LaterForms() {}

  /** Tells of a form of a later version that begins at a token; whether there is one. */
  static boolean tellAt(Token token, Parser recognizer, Complaints complaints) {
    int type = token.getType();
    int rule = recognizer.getContext().getRuleIndex();
    int next = next(token, recognizer);
    if (isInBlock(rule) && Words.LATER_STATEMENTS.contains(type)) {
      complaints.notSupportedYet(token, "the statement `" + token.getText() + "`");
    } else if (isInTable(rule) && (next == P2mLexer.IN || next == P2mLexer.OPEN_BRACE)) {
      complaints.notSupportedYet(token, "generating rows");
    } else {
      return false;
    }
    return true;
  }

  private static int next(Token token, Parser recognizer) {
    return recognizer.getInputStream().get(token.getTokenIndex() + 1).getType();
  }

  private static boolean isInBlock(int rule) {
    return rule == P2mParser.RULE_block
        || rule == P2mParser.RULE_expectations
        || rule == P2mParser.RULE_scenario
        || rule == P2mParser.RULE_events;
  }

  private static boolean isInTable(int rule) {
    return rule == P2mParser.RULE_row || rule == P2mParser.RULE_where;
  }
}
