package io.shatterproof.compiler.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code docs/xen-series.md} says that updates cost. */
final class DerivedCounts {
  private static final Path DOCUMENT = Path.of("..", "docs", "xen-series.md");
  private static final String ROW = "row";
  private static final String PROFILE = "profile";
  private static final String RULE = "rule";
  private static final String UNSAID = "–";

  private DerivedCounts() {}

  /** A row of the counts on one profile. */
  record RowOnProfile(String row, String profile) {}

  /** A rule for one of the rows it names: counts worked out from its formulas. */
  record Instance(String rule, RowOnProfile key, Map<String, Long> counts) {}

  /** The numbers of each row, by the words of counters and statistics. */
  static Map<RowOnProfile, Map<String, Long>> counts() throws IOException {
    Map<RowOnProfile, Map<String, Long>> counts = new LinkedHashMap<>();
    for (Map<String, String> line : linesOfTablesWith(ROW, PROFILE)) {
      Map<String, Long> numbers = new TreeMap<>();
      line.forEach((column, cell) -> {
        if (!column.equals(ROW) && !column.equals(PROFILE) && !cell.equals(UNSAID)) {
          numbers.put(column, Long.parseLong(cell));
        }
      });
      for (String profile : line.get(PROFILE).split(", ", -1)) {
        RowOnProfile key = new RowOnProfile(line.get(ROW), profile);
        if (counts.put(key, numbers) != null) {
          throw new IllegalStateException("twice: " + key);
        }
      }
    }
    return counts;
  }

  /** How often each row of the old algorithm breaks break-before-make. */
  static Map<String, Long> breaches() throws IOException {
    Map<String, Long> breaches = new LinkedHashMap<>();
    for (Map<String, String> line : linesOfTablesWith(ROW, "valid over valid")) {
      breaches.put(line.get(ROW), Long.parseLong(line.get("no_break")));
    }
    return breaches;
  }

  /** The rules, worked out for the rows that they name. */
  static List<Instance> rules() throws IOException {
    List<Instance> instances = new ArrayList<>();
    for (Map<String, String> line : linesOfTablesWith(RULE, PROFILE)) {
      Map<String, String> formulas = new LinkedHashMap<>(line);
      List.of(RULE, PROFILE, "rows").forEach(formulas::remove);
      for (String instance : line.get("rows").split("; ", -1)) {
        Map<String, Long> values = values(instance);
        Map<String, Long> counts = new TreeMap<>();
        formulas.forEach((column, formula) -> counts.put(column, value(formula, values)));
        for (String profile : line.get(PROFILE).split(", ", -1)) {
          instances.add(
              new Instance(line.get(RULE), new RowOnProfile(rowOf(instance), profile), counts));
        }
      }
    }
    return instances;
  }

  private static List<Map<String, String>> linesOfTablesWith(String first, String second)
      throws IOException {
    return MarkdownTable.of(DOCUMENT).stream()
        .filter(table -> table.columns().subList(0, 2).equals(List.of(first, second)))
        .flatMap(table -> table.rows().stream())
        .toList();
  }

  /** Of {@code G3 16K E=2048 k=1} the row. */
  private static String rowOf(String instance) {
    return instance.replaceAll(" [A-Za-z]=\\d+", "");
  }

  /** Of {@code G3 16K E=2048 k=1} the values. */
  private static Map<String, Long> values(String instance) {
    Map<String, Long> values = new TreeMap<>();
    for (String word : instance.split(" ", -1)) {
      int sign = word.indexOf('=');
      if (sign > 0) {
        values.put(word.substring(0, sign), Long.parseLong(word.substring(sign + 1)));
      }
    }
    return values;
  }

  /** Of a sum of products, {@code k * E + k - 1}. */
  private static long value(String formula, Map<String, Long> values) {
    long sum = 0;
    for (String term : formula.replace("- ", "+ -1 * ").split(" \\+ ", -1)) {
      long product = 1;
      for (String factor : term.split(" \\* ", -1)) {
        Long named = values.get(factor);
        product *= named == null ? Long.parseLong(factor) : named;
      }
      sum += product;
    }
    return sum;
  }
}
