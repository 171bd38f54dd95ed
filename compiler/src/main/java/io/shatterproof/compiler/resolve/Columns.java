package io.shatterproof.compiler.resolve;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.diagnostic.DiagnosticSink;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.compiler.syntax.NameSyntax;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of one {@code where}, and which of them something looks up. */
final class Columns {
  private final Symbols symbols;
  private final DiagnosticSink sink;
  private final Map<String, Span> columns = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();

  Columns(Symbols symbols, DiagnosticSink sink) {
    this.symbols = symbols;
    this.sink = sink;
  }

  /** Adds a column; a name that another one has is reported, and is none. */
  boolean add(NameSyntax name) {
    Span earlier = columns.putIfAbsent(name.text(), name.span());
    if (earlier != null) {
      sink.report(Diagnostic.of(
              Code.DUPLICATE_COLUMN, name.span(), "two columns have the name `" + name.text() + "`")
          .withNote("the other is at", earlier));
      return false;
    }
    symbols.find(name.text()).ifPresent(symbol -> symbols.reportTaken(name, symbol));
    return true;
  }

  int size() {
    return columns.size();
  }

  /** A row of cells, one for each column. */
  Row row(List<Row.Cell> cells) {
    Map<String, Row.Cell> named = new LinkedHashMap<>();
    int next = 0;
    for (String column : columns.keySet()) {
      named.put(column, cells.get(next++));
    }
    return Row.of(named, used);
  }

  /** Reports the columns that nothing looked up. */
  void reportUnused() {
    columns.forEach((name, span) -> {
      if (!used.contains(name)) {
        sink.report(Code.UNUSED_COLUMN, span, "column `" + name + "` is never used");
      }
    });
  }
}
