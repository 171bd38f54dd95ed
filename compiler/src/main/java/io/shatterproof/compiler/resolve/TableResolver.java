package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.ExpressionSyntax;
import io.shatterproof.compiler.syntax.PartSyntax;
import io.shatterproof.compiler.syntax.PartSyntax.RowSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one {@code where}. */
final class TableResolver {
  /** Rows that a table may have. */
  static final int MOST_ROWS = 10_000;

  private final Symbols symbols;
  private final DiagnosticSink sink;
  private final Columns columns;
  private int told; // line of a row of the wrong width

  TableResolver(Symbols symbols, DiagnosticSink sink) {
    this.symbols = symbols;
    this.sink = sink;
    this.columns = new Columns(symbols, sink);
  }

  /** The rows, or nothing where a mistake is reported that leaves the columns unknown. */
  Optional<List<Row>> resolve(PartSyntax.Where where) {
    if (where.generator().isPresent()) {
      return new GeneratorResolver(columns, symbols, sink)
          .resolve(where.generator().get());
    }
    if (!readHeader(where.rows().get(0))) {
      return Optional.empty();
    }
    List<RowSyntax> rows = where.rows().subList(1, where.rows().size());
    if (rows.isEmpty()) {
      sink.report(Code.ROW_WIDTH, where.span(), "this table has no row below its header");
      return Optional.empty();
    }
    if (rows.size() > MOST_ROWS) {
      sink.report(Diagnostic.of(
              Code.TOO_MANY_ROWS,
              where.span(),
              "this table has " + rows.size() + " rows, and " + MOST_ROWS + " are allowed")
          .withHelp("split the scenario"));
      return Optional.empty();
    }
    List<Row> resolved = new ArrayList<>();
    rows.forEach(row -> row(row).ifPresent(resolved::add));
    return resolved.size() == rows.size() ? Optional.of(resolved) : Optional.empty();
  }

  private boolean readHeader(RowSyntax header) {
    boolean isGood = true;
    for (ExpressionSyntax cell : header.cells()) {
      if (cell instanceof ExpressionSyntax.Reference reference) {
        isGood &= columns.add(reference.name());
      } else {
        isGood = false;
        sink.report(
            Code.WRONG_KIND_OF_NAME, cell.span(), "the first row of a table names its columns");
      }
    }
    return isGood;
  }

  private Optional<Row> row(RowSyntax row) {
    if (row.cells().size() != columns.size()) {
      if (told != row.span().line()) { // two bars without a cell between make two rows of a line
        reportWidth(row);
      }
      told = row.span().line();
      return Optional.empty();
    }
    return Optional.of(columns.row(row.cells().stream().map(Row.Cell::of).toList()));
  }

  private void reportWidth(RowSyntax row) {
    int cells = row.cells().size();
    boolean spansLines = row.span().line() != row.span().file().line(row.span().end());
    boolean isCutShort = cells < columns.size() && isFollowedByBar(row.span());
    sink.report(Diagnostic.of(
            Code.ROW_WIDTH,
            row.span(),
            "this row has " + cells + (cells == 1 ? " cell" : " cells") + ", and the table has "
                + columns.size() + " columns")
        .withHelp(
            spansLines
                ? "end every row with `|`"
                : isCutShort ? "a cell is empty, or there is a `|` too many behind it" : ""));
  }

  private static boolean isFollowedByBar(Span row) {
    String line = row.file().lineText(row.line());
    int end = row.end() - row.file().lineStart(row.line());
    return line.substring(Math.min(end, line.length())).strip().startsWith("|");
  }

  /** Reports the columns that nothing looked up. */
  void reportUnused() {
    columns.reportUnused();
  }
}
