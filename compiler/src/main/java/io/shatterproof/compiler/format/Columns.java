package io.shatterproof.compiler.format;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Aligns words of lines that belong together. */
final class Columns {
  private static final int BEFORE_REMARK = 3;

  /** Remarks behind short lines begin here. */
  private static final int REMARKS = 44;

  private static final String STORE = "store";

  private final List<Line> lines;

  private Columns(List<Line> lines) {
    this.lines = lines;
  }

  static void align(List<Line> lines) {
    Columns columns = new Columns(lines);
    columns.alignTables();
    for (Column column : Column.values()) {
      columns.align(column);
    }
    columns
        .runs(Reach.STRETCH, Line::lastRemark)
        .forEach(run -> align(run, REMARKS, BEFORE_REMARK, Line::lastRemark));
  }

  private void alignTables() {
    for (int bar = 0; ; bar++) {
      int number = bar;
      Function<Line, Optional<Integer>> place = line -> line.bar(number);
      List<List<Line>> runs = runs(Reach.BLOCK, place);
      if (runs.isEmpty()) {
        return;
      }
      runs.forEach(run -> align(run, 0, 1, place));
    }
  }

  private void align(Column column) {
    for (List<Line> run : runs(column.reach(), line -> line.at(column))) {
      if (column != Column.EVENT || run.stream().anyMatch(Columns::isStore)) {
        align(run, 0, column.blanks(), line -> line.at(column));
      }
    }
  }

  private static boolean isStore(Line line) {
    return line.atoms().get(0).text().equals(STORE);
  }

  private List<List<Line>> runs(Reach reach, Function<Line, Optional<Integer>> place) {
    return Runs.of(lines, reach, line -> place.apply(line).isPresent());
  }

  private static void align(
      List<Line> run, int least, int blanks, Function<Line, Optional<Integer>> place) {
    int column = least - blanks;
    for (Line line : run) {
      column = Math.max(column, line.end(place.apply(line).orElseThrow() - 1));
    }
    for (Line line : run) {
      int atom = place.apply(line).orElseThrow();
      int missing =
          column + blanks - line.end(atom - 1) - line.atoms().get(atom).gap();
      line.atoms().get(atom).widen(missing);
    }
  }
}
