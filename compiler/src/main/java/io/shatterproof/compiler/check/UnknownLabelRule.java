package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.ScenarioModel.LabelModel;
import io.shatterproof.compiler.model.Spanned;
import java.util.List;
import java.util.Optional;

/** A label that is named is one of a step that was observed. */
final class UnknownLabelRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    for (PhaseModel phase : scenario.phases()) {
      List<LabelModel> labels = new LabelPlaces(scenario, phase).labels();
      phase.namedLabels().forEach(named -> check(named, labels, scenario, sink));
    }
  }

  private static void check(
      Spanned<String> named, List<LabelModel> labels, ScenarioModel scenario, DiagnosticSink sink) {
    if (find(named, labels).isPresent()) {
      return;
    }
    String name = named.value();
    if (scenario.isOfOriginal(named.span())) {
      sink.report(Diagnostic.of(
              Code.UNKNOWN_LABEL,
              named.span(),
              "label `" + name + "` is named here, and a twin does away with its step")
          .withHelp("let the twin say what is seen, with a `meanwhile { ... }` of its own; or put "
              + "one step in its place, which takes over the label: `replace " + name + " { ... }`")
          .withNote("the twin is at", scenario.span()));
      return;
    }
    Optional<LabelModel> elsewhere = find(named, scenario.labels());
    List<String> known = labels.stream().map(label -> label.name().value()).toList();
    Diagnostic diagnostic = Diagnostic.of(
        Code.UNKNOWN_LABEL,
        named.span(),
        elsewhere.isPresent()
            ? "label `" + name + "` is not set in the steps that are observed here"
            : "label `" + name + "` is never set");
    if (elsewhere.isPresent()) {
      sink.report(diagnostic.withNote("it is set at", elsewhere.get().name().span()));
    } else if (known.isEmpty()) {
      sink.report(diagnostic.withHelp("put it before a step: `" + name + ": ...`"));
    } else {
      sink.report(diagnostic.withMeant(name, known));
    }
  }

  private static Optional<LabelModel> find(Spanned<String> name, List<LabelModel> labels) {
    return labels.stream()
        .filter(label -> label.name().value().equals(name.value()))
        .findFirst();
  }
}
