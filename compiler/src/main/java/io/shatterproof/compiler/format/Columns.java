package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        .run(false, Line::lastRemark)
        .forEach(run -> align(run, REMARKS, BEFORE_REMARK, Line::lastRemark));
  }

  private void alignTables() {
    for (int bar = 0; ; bar++) {
      int number = bar;
      Function<Line, Optional<Integer>> place = line ->
          number < line.bars().size() ? Optional.of(line.bars().get(number)) : Optional.empty();
      List<List<Line>> runs = run(true, place);
      if (runs.isEmpty()) {
        return;
      }
      runs.forEach(run -> align(run, 0, 1, place));
    }
  }

  private void align(Column column) {
    for (List<Line> run : run(column.isOfBlock(), line -> line.at(column))) {
      if (column != Column.EVENT || run.stream().anyMatch(Columns::isStore)) {
        align(run, 0, column.blanks(), line -> line.at(column));
      }
    }
  }

  private static boolean isStore(Line line) {
    return line.atoms().get(0).text().equals(STORE);
  }

  /** Lines that have a word in a place and are aligned with each other. */
  private List<List<Line>> run(boolean isOfBlock, Function<Line, Optional<Integer>> place) {
    List<List<Line>> runs = new ArrayList<>();
    @Nullable Line before = null;
    Map<Group, List<Line>> blocks = new HashMap<>();
    for (Line line : lines) {
      if (place.apply(line).isEmpty()) {
        before = null;
        continue;
      }
      boolean isNew =
          before == null || line.isBehindEmpty() || !Objects.equals(before.holder(), line.holder());
      List<Line> run;
      if (isOfBlock && line.holder() != null) {
        run = blocks.computeIfAbsent(line.holder(), holder -> added(runs));
      } else {
        run = isNew ? added(runs) : runs.get(runs.size() - 1);
      }
      run.add(line);
      before = line;
    }
    return runs;
  }

  private static List<Line> added(List<List<Line>> runs) {
    List<Line> run = new ArrayList<>();
    runs.add(run);
    return run;
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
