package io.shatterproof.tables;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.decode.LeafFields;
import io.shatterproof.arch.decode.Stage2Control;
import io.shatterproof.walk.DescriptorSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints stage 2 tables as an indented tree: one line for each entry, and one for a run of entries
 * that say the same of consecutive addresses. Entries that are zero have none.
 *
 * <p>The tables need not be well formed. A table is printed once at a level, wherever it is linked;
 * so a table that is its own descendant ends, and the lines are bounded.
 */
public final class TableTree {
  private static final int LAST_LEVEL = 3;
  private static final int ENTRY_BYTES = 8;
  private static final String INDENT = "  ";

  private final DescriptorSource source;
  private final Stage2Control control;
  private final S2Format format;
  private final Granule granule;
  private final Stage2Geometry geometry;
  private final int maxLines;
  private final Consumer<String> out;
  private final Map<TableAt, Long> printed = new HashMap<>(); // and the IPA where
  private final long[] path = new long[LAST_LEVEL + 2]; // tables by level + 1, to the present one
  private final long[] addressFields; // of leaves, by level + 1
  private int lines;

  /** A table can be reached at several levels, and says something else at each. */
  private record TableAt(long pa, int level) {}

  private TableTree(
      DescriptorSource source, Stage2Control control, int maxLines, Consumer<String> out) {
    this.source = source;
    this.control = control;
    this.format = control.format();
    this.granule = control.granule();
    this.geometry = control.geometry();
    this.addressFields = addressFields(format);
    this.maxLines = maxLines;
    this.out = out;
  }

  /**
   * Prints the tables below a start table.
   *
   * @param rootPa address of the start table
   * @param maxLines how many lines of entries may be printed; one more tells that there were more
   * @param out gets each line
   * @return whether all was printed
   * @throws IllegalStateException if the control registers are illegal or cannot be decoded
   */
  public static boolean print(
      DescriptorSource source,
      Stage2Control control,
      long rootPa,
      int maxLines,
      Consumer<String> out) {
    control.cannotDecode().ifPresent(why -> {
      throw new IllegalStateException(why);
    });
    return new TableTree(source, control, maxLines, out).print(rootPa);
  }

  private boolean print(long rootPa) {
    int level = geometry.startLevel();
    int shift = granule.levelShift(level);
    long entries = 1L << (geometry.ipaBits() - shift);
    out.accept("start table 0x" + Long.toHexString(rootPa) + ", level " + level + ", " + entries
        + " entries, IPA of " + geometry.ipaBits() + " bits");
    if (geometry.exceedsOutputSize(rootPa)) {
      out.accept(INDENT + "beyond " + geometry.outputBits() + " bits of output: every access is an"
          + " Address size fault level 0");
    }
    table(rootPa, level, 0, entries, INDENT);
    if (lines > maxLines) {
      out.accept("... more than " + maxLines + " lines: the rest is left out");
      return false;
    }
    if (lines == 0) {
      out.accept(INDENT + "every entry is zero");
    }
    return true;
  }

  /** Prints it unless there were enough: from the first that is too much on nothing is printed. */
  private void line(String text) {
    lines = Math.min(lines, maxLines) + 1;
    if (!isFull()) {
      out.accept(text);
    }
  }

  private boolean isFull() {
    return lines > maxLines;
  }

  private void table(long tablePa, int level, long ipa, long entries, String indent) {
    path[level + 1] = tablePa;
    long size = granule.entrySizeBytes(level);
    long entry = 0;
    while (entry < entries && !isFull()) {
      long run = runLength(tablePa, level, entry, entries);
      long pa = tablePa + entry * ENTRY_BYTES;
      if (!source.isBacked(pa)) {
        line(indent + range(ipa + entry * size, run * size) + "  " + count(run, "descriptor")
            + " at PA 0x" + Long.toHexString(pa) + " outside of the dump");
      } else if (source.read(pa) != 0) {
        run(source.read(pa), level, ipa + entry * size, run, indent);
      }
      entry += run;
    }
  }

  /** How many entries from {@code entry} on say the same of consecutive addresses. */
  private long runLength(long tablePa, int level, long entry, long entries) {
    long pa = tablePa + entry * ENTRY_BYTES;
    boolean backed = source.isBacked(pa);
    long first = source.read(pa);
    long step = format.kind(first, level).isLeaf() ? granule.entrySizeBytes(level) : 0;
    long run = 1;
    while (entry + run < entries) {
      long nextPa = pa + run * ENTRY_BYTES;
      if (source.isBacked(nextPa) != backed) {
        break;
      }
      long next = source.read(nextPa);
      if (step == 0 ? next != first : !follows(first, next, level, run * step)) {
        break;
      }
      run++;
    }
    return run;
  }

