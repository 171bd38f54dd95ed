package io.shatterproof.bbm;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.ChangeClass;
import io.shatterproof.arch.DescriptorChange;
import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;

/** What an entry that a PE may hold means for what memory says by now. Pure functions. */
final class HeldEntry {
  private static final int LAST_LEVEL = 3;

  private static final long OF_SOFTWARE = S2Field.SW.mask() | S2Field.PBHA.mask();

  private final S2Format format;
  private final Stage2Geometry geometry;
  private final DescriptorReader memory;
  private final int bbmLevel;
  private final boolean setsAccessFlag;
  private final boolean setsDirtyState;

  /** Without FEAT_BBM, with 48-bit addresses, and with access flags that hardware does not set. */
  HeldEntry(Stage2Geometry geometry, DescriptorReader memory) {
    this(geometry, S2Format.of(geometry.granule()), memory, 0, false, false);
  }

  /**
   * @param bbmLevel of FEAT_BBM, 0 to 3
   * @param setsAccessFlag whether hardware sets access flags
   * @param setsDirtyState whether hardware manages dirty state
   */
  HeldEntry(
      Stage2Geometry geometry,
      S2Format format,
      DescriptorReader memory,
      int bbmLevel,
      boolean setsAccessFlag,
      boolean setsDirtyState) {
    this.format = format;
    this.geometry = geometry;
    this.memory = memory;
    this.bbmLevel = bbmLevel;
    this.setsAccessFlag = setsAccessFlag;
    this.setsDirtyState = setsDirtyState;
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

  /**
   * Whether break-before-make is needed between a held entry and a descriptor that is stored, as
   * {@link #conflicts}, but with FEAT_BBM, nT, hardware's part in dirty state, and for everything
   * below a table that is stored over a block. A table that stands above what is stored says nothing
   * by itself: what can be loaded through it is held too.
   *
   * @param sameContents whether the memory behind both leaves is known to have the same contents
   */
  boolean needsBreak(
      int heldLevel,
      long heldIpa,
      long held,
      int level,
      long ipa,
      long made,
      boolean sameContents) {
    int placed = level;
    long descriptor = made;
    while (placed < heldLevel && format.isTable(descriptor, placed)) {
      placed++;
      descriptor = memory.read(wordPa(descriptor, placed, heldIpa));
    }
    if (!isLoadable(descriptor, placed)) {
      return false;
    }
    long both = placed > heldLevel ? ipa : heldIpa;
    return needsBreakAt(heldLevel, held, placed, descriptor, both, sameContents)
        || (format.isLeaf(held, heldLevel)
            && format.isTable(descriptor, placed)
            && needsBreakBelow(heldLevel, held, placed, descriptor, both, sameContents));
  }

  private boolean needsBreakAt(
      int heldLevel, long held, int level, long made, long ipa, boolean sameContents) {
    ChangeClass change = DescriptorChange.classify(
        format, setsDirtyState, sameContents, held, heldLevel, made, level, ipa);
    return change.needsBreak(
        bbmLevel, isNotTranslating(held, heldLevel) || isNotTranslating(made, level));
  }

  /** Whether it is a block with nT = 1, between which and tables there is a way without a break. */
  private boolean isNotTranslating(long descriptor, int level) {
    return format.kind(descriptor, level) == DescriptorKind.BLOCK
        && S2Descriptor.notTranslating(descriptor);
  }

  private boolean needsBreakBelow(
      int heldLevel, long held, int level, long made, long ipa, boolean sameContents) {
    int below = level + 1;
    long first = ipa & -geometry.granule().entrySizeBytes(level);
    for (int index = 0; index < geometry.granule().entriesPerTable(); index++) {
      long place = first + index * geometry.granule().entrySizeBytes(below);
      long descriptor = memory.read(format.nextTablePa(made) + 8L * index);
      boolean needs = format.isTable(descriptor, below)
          ? needsBreakBelow(heldLevel, held, below, descriptor, place, sameContents)
          : isLoadable(descriptor, below)
              && needsBreakAt(heldLevel, held, below, descriptor, place, sameContents);
      if (needs) {
        return true;
      }
    }
    return false;
  }

  private long wordPa(long table, int level, long ipa) {
    long index =
        ipa >>> geometry.granule().levelShift(level) & (geometry.granule().entriesPerTable() - 1);
    return format.nextTablePa(table) + (index << 3);
  }

  /** Whether a PE may load it: no invalid, reserved or unflagged descriptor. */
  boolean isLoadable(long descriptor, int level) {
    return format.isTable(descriptor, level)
        || (format.isLeaf(descriptor, level)
            && (setsAccessFlag || S2Descriptor.accessFlag(descriptor)));
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

  /** Whether an access can tell a held leaf from what is stored in its place. */
  boolean isToldFrom(long held, long made) {
    return ((held ^ made) & ~OF_SOFTWARE) != 0;
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
