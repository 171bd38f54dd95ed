package io.shatterproof.bbm;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;

/** What an entry that a PE may hold means for what memory says by now. Pure functions. */
final class HeldEntry {
  private static final int LAST_LEVEL = 3;

  private final S2Format format;
  private final Stage2Geometry geometry;
  private final DescriptorReader memory;

  HeldEntry(Stage2Geometry geometry, DescriptorReader memory) {
    this.format = S2Format.of(geometry.granule());
    this.geometry = geometry;
    this.memory = memory;
  }

  /**
   * Whether break-before-make is needed between a held entry and a descriptor that is stored to a
   * range which overlaps its own. A table stands for what it says of the held entry's range.
   */
  boolean conflicts(int heldLevel, long heldIpa, long held, int level, long ipa, long made) {
    if (!isTranslating(made, level)) {
      return false;
    }
    if (heldLevel > level) {
      return format.kind(made, level) != DescriptorKind.TABLE
          || conflictsBelow(heldLevel, heldIpa, held, level, made);
    }
    return heldLevel < level || conflictsAtPlace(held, made, level);
  }

  private boolean conflictsAtPlace(long held, long made, int level) {
    return format.needsBreakBeforeMake(held, made, level);
  }

  /** Follows the tables from a descriptor down to the range of the held entry. */
  private boolean conflictsBelow(int heldLevel, long heldIpa, long held, int level, long made) {
    long descriptor = made;
    for (int below = level + 1; below <= heldLevel; below++) {
      long indexed = heldIpa >>> geometry.granule().levelShift(below);
      long index = indexed & (geometry.granule().entriesPerTable() - 1);
      descriptor = memory.read(format.nextTablePa(descriptor) + (index << 3));
      if (below == heldLevel) {
        return conflictsAtPlace(held, descriptor, below);
      }
      if (format.kind(descriptor, below) != DescriptorKind.TABLE) {
        return isTranslating(descriptor, below);
      }
    }
    return false;
  }

  /** Whether the ranges of two entries overlap: then one contains the other. */
  boolean overlap(int level, long ipa, int otherLevel, long otherIpa) {
    int shift = geometry.granule().levelShift(Math.min(level, otherLevel));
    return shift >= Long.SIZE || (ipa ^ otherIpa) >>> shift == 0;
  }

  boolean isTranslating(long descriptor, int level) {
    DescriptorKind kind = format.kind(descriptor, level);
    return kind == DescriptorKind.TABLE || kind.isLeaf();
  }

  /** Whether the new descriptor no longer names the frame or table that the held one names. */
  boolean departs(long held, long made, int level) {
    DescriptorKind kind = format.kind(held, level);
    return kind != format.kind(made, level)
        || (kind == DescriptorKind.TABLE
            ? format.nextTablePa(held) != format.nextTablePa(made)
            : format.outputAddress(held, level) != format.outputAddress(made, level));
  }

  /** Whether the held entry allows what the new one does not: there an invalidation is due. */
  boolean takesAway(long held, long made, int level) {
    return departs(held, made, level)
        || format.needsBreakBeforeMake(held, made, level)
        || (format.kind(held, level).isLeaf() && permitsMore(held, made));
  }

  private static boolean permitsMore(long held, long made) {
    return permitsMore(held, made, AccessKind.READ)
        || permitsMore(held, made, AccessKind.WRITE)
        || permitsMore(held, made, AccessKind.FETCH);
  }

  private static boolean permitsMore(long held, long made, AccessKind kind) {
    return S2Descriptor.permits(held, kind, false) && !S2Descriptor.permits(made, kind, false);
  }

  /** Whether a held leaf translates to the frame. */
  boolean namesFrame(long held, int level, long pa) {
    return format.kind(held, level).isLeaf()
        && ((format.outputAddress(held, level) ^ pa) & -geometry.granule().entrySizeBytes(level))
            == 0;
  }

  /** Whether a held table entry names the table page. */
  boolean namesTable(long held, int level, long tablePa) {
    return format.kind(held, level) == DescriptorKind.TABLE && format.nextTablePa(held) == tablePa;
  }

  /** Whether nothing hangs below an entry: it is a leaf, or its table says nothing. */
  boolean isSingle(long held, int level) {
    if (level == LAST_LEVEL || format.kind(held, level) != DescriptorKind.TABLE) {
      return true;
    }
    long tablePa = format.nextTablePa(held);
    for (int index = 0; index < geometry.granule().entriesPerTable(); index++) {
      if (isTranslating(memory.read(tablePa + 8L * index), level + 1)) {
        return false;
      }
    }
    return true;
  }

  boolean isLeaf(long held, int level) {
    return format.kind(held, level).isLeaf();
  }
}
