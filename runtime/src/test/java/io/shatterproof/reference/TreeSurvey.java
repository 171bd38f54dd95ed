package io.shatterproof.reference;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.S2Format;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** Reads a whole tree out of memory, with no code of the reference. */
final class TreeSurvey {
  private final TreeShape shape;
  private final S2Format format;
  private final LongUnaryOperator memory;
  private final LeafVisitor visitor;
  private final Set<Long> tables = new HashSet<>();

  private TreeSurvey(TreeShape shape, LongUnaryOperator memory, LeafVisitor visitor) {
    this.shape = shape;
    this.format = S2Format.of(shape.granule());
    this.memory = memory;
    this.visitor = visitor;
  }

  /** Is told every leaf. */
  @FunctionalInterface
  interface LeafVisitor {
    void leaf(long gfn, int level, long descriptor);
  }

  /** Visits every leaf; the answer is every table, start tables included. */
  static Set<Long> read(
      TreeShape shape, LongUnaryOperator memory, long rootPa, LeafVisitor visitor) {
    TreeSurvey survey = new TreeSurvey(shape, memory, visitor);
    int startLevel = shape.startLevel();
    for (int table = 0; table < shape.geometry().concatenatedTables(); table++) {
      long tablePa = rootPa + table * shape.granule().sizeBytes();
      survey.table(tablePa, startLevel, table * shape.pages(startLevel - 1));
    }
    return survey.tables;
  }

  /** Tables that a table descriptor of this level reaches. */
  static Set<Long> tablesBelow(
      TreeShape shape, LongUnaryOperator memory, long descriptor, int level) {
    TreeSurvey survey = new TreeSurvey(shape, memory, (gfn, leafLevel, leaf) -> {});
    survey.table(survey.format.nextTablePa(descriptor), level + 1, 0);
    return survey.tables;
  }

  private void table(long tablePa, int level, long firstGfn) {
    tables.add(tablePa);
    for (int index = 0; index < shape.granule().entriesPerTable(); index++) {
      long descriptor = memory.applyAsLong(tablePa + 8L * index);
      if (descriptor != 0) {
        entry(descriptor, level, firstGfn + index * shape.pages(level));
      }
    }
  }

  private void entry(long descriptor, int level, long gfn) {
    DescriptorKind kind = format.kind(descriptor, level);
    if (kind == DescriptorKind.TABLE) {
      table(format.nextTablePa(descriptor), level + 1, gfn);
    } else if (kind.isLeaf()) {
      visitor.leaf(gfn, level, descriptor);
    } else if (kind == DescriptorKind.RESERVED) {
      throw new AssertionError(
          "a reserved descriptor at level " + level + ": 0x" + Long.toHexString(descriptor));
    }
  }
}
