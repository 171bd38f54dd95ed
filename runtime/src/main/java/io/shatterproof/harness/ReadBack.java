package io.shatterproof.harness;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.machine.Machine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int STRETCH = 64; // words
  private static final long[] ZEROS = new long[STRETCH];

  private final Machine machine;
  private final GuardedSession session;
  private final List<String> differences = new ArrayList<>();
  private final Set<Table> seen = new HashSet<>();
  private long[] words = new long[0]; // of the table that is being compared

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
    if (words.length != entries) {
      words = new long[entries];
    }
    session.readDescriptors(table.pa(), words);
    if (!machine.holds(table.pa(), words)) {
      noteDifferences(table);
      machine.read(table.pa(), words); // what follows from the stores leads on
    }
    for (int index = nextWord(0); index < entries; index = nextWord(index + 1)) {
      if (format.kind(words[index], table.level()) == DescriptorKind.TABLE) {
        Table next = new Table(format.nextTablePa(words[index]), table.level() + 1);
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
  }

  private void noteDifferences(Table table) {
    for (int index = 0; index < words.length; index++) {
      long told = words[index];
      long computed = machine.read(table.pa() + 8L * index);
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
    }
  }

  /** The next place whose word is not zero, from one on; most words of most tables are. */
  private int nextWord(int from) {
    int index = from;
    while (index < words.length && words[index] == 0) {
      boolean isStretch = index % STRETCH == 0 && index + STRETCH <= words.length;
      index += isStretch && isZero(index) ? STRETCH : 1;
    }
    return index;
  }

  private boolean isZero(int from) {
    return Arrays.equals(words, from, from + STRETCH, ZEROS, 0, STRETCH);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private record Table(long pa, int level) {}
}
