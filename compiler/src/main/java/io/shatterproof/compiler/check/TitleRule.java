package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every scenario of a file has a title of its own, and so has every row. */
final class TitleRule {
  private TitleRule() {}

  static void check(List<ScenarioModel> scenarios, DiagnosticSink sink) {
    Map<String, ScenarioModel> seen = new HashMap<>();
    for (ScenarioModel scenario : scenarios) {
      ScenarioModel earlier = seen.putIfAbsent(scenario.header().title(), scenario);
      if (earlier != null) {
        report(scenario, earlier, sink);
      }
    }
  }

  private static void report(ScenarioModel scenario, ScenarioModel earlier, DiagnosticSink sink) {
    boolean areRows = scenario.span().equals(earlier.span());
    Diagnostic diagnostic = Diagnostic.of(
        Code.DUPLICATE_TITLE,
        scenario.header().titleSpan(),
        areRows
            ? "two rows of this scenario have the same title"
            : "two scenarios have the same title");
    sink.report(
        areRows
            ? diagnostic.withHelp("put a column that differs into the title, for example `{name}`")
            : diagnostic.withNote("the other is at", earlier.header().titleSpan()));
  }
}
