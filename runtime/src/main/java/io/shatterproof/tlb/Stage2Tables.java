package io.shatterproof.tlb;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import java.util.ArrayList;
import java.util.List;

/** The tables of stage 2 of one context: what memory says in them by now, and what it ever said. */
public final class Stage2Tables {
  private static final int LAST_LEVEL = 3;
  private static final int MOST_TABLES =
      1 << 14; // visits; only tables that lead in circles have more

  private final TlbLog log;
  private final TlbContext context;
  private final Stage2Geometry geometry;
  private final S2Format format;
  private int visits;

  public Stage2Tables(TlbLog log, TlbContext context) {
    this.log = log;
    this.context = context;
    this.geometry = context.stage2().geometry();
    this.format = context.format();
  }

  /** What a walk ends at: a leaf, or a word that is neither leaf nor table. */
  public record End(long pa, int level, long descriptor) {}

  public TlbContext context() {
    return context;
  }

  public Stage2Geometry geometry() {
    return geometry;
  }

  public S2Format format() {
    return format;
  }

  /** Whether stage 2 translates at all. */
  public boolean areInUse() {
    return context.hasStage2() && !context.stage2().isMisconfigured();
  }

  /** Whether some of the start table lies in a range. */
  public boolean startIn(long pa, long sizeBytes) {
    long root = context.stage2().rootPa();
    return areInUse()
        && (Long.compareUnsigned(root - pa, sizeBytes) < 0
            || Long.compareUnsigned(pa - root, geometry.startTableBytes()) < 0);
  }

  /** Whether both are the same tables, with entries tagged alike. */
  public boolean areSame(Stage2Tables other) {
    return context.vmid() == other.context.vmid()
        && context.stage2().rootPa() == other.context.stage2().rootPa()
        && geometry.equals(other.geometry)
        && context.stage2().controls().equals(other.context.stage2().controls());
  }

  /** Whether a leaf can be loaded as far as its access flag is concerned. */
  public boolean isLoadable(long leaf) {
    return S2Descriptor.accessFlag(leaf) || context.stage2().controls().setsAccessFlag();
  }

  /** Whether hardware sets access flags. */
  public boolean setsAccessFlag() {
    return context.stage2().controls().setsAccessFlag();
  }

  /** Whether hardware manages dirty state. */
  public boolean setsDirtyState() {
    return context.stage2().controls().setsDirtyState();
  }

  /** Bytes that a descriptor of a level covers. */
  public long sizeBytes(int level) {
    return geometry.granule().entrySizeBytes(level);
  }

  /** Every place of a word in these tables, by what memory says or ever said. */
  public List<TablePlace> places(long wordPa) {
    List<TablePlace> places = new ArrayList<>();
    visits = 0;
    if (areInUse()) {
      visit(context.stage2().rootPa(), geometry.startLevel(), 0, true, wordPa, places);
    }
    return places;
  }

  private void visit(
      long tablePa, int level, long ipa, boolean isLive, long wordPa, List<TablePlace> places) {
    visits++;
    int shift = geometry.granule().levelShift(level);
    long words = entries(level);
    long index = (wordPa - tablePa) >> 3;
    if (index >= 0 && index < words) {
      add(places, new TablePlace(tablePa, level, ipa + (index << shift), isLive));
    }
    for (long i = 0; i < words && level < LAST_LEVEL && visits < MOST_TABLES; i++) {
      long pa = tablePa + (i << 3);
      long below = ipa + (i << shift);
      int version = log.words().latest(pa, Times.NEVER);
      if (!WordHistory.exists(version)) {
        visitBelow(log.memory().read(pa), level, below, isLive, wordPa, places);
      } else {
        LongList values = everySaid(pa);
        for (int v = 0; v < values.size(); v++) {
          visitBelow(values.get(v), level, below, isLive && v == 0, wordPa, places);
        }
      }
    }
  }

  private void visitBelow(
      long value, int level, long ipa, boolean isLive, long wordPa, List<TablePlace> places) {
    if (format.isTable(value, level)) {
      visit(format.nextTablePa(value), level + 1, ipa, isLive, wordPa, places);
    }
  }

