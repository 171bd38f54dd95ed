package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.ScenarioModel.LabelModel;
import java.util.HashMap;
import java.util.Map;

/** A label stands before one step of a scenario. */
final class DuplicateLabelRule implements Rule {
  @Override
  public void check(ScenarioModel scenario, DiagnosticSink sink) {
    Map<String, LabelModel> seen = new HashMap<>();
    for (LabelModel label : scenario.labels()) {
      LabelModel earlier = seen.putIfAbsent(label.name().value(), label);
      if (earlier != null) {
        sink.report(Diagnostic.of(
                Code.DUPLICATE_LABEL,
                label.name().span(),
                "label `" + label.name().value() + "` is set twice")
            .withNote("first at", earlier.name().span()));
      }
    }
  }
}
