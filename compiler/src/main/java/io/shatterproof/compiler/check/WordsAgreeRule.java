package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ExpectationModel.WordExpectation;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;
import java.util.Optional;

/** One entry of bare tables holds one word at a time. */
final class WordsAgreeRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    scenario
        .phases()
        .forEach(phase -> OneRun.compare(
            phase,
            WordsAgreeRule::entry,
            WordsAgreeRule::agree,
            (earlier, later) -> sink.report(Diagnostic.of(
                    Code.WORDS_DISAGREE,
                    later.span(),
                    "one entry does not hold this and what another expectation says")
                .withNote("the other is at", earlier.span()))));
  }

  private static Optional<List<Object>> entry(ExpectationModel expectation) {
    return expectation instanceof WordExpectation word
        ? Optional.of(List.of(word.entry().name()))
        : Optional.empty();
  }

  private static boolean agree(ExpectationModel one, ExpectationModel other) {
    WordExpectation word = (WordExpectation) one;
    WordExpectation again = (WordExpectation) other;
    return ((word.value() ^ again.value()) & word.mask() & again.mask()) == 0;
  }
}
