package io.shatterproof.tlb;

import io.shatterproof.arch.ChangeClass;
import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.DescriptorChange;
import io.shatterproof.arch.S2Format;

/**
 * How memory ceased to say what an entry says: whether it did, and whether that was by a break, which
 * leaves nothing that can be loaded in its place.
 */
public final class BreakTrace {
  private final TlbLog log;
  private final Stage2Tables tables;
  private final S2Format format;
  private final TlbEntry entry;
  private final long ipa;
  private final boolean isSaid;
  private final long brokenAt;
  private final int version; // of the word that was stored then

  /**
   * Looks back from a boundary.
   *
   * @param tables of the context of the entry
   * @param ipa an address that the entry covers
   */
  public BreakTrace(TlbLog log, Stage2Tables tables, TlbEntry entry, long ipa, long boundary) {
    this.log = log;
    this.tables = tables;
    this.format = tables.format();
    this.entry = entry;
    this.ipa = ipa;
    this.isSaid = says(boundary);
    this.brokenAt = isSaid ? Times.BEFORE : brokenAt(boundary);
    this.version = log.words().storedBy(brokenAt);
  }

  /** The first break since memory last said it. */
  private long brokenAt(long boundary) {
    Changes changes = log.changes();
    long broken = Times.BEFORE;
    for (int i = changes.size() - 1; i >= 0; i--) {
      long change = changes.event(i);
      if (change <= boundary) {
        if (says(change)) {
          break;
        }
        if (!saysAnything(change)) {
          broken = change;
        }
      }
    }
    return broken;
  }

  private boolean says(long boundary) {
    int level = entry.stage2Level();
    Stage2Tables.End end = tables.end(ipa, boundary, level);
    long held = entry.stage2Descriptor();
    if (end.level() != level) {
      return false;
    }
    if (end.pa() == entry.stage2DescriptorPa()) {
      return isSame(held, end.descriptor(), level);
    }
    int group = ContiguousRange.entries(format.granule(), level);
    boolean isNeighbour = (end.pa() ^ entry.stage2DescriptorPa()) < 8L * group
        && ((end.pa() ^ entry.stage2DescriptorPa()) & -8L * group) == 0;
    if (!isNeighbour || entry.isTable()) {
      return false;
    }
    long distance = (end.pa() - entry.stage2DescriptorPa()) >> 3;
    long there = tables.valueAt(entry.stage2DescriptorPa(), boundary);
    return isSame(held, there + (distance << format.granule().levelShift(level)), level);
  }

  private boolean isSame(long held, long said, int level) {
    if (entry.kind() == TlbEntry.Kind.STAGE2_TABLE) {
      return format.isTable(said, level) && format.nextTablePa(held) == format.nextTablePa(said);
    }
    return format.isLeaf(said, level)
        && tables.isLoadable(said)
        && DescriptorChange.classify(
                format, tables.setsDirtyState(), false, held, level, said, level, ipa)
            == ChangeClass.NONE;
  }

  private boolean saysAnything(long boundary) {
    Stage2Tables.End end = tables.end(ipa, boundary);
    return format.isTable(end.descriptor(), end.level())
        || (format.isLeaf(end.descriptor(), end.level()) && tables.isLoadable(end.descriptor()));
  }

  /** Whether memory still says what the entry says. */
  public boolean isSaid() {
    return isSaid;
  }

  /** Whether nothing that can be loaded stood there at some time since memory last said it. */
  public boolean isBroken() {
    return brokenAt != Times.BEFORE;
  }

  /** The event that broke it. */
  public long brokenAt() {
    return brokenAt;
  }

  /** Whether a PE could no longer read what was broken at a time, or what that waited for. */
  public StoreVisibility visibility(int pe, long at) {
    return WordHistory.exists(version)
        ? log.words().visibility(version, pe, at)
        : StoreVisibility.BY_THE_PE;
  }

  /** Whether another address, for which an invalidation was meant, was changed before that itself. */
  public boolean explains(long otherIpa, long issuedAt) {
    Stage2Tables.End end = tables.end(otherIpa, issuedAt);
    int other = log.words().latest(end.pa(), issuedAt);
    return tables.cover(otherIpa)
        && WordHistory.exists(other)
        && log.words().storedAt(other) != Times.BEFORE
        && log.words().storedAt(other) != brokenAt;
  }
}
