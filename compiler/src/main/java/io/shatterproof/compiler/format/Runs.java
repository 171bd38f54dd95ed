package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Groups lines that are aligned with each other. */
final class Runs {
  private final Reach reach;
  private final List<List<Line>> runs = new ArrayList<>();
  private final Map<Group, List<Line>> blocks = new HashMap<>();
  private @Nullable List<Line> open; // the run that the next line may belong to
  private @Nullable Group holder;

  private Runs(Reach reach) {
    this.reach = reach;
  }

  /** The lines that have something to be aligned, in groups. */
  static List<List<Line>> of(List<Line> lines, Reach reach, Predicate<Line> isAligned) {
    Runs runs = new Runs(reach);
    lines.forEach(line -> runs.add(line, isAligned.test(line)));
    return runs.runs;
  }

  private void add(Line line, boolean isAligned) {
    boolean isOther = line.isBehindEmpty() || !Objects.equals(holder, line.holder());
    boolean isEnd = !isAligned && reach == Reach.NEIGHBOURS;
    if (isOther || isEnd) {
      open = null;
    }
    holder = line.holder();
    if (isAligned) {
      open = runOf(line);
      open.add(line);
    }
  }

  private List<Line> runOf(Line line) {
    @Nullable Group block = line.holder();
    if (reach == Reach.BLOCK && block != null) {
      return blocks.computeIfAbsent(block, key -> added());
    }
    return open == null ? added() : open;
  }

  private List<Line> added() {
    List<Line> run = new ArrayList<>();
    runs.add(run);
    return run;
  }
}
