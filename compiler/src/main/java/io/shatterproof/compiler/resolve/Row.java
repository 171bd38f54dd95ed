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
   * @param text as it stands between the braces of a string
   */
  record Cell(ExpressionSyntax expression, Optional<Symbols> scope, String text) {

    /** What is written where the name is given a meaning. */
    static Cell of(ExpressionSyntax expression) {
      return new Cell(expression, Optional.empty(), Written.of(expression.span()));
    }

    /** The same where its words are looked up elsewhere, unless that is known. */
    Cell in(Symbols other) {
      return scope.isPresent() ? this : new Cell(expression, Optional.of(other), text);
    }
  }

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
  static Row of(Map<String, Cell> cells, Set<String> used) {
    return new Row("column", new LinkedHashMap<>(cells), used);
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
    Cell cell = cells.get(name);
    if (cell == null) { // asked of every word, and most scenarios have no table
      return Optional.empty();
    }
    used.add(name);
    return Optional.of(cell);
  }

  /** What stands in each column. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    cells.forEach((name, cell) -> texts.put(name, cell.text()));
    return texts;
  }

  Collection<String> columns() {
    return cells.keySet();
  }

  /** Where the row stands: its first cell. */
  Optional<Span> span() {
    return cells.values().stream().map(cell -> cell.expression().span()).findFirst();
  }
}
