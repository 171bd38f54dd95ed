package io.shatterproof.reference;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.p2m.Mfn;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one entry for a caller. */
final class EntryLookup {
  private final ReferenceP2m p2m;

  EntryLookup(ReferenceP2m p2m) {
    this.p2m = p2m;
  }

  /**
   * The look-up of the rework. Beyond the highest mapping the tables are not read, and the size of
   * the hole follows from that mapping alone.
   *
   * @throws HypervisorStoppedException for a frame that no start table serves
   * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_get_entry"
   */
  P2mEntry bounded(long gfn) {
    // The end is treated as the last mapped frame, so the frame there is looked for in the tables.
    if (Long.compareUnsigned(gfn, p2m.endOfMapped()) > 0) {
      return hole(levelOfHoleBeyond(gfn, p2m.endOfMapped()));
    }
    Place place = find(gfn);
    if (place == null) {
      throw p2m.fatal("no start table for frame 0x" + Long.toHexString(gfn));
    }
    return entry(place, gfn, Optional.of(p2m.access().of(gfn)));
  }

  /**
   * The look-up before the rework, which knows neither sizes nor access. The size of what was found
   * is told all the same, where a start table serves the frame.
   *
   * @see "xen ecee7bfc18 xen/arch/arm/p2m.c: __p2m_lookup"
   */
  P2mEntry plain(long gfn) {
    Place place = find(gfn);
    return place == null
        ? new P2mEntry.Hole(Optional.empty())
        : entry(place, gfn, Optional.empty());
  }

  /** Follows table entries from the start table; where it ends is a leaf or invalid. */
  private @Nullable Place find(long gfn) {
    Table table = p2m.layout().root(gfn);
    if (table == null) {
      return null;
    }
    while (true) {
      int index = TreeLayout.index(gfn, table.level());
      long descriptor = p2m.cpu().read(table, index);
      if (!ReferenceP2m.isTable(descriptor, table.level())) {
        return new Place(table.level(), descriptor);
      }
      table = p2m.below(table, index, descriptor);
    }
  }

  private P2mEntry entry(Place place, long gfn, Optional<P2mAccess> access) {
    if (!S2Descriptor.isValid(place.descriptor)) {
      return hole(place.level);
    }
    long offset = gfn & ((1L << TreeLayout.order(place.level)) - 1);
    return new P2mEntry.Mapped(
        new Mfn(EntryCodec.base(place.descriptor) + offset).address(),
        S2Descriptor.permissions(place.descriptor),
        p2m.codec().type(place.descriptor),
        access,
        Optional.of(TreeLayout.pageOrder(place.level)));
  }

  /** The highest level whose entry for {@code gfn} begins beyond {@code end}. */
  private int levelOfHoleBeyond(long gfn, long end) {
    int level = p2m.layout().rootLevel();
    while (level < TreeLayout.LAST_LEVEL
        && Long.compareUnsigned(gfn & -(1L << TreeLayout.order(level)), end) <= 0) {
      level++;
    }
    return level;
  }

  private static P2mEntry hole(int level) {
    return new P2mEntry.Hole(Optional.of(TreeLayout.pageOrder(level)));
  }

  /** Where a look-up ended. */
  private record Place(int level, long descriptor) {}
}
