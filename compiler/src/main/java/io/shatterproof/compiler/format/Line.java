package io.shatterproof.compiler.format;

import io.shatterproof.compiler.layout.Group;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line to be written. */
final class Line {
  private final Indent indent;
  private final boolean isBehindEmpty;
  private final @Nullable Group holder;
  private final List<Atom> atoms = new ArrayList<>();
  private final List<Remedy> remedies = new ArrayList<>();
  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private final List<Integer> bars = new ArrayList<>();

  /**
   * Begins a line.
   *
   * @param isBehindEmpty whether an empty line is before it
   * @param holder the group whose lines are aligned with each other
   */
  Line(Indent indent, boolean isBehindEmpty, @Nullable Group holder) {
    this.indent = indent;
    this.isBehindEmpty = isBehindEmpty;
    this.holder = holder;
  }

  void add(Atom atom) {
    atoms.add(atom);
  }

  /** Says that the next word may be aligned. */
  void mark(Column column) {
    columns.putIfAbsent(column, atoms.size());
  }

  /** Says that the next word is a bar of a table. */
  void markBar() {
    bars.add(atoms.size());
  }

  void offer(Remedy remedy) {
    remedies.add(remedy);
  }

  /** Whether it has one word so far. */
  boolean isBegun() {
    return !atoms.isEmpty()
        && !atoms.get(atoms.size() - 1).isRemark()
        && atoms.subList(0, atoms.size() - 1).stream().allMatch(Atom::isRemark);
  }

  Indent indent() {
    return indent;
  }

  boolean isBehindEmpty() {
    return isBehindEmpty;
  }

  @Nullable
  Group holder() {
    return holder;
  }

  List<Atom> atoms() {
    return atoms;
  }

  /** Number of a bar of a table; the one that begins the line does not count. */
  Optional<Integer> bar(int number) {
    return number < bars.size()
        ? Optional.of(bars.get(number)).filter(atom -> atom < atoms.size())
        : Optional.empty();
  }

  /** Number of the word that is aligned. */
  Optional<Integer> at(Column column) {
    return Optional.ofNullable(columns.get(column)).filter(atom -> atom < atoms.size());
  }

  /** What makes it shorter, the best first. */
  List<Remedy> remedies() {
    return remedies;
  }

  /** Column in which a word begins, from 0. */
  int column(int atom) {
    return end(atom) - atoms.get(atom).width();
  }

  /** Column behind a word. */
  int end(int atom) {
    int column = indent.column();
    for (int i = 0; i <= atom; i++) {
      Atom next = atoms.get(i);
      column = next.text().indexOf('\n') >= 0 ? next.width() : column + next.gap() + next.width();
    }
    return column;
  }

  /** Number of the remark at its end, behind words. */
  Optional<Integer> lastRemark() {
    int last = atoms.size() - 1;
    return last > 0 && atoms.get(last).isRemark() ? Optional.of(last) : Optional.empty();
  }

  /** Columns it takes, a remark at its end left out. */
  int width() {
    return end(lastRemark().orElse(atoms.size()) - 1);
  }
}
