package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names that stand for something else at one place: the columns of a scenario's table and the cells
 * of one row, or the parameters of a template and the arguments of one use.
 */
final class Row {
  private final String kind;
  private final Map<String, Cell> cells;
  private final Set<String> used;

  /**
   * What a name stands for.
   *
   * @param scope where the words in it are looked up, if not where the name stands
   */
  record Cell(ExpressionSyntax expression, Optional<Symbols> scope) {}

  private Row(String kind, Map<String, Cell> cells, Set<String> used) {
    this.kind = kind;
    this.cells = cells;
    this.used = used;
  }

  /** The one row of a scenario without a table. */
  static Row none() {
    return new Row("column", Map.of(), new HashSet<>());
  }

  /**
   * A row of a table.
   *
   * @param used takes the names of columns that something looks up
   */
  static Row of(Map<String, ExpressionSyntax> cells, Set<String> used) {
    Map<String, Cell> own = new LinkedHashMap<>();
    cells.forEach((name, cell) -> own.put(name, new Cell(cell, Optional.empty())));
    return new Row("column", own, used);
  }

  /** The arguments of a use. */
  static Row ofArguments(Map<String, Cell> arguments) {
    return new Row("parameter", new LinkedHashMap<>(arguments), new HashSet<>());
  }

  /** What its names are, in the user's words. */
  String kind() {
    return kind;
  }

  /** Whether its names stand for what a use says. */
  boolean isOfArguments() {
    return kind.equals("parameter");
  }

  /** What stands in the column of that name. */
  Optional<ExpressionSyntax> find(String name) {
    return cell(name).map(Cell::expression);
  }

  /** The same with where its words are looked up. */
  Optional<Cell> cell(String name) {
    Optional<Cell> cell = Optional.ofNullable(cells.get(name));
    cell.ifPresent(c -> used.add(name));
    return cell;
  }

  Collection<String> columns() {
    return cells.keySet();
  }

  /** Where the row stands: its first cell. */
  Optional<Span> span() {
    return cells.values().stream().map(cell -> cell.expression().span()).findFirst();
  }
}
