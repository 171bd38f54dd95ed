package io.shatterproof.compiler.check;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.model.RowModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.vector.VisibleText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every scenario of a file has a title of its own, which should be one that can be read, and so has every row. */
final class TitleRule {
  private TitleRule() {}

  static void check(List<ScenarioModel> scenarios, DiagnosticSink sink) {
    Map<String, ScenarioModel> seen = new HashMap<>();
    for (ScenarioModel scenario : scenarios) {
      ScenarioModel earlier = seen.putIfAbsent(scenario.header().title(), scenario);
      boolean isRowOfEarlier = earlier != null && scenario.span().equals(earlier.span());
      if (VisibleText.isBlank(scenario.header().title()) && !isRowOfEarlier) {
        sink.report(Diagnostic.of(
                Code.BLANK_TITLE, titleOf(scenario), "this title has nothing that is seen")
            .withHelp("say what the scenario tests: reports name it by its title"));
      }
      if (earlier != null && !isRowOfEarlier) {
        sink.report(Diagnostic.of(
                Code.DUPLICATE_TITLE, titleOf(scenario), "two scenarios have the same title")
            .withNote("the other is at", titleOf(earlier)));
      } else if (earlier != null) {
        sink.report(Diagnostic.of(
                Code.DUPLICATE_TITLE,
                titleOf(scenario),
                "two rows of this scenario have the same title")
            .withHelp(help(missing(scenario, earlier, scenarios))));
      }
    }
  }

  private static Span titleOf(ScenarioModel scenario) {
    return scenario.header().titleSpan();
  }

  private static String help(List<String> missing) {
    return missing.isEmpty()
        ? "these rows are alike: leave one out"
        : "put what differs into the title: " + String.join(" and ", missing);
  }

  /** The columns that the title lacks and in which rows of the scenario differ, if these two do. */
  private static List<String> missing(
      ScenarioModel one, ScenarioModel other, List<ScenarioModel> scenarios) {
    if (cells(one).equals(cells(other))) {
      return List.of();
    }
    List<Map<String, String>> rows = scenarios.stream()
        .filter(scenario -> scenario.span().equals(one.span()))
        .map(TitleRule::cells)
        .toList();
    return cells(one).keySet().stream()
        .filter(column -> rows.stream().map(row -> row.get(column)).distinct().count() > 1)
        .map(column -> "{" + column + "}")
        .filter(column -> !one.header().scenario().contains(column))
        .map(column -> "`" + column + "`")
        .toList();
  }

  private static Map<String, String> cells(ScenarioModel scenario) {
    return scenario.row().map(RowModel::cells).orElse(Map.of());
  }
}
