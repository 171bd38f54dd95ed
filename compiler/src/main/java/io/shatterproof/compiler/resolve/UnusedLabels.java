package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.PhaseModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.model.ScenarioModel.LabelModel;
import io.shatterproof.compiler.model.Spanned;
import io.shatterproof.compiler.source.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which labels nobody names: no observer, no violation, no edit of a twin. */
final class UnusedLabels {
  private final Map<Span, String> set = new LinkedHashMap<>();
  private final Set<Span> used = new HashSet<>();

  /** An edit of a twin is about the step with a label. */
  void use(Span label) {
    used.add(label);
  }

  /** Takes a scenario, or a twin, whose labels are those of its original. */
  void add(ScenarioModel scenario) {
    Set<String> named = new HashSet<>();
    for (PhaseModel phase : scenario.phases()) {
      phase.namedLabels().stream().map(Spanned::value).forEach(named::add);
    }
    for (LabelModel label : scenario.labels()) {
      if (!scenario.uses(label.name().span()).isEmpty()) {
        continue; // those of a template are for whoever needs them
      }
      set.putIfAbsent(label.name().span(), label.name().value());
      if (named.contains(label.name().value())) {
        used.add(label.name().span());
      }
    }
  }

  /** Reports them; for files without mistakes. */
  void report(List<ScenarioModel> scenarios, DiagnosticSink sink) {
    scenarios.forEach(this::add);
    set.forEach((span, name) -> {
      if (!used.contains(span)) {
        sink.report(Diagnostic.of(Code.UNUSED_LABEL, span, "label `" + name + "` is never named")
            .withHelp("leave it out, or say what is seen before, from or after it"));
      }
    });
  }
}
