package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ExpectationModel;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What two expectations of one run say of the same thing can both hold.
 *
 * @param code the mistake of saying what cannot
 * @param other what leads to the place of the earlier expectation
 * @param subject what an expectation is about; empty where it is about something else
 * @param disagreement what is wrong with the later of two about the same; empty where both can hold
 */
record Agreement(
    Code code,
    String other,
    Function<ExpectationModel, Optional<List<Object>>> subject,
    BiFunction<ExpectationModel, ExpectationModel, Optional<String>> disagreement)
    implements Rule {

  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    scenario
        .phases()
        .forEach(phase -> OneRun.compare(
            phase,
            subject,
            (earlier, later) -> disagreement.apply(earlier, later).isEmpty(),
            (earlier, later) -> sink.report(Diagnostic.of(
                    code, later.span(), disagreement.apply(earlier, later).orElseThrow())
                .withNote(other, earlier.span()))));
  }
}
