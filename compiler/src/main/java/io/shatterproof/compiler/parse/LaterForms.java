package io.shatterproof.compiler.parse;

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
    if (isInBlock(rule) && Words.LATER_STATEMENTS.contains(type)) {
      complaints.notSupportedYet(token, "the statement `" + token.getText() + "`");
    } else {
      return false;
    }
    return true;
  }

  private static boolean isInBlock(int rule) {
    return rule == P2mParser.RULE_block
        || rule == P2mParser.RULE_expectations
        || rule == P2mParser.RULE_scenario
        || rule == P2mParser.RULE_events;
  }
}
