package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns of a scenario's table and the cells of one row. */
final class Row {
  private final Map<String, ExpressionSyntax> cells;
  private final Set<String> used;

  private Row(Map<String, ExpressionSyntax> cells, Set<String> used) {
    this.cells = cells;
    this.used = used;
  }

  /** The one row of a scenario without a table. */
  static Row none() {
    return new Row(Map.of(), new HashSet<>());
  }

  /**
   * A row.
   *
   * @param used takes the names of columns that something looks up
   */
  static Row of(Map<String, ExpressionSyntax> cells, Set<String> used) {
    return new Row(new LinkedHashMap<>(cells), used);
  }

  /** The cell in the column of that name. */
  Optional<ExpressionSyntax> find(String name) {
    ExpressionSyntax cell = cells.get(name);
    if (cell == null) { // asked of every word, and most scenarios have no table
      return Optional.empty();
    }
    used.add(name);
    return Optional.of(cell);
  }

  Collection<String> columns() {
    return cells.keySet();
  }

  /** Where the row stands: its first cell. */
  Optional<Span> span() {
    return cells.values().stream().map(ExpressionSyntax::span).findFirst();
  }
}
