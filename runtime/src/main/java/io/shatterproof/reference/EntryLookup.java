package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import java.util.Optional;

/**
 * Reads one entry after the other for a caller; what it found is asked of it until the next search.
 */
class EntryLookup {
  /** Answer where no machine frame is mapped. */
  static final long NO_FRAME = -1;

  private final ReferenceP2m p2m;
  private final TreeLayout layout;
  private final EntryCodec codec;
  private long gfn;
  private long descriptor;
  private int level;

  EntryLookup(ReferenceP2m p2m) {
    this.p2m = p2m;
    this.layout = p2m.layout();
    this.codec = p2m.codec();
  }

  /**
   * The search of the rework. Beyond the highest mapping the tables are not read, and the size of
   * the hole follows from that mapping alone.
   *
   * @throws HypervisorStoppedException for a frame that no start table serves
   * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_get_entry"
   */
  void searchBounded(long frame) {
    gfn = frame;
    if (Long.compareUnsigned(frame, p2m.highestMapped()) > 0) {
      descriptor = S2Descriptor.INVALID;
      level = levelOfHoleBeyond(frame, p2m.highestMapped());
    } else if (!search(frame)) {
      throw p2m.fatal("no start table for frame 0x" + Long.toHexString(frame));
    }
  }

  /**
   * Follows table entries from the start table; where it ends is a leaf or invalid.
   *
   * @return whether a start table serves the frame
   */
  boolean search(long frame) {
    gfn = frame;
    long tablePa = layout.rootTable(frame);
    if (tablePa == TreeLayout.NO_TABLE) {
      descriptor = S2Descriptor.INVALID;
      level = layout.rootLevel();
      return false;
    }
    int at = layout.rootLevel();
    long found = p2m.read(tablePa, frame, at);
    while (codec.isTable(found, at)) {
      at++;
      found = p2m.read(layout.format().nextTablePa(found), frame, at);
    }
    descriptor = found;
    level = at;
    return true;
  }

  boolean isMapped() {
    return codec.isMapped(descriptor);
  }

  /** The leaf, or what stands where nothing is mapped. */
  long descriptor() {
    return descriptor;
  }

  /** Level of the leaf, or of the hole's invalid entry. */
  int level() {
    return level;
  }

  /** The machine frame of the frame that was looked for, or {@link #NO_FRAME}. */
  long mfn() {
    return isMapped() ? codec.base(descriptor) + (gfn & (layout.pages(level) - 1)) : NO_FRAME;
  }

  /** The last answer as a value; {@code access} is for a mapped frame. */
  P2mEntry entry(Optional<P2mAccess> access) {
    return isMapped()
        ? new P2mEntry.Mapped(
            layout.address(mfn()),
            S2Descriptor.permissions(descriptor),
            codec.type(descriptor),
            access,
            Optional.of(layout.pageOrder(level())))
        : new P2mEntry.Hole(Optional.of(layout.pageOrder(level())));
  }

  /** The highest level whose entry for {@code frame} begins beyond {@code highest}. */
  private int levelOfHoleBeyond(long frame, long highest) {
    int hole = layout.rootLevel();
    while (hole < TreeLayout.LAST_LEVEL
        && Long.compareUnsigned(frame & -layout.pages(hole), highest) <= 0) {
      hole++;
    }
    return hole;
  }
}
