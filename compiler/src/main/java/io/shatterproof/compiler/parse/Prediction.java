package io.shatterproof.compiler.parse;

import io.shatterproof.grammar.P2mParser;
import io.shatterproof.grammar.P2mParser.DeclarationContext;
import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Parses with the fast prediction first; only what it cannot read is read with all care. */
final class Prediction {
  private Prediction() {}

  /**
   * Parses the declaration that begins at the current token.
   *
   * @param careful what is done about a mistake
   */
  static DeclarationContext declaration(P2mParser parser, ANTLRErrorStrategy careful) {
    int start = parser.getInputStream().index();
    try {
      return declaration(parser, PredictionMode.SLL, new BailErrorStrategy());
    } catch (ParseCancellationException e) {
      parser.getInputStream().seek(start);
      return declaration(parser, PredictionMode.LL, careful);
    }
  }

  private static DeclarationContext declaration(
      P2mParser parser, PredictionMode mode, ANTLRErrorStrategy mistakes) {
    parser.setContext(null);
    parser.setErrorHandler(mistakes);
    parser.getInterpreter().setPredictionMode(mode);
    return parser.declaration();
  }
}
