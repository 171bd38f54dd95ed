package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.ScenarioModel.UseModel;
import io.shatterproof.compiler.source.Span;
import java.util.List;

/** Says of mistakes inside of templates where these are used. */
final class InTemplates implements DiagnosticSink {
  private static final int MOST = 4;

  private final ScenarioModel scenario;
  private final DiagnosticSink sink;

  InTemplates(ScenarioModel scenario, DiagnosticSink sink) {
    this.scenario = scenario;
    this.sink = sink;
  }

  @Override
  public void report(Diagnostic diagnostic) {
    Diagnostic told = diagnostic;
    Span place = diagnostic.span();
    List<UseModel> uses = scenario.uses(place);
    while (!uses.isEmpty()) { // a use may stand in another template
      String fact = uses.size() == 1 ? "in the use at" : "in one of several uses, for example at";
      for (UseModel use : uses.subList(0, Math.min(MOST, uses.size()))) {
        told = told.withNote(fact, use.span());
      }
      uses = uses.size() == 1 ? scenario.uses(uses.get(0).span()) : List.of();
    }
    sink.report(told);
  }
}