  /** Whether a word is the same leaf for an output address that is so many bytes on. */
  private boolean follows(long first, long next, int level, long bytes) {
    long from = format.outputAddress(first, level);
    return format.kind(next, level) == format.kind(first, level)
        && format.outputAddress(next, level) == from + bytes
        && geometry.exceedsOutputSize(from) == geometry.exceedsOutputSize(from + bytes)
        && withoutAddress(next, level) == withoutAddress(first, level);
  }

  private long withoutAddress(long leaf, int level) {
    return leaf & ~addressFields[level + 1];
  }

  private static long[] addressFields(S2Format format) {
    long[] fields = new long[LAST_LEVEL + 2];
    MemoryAttributes none = new MemoryAttributes(0, Shareability.NON);
    for (int level = -1; level <= LAST_LEVEL; level++) {
      long everyBit = format.outputAddress(-1L, level);
      fields[level + 1] = format.leaf(everyBit, level, S2Permissions.NONE, none)
          ^ format.leaf(0, level, S2Permissions.NONE, none);
    }
    return fields;
  }

  private void run(long descriptor, int level, long ipa, long run, String indent) {
    String where = indent + range(ipa, run * granule.entrySizeBytes(level));
    DescriptorKind kind = format.kind(descriptor, level);
    switch (kind) {
      case INVALID, RESERVED ->
        line(where + "  level " + level + "  " + times(run) + kind.word() + " 0x"
            + Long.toHexString(descriptor));
      case BLOCK, PAGE -> leaf(descriptor, level, ipa, run, where + "  level " + level + "  ");
      case TABLE -> next(descriptor, level, ipa, run, where, indent);
    }
  }

  private static String times(long run) {
    return run == 1 ? "" : run + " times ";
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String range(long ipa, long bytes) {
    return "0x" + Long.toHexString(ipa) + "-0x" + Long.toHexString(ipa + bytes - 1);
  }

  private void leaf(long descriptor, int level, long ipa, long run, String where) {
    LeafFields fields = new LeafFields(control, descriptor, level);
    StringBuilder text = new StringBuilder(where)
        .append(count(run, format.kind(descriptor, level).word()))
        .append(" -> 0x")
        .append(Long.toHexString(fields.outputAddress()))
        .append("  ")
        .append(fields.permissions())
        .append("  ")
        .append(fields.memory())
        .append(", ")
        .append(fields.shareabilityWords());
    if (!fields.accessFlag()) {
      text.append(", AF = 0");
    }
    if (fields.isContiguous()) {
      text.append(", contiguous");
      if (fields.isMisalignedIn(ipa)) {
        text.append(" but misaligned");
      }
    }
    if (fields.exceedsOutputSize()) {
      text.append(", beyond ").append(geometry.outputBits()).append(" bits of output");
    }
    line(text.toString());
  }

  private void next(long descriptor, int level, long ipa, long run, String where, String indent) {
    long nextPa = format.nextTablePa(descriptor);
    String text =
        where + "  level " + level + "  " + times(run) + "table 0x" + Long.toHexString(nextPa);
    int below = level + 1;
    if (geometry.exceedsOutputSize(nextPa)) {
      line(text + ", beyond " + geometry.outputBits() + " bits of output");
      return;
    }
    if (!isAnyBacked(nextPa)) {
      line(text + ", outside of the dump");
      return;
    }
    Long shown = printed.putIfAbsent(new TableAt(nextPa, below), ipa);
    if (shown != null) {
      line(text + ", shown at 0x" + Long.toHexString(shown));
      return;
    }
    if (isEmpty(nextPa)) {
      line(text + ", every entry zero");
      return;
    }
    line(text + (isOnPath(nextPa, level) ? ", which is a table above it" : ""));
    table(nextPa, below, ipa, granule.entriesPerTable(), indent + INDENT);
  }

  private boolean isAnyBacked(long tablePa) {
    for (int entry = 0; entry < granule.entriesPerTable(); entry++) {
      if (source.isBacked(tablePa + (long) entry * ENTRY_BYTES)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEmpty(long tablePa) {
    for (int entry = 0; entry < granule.entriesPerTable(); entry++) {
      long pa = tablePa + (long) entry * ENTRY_BYTES;
      if (!source.isBacked(pa) || source.read(pa) != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isOnPath(long tablePa, int level) {
    for (int above = geometry.startLevel(); above <= level; above++) {
      if (path[above + 1] == tablePa) {
        return true;
      }
    }
    return false;
  }
}
