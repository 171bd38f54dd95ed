package io.shatterproof.harness;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * What the tables of a domain map, in lines. The tables need not be well formed, so that they and the
 * lines are bounded.
 */
final class MappingText {
  private static final int LAST_LEVEL = 3;
  private static final int ENTRY_BYTES = 8;
  private static final int MOST = 4096; // tables, and lines

  private final LongUnaryOperator words;
  private final S2Format format;
  private final List<String> lines = new ArrayList<>();
  private long start; // of the run, by IPA
  private long end;
  private long startPa;
  private String kind = ""; // none
  private int tables;

  private MappingText(LongUnaryOperator words, S2Format format) {
    this.words = words;
    this.format = format;
  }

  /**
   * A line for each run of entries that map consecutive addresses alike.
   *
   * @param words what stands at a physical address
   */
  static List<String> of(TestedDomain domain, LongUnaryOperator words) {
    Stage2Geometry geometry = domain.config().geometry();
    MappingText text = new MappingText(words, S2Format.of(geometry.granule()));
    int level = geometry.startLevel();
    long entries = 1L << (geometry.ipaBits() - geometry.granule().levelShift(level));
    text.table(domain.report().rootPa(), level, 0, entries);
    text.endRun();
    if (text.isFull()) {
      text.lines.add("... more than " + MOST + " tables or lines: the rest is left out");
    }
    return text.lines;
  }

  private boolean isFull() {
    return tables > MOST || lines.size() > MOST;
  }

  private void table(long tablePa, int level, long ipa, long entries) {
    tables++;
    int shift = format.granule().levelShift(level);
    for (long entry = 0; entry < entries && !isFull(); entry++) {
      long descriptor = words.applyAsLong(tablePa + entry * ENTRY_BYTES);
      long entryIpa = ipa + (entry << shift);
      if (level < LAST_LEVEL && format.isTable(descriptor, level)) {
        long nextPa = format.nextTablePa(descriptor);
        table(nextPa, level + 1, entryIpa, format.granule().entriesPerTable());
      } else if (format.isLeaf(descriptor, level)) {
        add(entryIpa, 1L << shift, format.outputAddress(descriptor, level), kind(descriptor));
      }
    }
  }

  private static String kind(long descriptor) {
    return S2Descriptor.permissions(descriptor)
        + (S2Descriptor.accessFlag(descriptor) ? "" : ", AF 0");
  }

  private void add(long ipa, long sizeBytes, long pa, String newKind) {
    if (!newKind.equals(kind) || ipa != end || pa - startPa != ipa - start) {
      endRun();
      start = ipa;
      startPa = pa;
      kind = newKind;
    }
    end = ipa + sizeBytes;
  }

  private void endRun() {
    if (!kind.isEmpty()) {
      lines.add("0x" + Long.toHexString(start) + " size 0x" + Long.toHexString(end - start)
          + " -> 0x" + Long.toHexString(startPa) + " " + kind);
    }
    kind = "";
  }
}