  private static void add(List<TablePlace> places, TablePlace place) {
    for (TablePlace known : places) {
      if (known.level() == place.level()
          && known.ipa() == place.ipa()
          && known.tablePa() == place.tablePa()
          && (known.isLive() || !place.isLive())) {
        return;
      }
    }
    places.add(place);
  }

  /** Descriptors in a table, at the start level in all concatenated tables. */
  long entries(int level) {
    Granule granule = geometry.granule();
    return level == geometry.startLevel()
        ? geometry.startTableBytes() >>> 3
        : granule.entriesPerTable();
  }

  /** Adds every output address that an IPA has or had, without duplicates. */
  void outputs(long ipa, LongList pas) {
    if (geometry.covers(ipa)) {
      outputs(context.stage2().rootPa(), geometry.startLevel(), ipa, pas);
    }
  }

  private void outputs(long tablePa, int level, long ipa, LongList pas) {
    LongList values = everySaid(geometry.descriptorPa(tablePa, ipa, level));
    for (int v = 0; v < values.size(); v++) {
      long value = values.get(v);
      if (format.isTable(value, level)) {
        outputs(format.nextTablePa(value), level + 1, ipa, pas);
      } else if (format.isLeaf(value, level)) {
        long pa = format.outputAddress(value, level)
            | (ipa & (geometry.granule().entrySizeBytes(level) - 1));
        if (!pas.contains(pa)) {
          pas.add(pa);
        }
      }
    }
  }

  LongList everySaid(long pa) {
    return everySaid(log, pa);
  }

  /** Every value that a word has or had, without duplicates, the newest first. */
  static LongList everySaid(TlbLog log, long pa) {
    LongList values = new LongList();
    int version = log.words().latest(pa, Times.NEVER);
    if (!WordHistory.exists(version)) {
      values.add(log.memory().read(pa));
    }
    for (; WordHistory.exists(version); version = log.words().previous(version)) {
      if (!values.contains(log.words().value(version))) {
        values.add(log.words().value(version));
      }
    }
    return values;
  }

  /** The first page of these tables, by the newest values, that was freed; -1 if there is none. */
  public long freedPage() {
    visits = 0;
    return areInUse() ? freedPage(context.stage2().rootPa(), geometry.startLevel()) : -1;
  }

  private long freedPage(long tablePa, int level) {
    if (log.freed().isFree(tablePa)) {
      return tablePa;
    }
    for (long i = 0; i < entries(level) && level < LAST_LEVEL && ++visits < MOST_TABLES * 64; i++) {
      long value = log.memory().read(tablePa + (i << 3));
      if (format.isTable(value, level)) {
        long freed = freedPage(format.nextTablePa(value), level + 1);
        if (freed != -1) {
          return freed;
        }
      }
    }
    return -1;
  }

  /** Where a walk for an IPA ends, by the newest values at a boundary. */
  public End end(long ipa, long boundary) {
    return end(ipa, boundary, LAST_LEVEL);
  }

  /** Where a walk for an IPA ends, no deeper than a level, by the newest values at a boundary. */
  public End end(long ipa, long boundary, int deepest) {
    long tablePa = context.stage2().rootPa();
    int level = geometry.startLevel();
    while (true) {
      long pa = geometry.descriptorPa(tablePa, ipa, level);
      long value = valueAt(pa, boundary);
      if (level >= deepest || !format.isTable(value, level)) {
        return new End(pa, level, value);
      }
      tablePa = format.nextTablePa(value);
      level++;
    }
  }

  /** The newest value of a word at a boundary. */
  public long valueAt(long pa, long boundary) {
    int version = log.words().latest(pa, boundary);
    return WordHistory.exists(version)
        ? log.words().value(version)
        : log.memory().read(pa);
  }

  /** The newest value of a word. */
  public long newest(long pa) {
    return log.memory().read(pa);
  }

  /** Whether an address is in range of the tables. */
  public boolean cover(long ipa) {
    return geometry.covers(ipa);
  }
}
