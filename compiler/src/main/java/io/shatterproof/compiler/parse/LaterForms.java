package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mLexer;
import io.shatterproof.grammar.P2mParser;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;

/** Recognises what later versions of the language will understand, so that it is no typo. */
final class LaterForms {
  private LaterForms() {}

  /** Tells of a form of a later version that begins before a token; whether there is one. */
  static boolean tellAt(Token token, Parser recognizer, Complaints complaints) {
    if (recognizer.getContext().getRuleIndex() == P2mParser.RULE_regimeMember
        || !isBehindStage1(token, recognizer)) {
      return false;
    }
    Token stage1 = recognizer.getInputStream().get(token.getTokenIndex() - 1);
    complaints.notSupportedYet(stage1, "the stage 1 of a single access");
    return true;
  }

  private static boolean isBehindStage1(Token token, Parser recognizer) {
    int index = token.getTokenIndex();
    return token.getType() == P2mLexer.OPEN_BRACE
        && index > 0
        && recognizer.getInputStream().get(index - 1).getType() == P2mLexer.STAGE1;
  }
}
