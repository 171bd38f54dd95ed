package io.shatterproof.tlb;

import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.regime.Stage1Regime;

/**
 * The VAs by which a PE may come to IPAs: each block, page and table of stage 1 that its tables say
 * or ever said, wherever stage 2 puts or ever put those tables.
 */
final class Stage1Addresses {
  private static final int LAST_LEVEL = 3;
  private static final int MOST_TABLES = 1 << 12;
  private static final long UPPER_HALF = 1L << 55;

  private final TlbLog log;
  private final LongList vas = new LongList();
  private final LongList ipas = new LongList();
  private final LongList sizes = new LongList();
  private int visits;

  Stage1Addresses(TlbLog log, int pe) {
    this.log = log;
    for (TlbContext context : log.contexts(pe)) {
      if (context.hasStage1()) {
        find(context, pe, 0);
        find(context, pe, UPPER_HALF);
      }
    }
  }

  private void find(TlbContext context, int pe, long half) {
    Stage1Regime.Half tables = context.stage1().half(half);
    long first = half == 0 ? 0 : upper(tables);
    if (tables.translates(first)) {
      Stage2Geometry geometry = tables.geometry();
      visit(pe, tables, tables.rootIpa(), geometry.startLevel(), first);
    }
  }

  /** The lowest address of the upper half. */
  private static long upper(Stage1Regime.Half tables) {
    for (int bits = 16; bits <= 48; bits++) {
      long first = -1L << bits;
      if (tables.translates(first) && !tables.translates(first << 1)) {
        return first;
      }
    }
    return -1;
  }

  private void visit(int pe, Stage1Regime.Half tables, long tableIpa, int level, long va) {
    S2Format format = tables.format();
    Stage2Geometry geometry = tables.geometry();
    int shift = geometry.granule().levelShift(level);
    long words = level == geometry.startLevel()
        ? geometry.startTableBytes() >>> 3
        : geometry.granule().entriesPerTable();
    add(va, tableIpa, geometry.granule().sizeBytes()); // a walk for it reads the table
    LongList pas = placesOf(pe, tableIpa);
    for (int p = 0; p < pas.size() && ++visits < MOST_TABLES; p++) {
      for (long i = 0; i < words; i++) {
        LongList values = Stage2Tables.everySaid(log, pas.get(p) + (i << 3));
        for (int v = 0; v < values.size(); v++) {
          long value = values.get(v);
          if (level < LAST_LEVEL && format.isTable(value, level)) {
            visit(pe, tables, format.nextTablePa(value), level + 1, va + (i << shift));
          } else if (format.isLeaf(value, level)) {
            add(va + (i << shift), format.outputAddress(value, level), 1L << shift);
          }
        }
      }
    }
  }

  private void add(long va, long ipa, long sizeBytes) {
    for (int i = 0; i < vas.size(); i++) {
      if (vas.get(i) == va && ipas.get(i) == ipa && sizes.get(i) == sizeBytes) {
        return;
      }
    }
    vas.add(va);
    ipas.add(ipa);
    sizes.add(sizeBytes);
  }

  /** Where stage 2 puts an IPA, or ever put it. */
  private LongList placesOf(int pe, long ipa) {
    LongList pas = new LongList();
    for (TlbContext context : log.contexts(pe)) {
      Stage2Tables tables = new Stage2Tables(log, context);
      if (tables.areInUse()) {
        tables.outputs(ipa, pas);
      } else if (!pas.contains(ipa)) {
        pas.add(ipa);
      }
    }
    return pas;
  }

  int size() {
    return vas.size();
  }

  boolean covers(int number, long ipa) {
    return Long.compareUnsigned(ipa - ipas.get(number), sizes.get(number)) < 0;
  }

  /** The VA for an IPA that is covered. */
  long va(int number, long ipa) {
    return vas.get(number) + (ipa - ipas.get(number));
  }

  /** The first IPA of the range. */
  long ipa(int number) {
    return ipas.get(number);
  }

  /** Whether an address is that of something. */
  boolean overlaps(int number, long ipa, long sizeBytes) {
    return Long.compareUnsigned(ipas.get(number) - ipa, sizeBytes) < 0
        || Long.compareUnsigned(ipa - ipas.get(number), sizes.get(number)) < 0;
  }
}
