package io.shatterproof.harness;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.machine.Machine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares what an implementation says its tables hold with what follows from the stores it
 * reported, so that a store it hides is found.
 */
final class ReadBack {
  private static final int MOST_DIFFERENCES = 10;

  private final Machine machine;
  private final GuardedSession session;
  private final List<String> differences = new ArrayList<>();
  private final Set<Table> seen = new HashSet<>();
  // Of the table that is being compared.
  private long[] toldWords = new long[0];
  private long[] computedWords = new long[0];

  ReadBack(Machine machine, GuardedSession session) {
    this.machine = machine;
    this.session = session;
  }

  /** The first differences in the trees of the domains, each in one line. */
  List<String> differences(List<TestedDomain> domains) {
    for (TestedDomain domain : domains) {
      Stage2Geometry geometry = domain.config().geometry();
      for (int table = 0; table < geometry.concatenatedTables(); table++) {
        long tablePa =
            domain.report().rootPa() + (long) table * geometry.granule().sizeBytes();
        compareTree(new Table(tablePa, geometry.startLevel()), S2Format.of(geometry.granule()));
      }
    }
    return List.copyOf(differences);
  }

  private void compareTree(Table root, S2Format format) {
    Deque<Table> open = new ArrayDeque<>();
    if (seen.add(root)) {
      open.add(root);
    }
    while (!open.isEmpty() && differences.size() < MOST_DIFFERENCES) {
      compare(open.remove(), format, open);
    }
  }

  private void compare(Table table, S2Format format, Deque<Table> open) {
    int entries = format.granule().entriesPerTable();
    if (toldWords.length != entries) {
      toldWords = new long[entries];
      computedWords = new long[entries];
    }
    session.readDescriptors(table.pa(), toldWords);
    machine.read(table.pa(), computedWords);
    for (int index = 0; index < entries; index++) {
      long computed = computedWords[index];
      long told = toldWords[index];
      if (computed == 0 && told == 0) {
        continue; // most entries, and none of a table
      }
      if (computed != told && differences.size() < MOST_DIFFERENCES) {
        differences.add("entry "
            + index
            + " of the level "
            + table.level()
            + " table at "
            + hex(table.pa())
            + " is read back as "
            + hex(told)
            + ", but the reported stores leave "
            + hex(computed));
      }
      if (computed != 0 && format.kind(computed, table.level()) == DescriptorKind.TABLE) {
        Table next = new Table(format.nextTablePa(computed), table.level() + 1);
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private record Table(long pa, int level) {}
}
