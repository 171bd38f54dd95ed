package io.shatterproof.compiler.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of a document.
 *
 * @param rows each with its cells by column, in the order of the columns
 */
record MarkdownTable(List<String> columns, List<Map<String, String>> rows) {

  /** The tables of a document, in order. */
  static List<MarkdownTable> of(Path document) throws IOException {
    List<MarkdownTable> tables = new ArrayList<>();
    MarkdownTable current = null;
    for (String line : Files.readAllLines(document)) {
      if (!line.startsWith("|")) {
        current = null;
      } else if (current == null) {
        current = new MarkdownTable(cells(line), new ArrayList<>());
        tables.add(current);
      } else if (!line.startsWith("|---")) {
        current.rows.add(row(current.columns, cells(line)));
      }
    }
    return tables;
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }

  private static Map<String, String> row(List<String> columns, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalStateException(columns + " does not fit " + cells);
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    return row;
  }
}
