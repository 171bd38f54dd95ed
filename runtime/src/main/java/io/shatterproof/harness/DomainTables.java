package io.shatterproof.harness;

import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import java.util.function.LongUnaryOperator;

/** The tables of a domain, read as words. */
final class DomainTables {
  private static final long VALID = 1; // bit 0 of every descriptor

  private final LongUnaryOperator words;
  private final long rootPa;
  private final Stage2Geometry geometry;
  private final S2Format format;

  /**
   * Binds a domain to memory.
   *
   * @param words what stands at a physical address
   */
  DomainTables(TestedDomain domain, LongUnaryOperator words) {
    this.words = words;
    this.rootPa = domain.report().rootPa();
    this.geometry = domain.config().geometry();
    this.format = S2Format.of(geometry.granule());
  }

  /** An entry that was found, at a level; perhaps not the one that was looked for. */
  record Entry(int level, long descriptor) {}

  /**
   * The entry of a level that covers an address, or the one further up below which there is no table.
   * Bit 0 of the entries on the way does not matter.
   */
  Entry find(int level, long ipa) {
    int at = geometry.startLevel();
    long tablePa = rootPa;
    long descriptor = words.applyAsLong(tablePa + 8 * startIndex(ipa));
    while (at < level && format.isTable(descriptor | VALID, at)) {
      tablePa = format.nextTablePa(descriptor);
      at++;
      long index = (ipa >>> format.granule().levelShift(at)) & (entries() - 1);
      descriptor = words.applyAsLong(tablePa + 8 * index);
    }
    return new Entry(at, descriptor);
  }

  /** Tables that are concatenated stand one behind the other. */
  private long startIndex(long ipa) {
    long all = entries() * geometry.concatenatedTables();
    return (ipa >>> format.granule().levelShift(geometry.startLevel())) & (all - 1);
  }

  private long entries() {
    return format.granule().entriesPerTable();
  }
}
