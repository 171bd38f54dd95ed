package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A rule whose breaches are told where every row of a table has them. */
final class EveryRow {
  private final Rule rule;

  EveryRow(Rule rule) {
    this.rule = rule;
  }

  /**
   * A breach, whatever the values of the row are.
   *
   * @param span what is wrong
   */
  private record Place(String code, Span span) {}

  /** Reports what is wrong with scenarios, those of one table behind each other. */
  void check(List<ScenarioModel> scenarios, DiagnosticSink sink) {
    int start = 0;
    for (int end = 1; end <= scenarios.size(); end++) {
      boolean isNext = end == scenarios.size()
          || !scenarios.get(end).span().equals(scenarios.get(start).span());
      if (isNext) {
        checkTable(scenarios.subList(start, end), sink);
        start = end;
      }
    }
  }

  private void checkTable(List<ScenarioModel> rows, DiagnosticSink sink) {
    Map<Place, Diagnostic> first = new LinkedHashMap<>();
    Set<Place> common = new LinkedHashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Set<Place> ofRow = new LinkedHashSet<>();
      ScenarioModel row = rows.get(i);
      rule.check(row, new InTemplates(row, found -> {
        Place place = new Place(found.code(), found.span());
        ofRow.add(place);
        first.putIfAbsent(place, found);
      }));
      if (i == 0) {
        common.addAll(ofRow);
      } else {
        common.retainAll(ofRow);
      }
      if (common.isEmpty()) {
        return;
      }
    }
    first.forEach((place, found) -> {
      if (common.contains(place)) {
        sink.report(found);
      }
    });
  }
}
