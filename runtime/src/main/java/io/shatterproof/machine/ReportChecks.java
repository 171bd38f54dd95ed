package io.shatterproof.machine;

import io.shatterproof.arch.Granule;
import io.shatterproof.spi.DomainReport;
import java.util.function.LongSupplier;

/**
 * Compares what was told with what can be computed. Each difference becomes an inconsistency; a
 * method that answers says whether the event can be applied at all.
 */
final class ReportChecks {
  private final int pes;
  private final TrackedTables tables;
  private final Granule granule;
  private final InconsistencyLog inconsistencies;
  private final LongSupplier event;

  /**
   * Checks reports of a machine.
   *
   * @param event ordinal of the event that is being checked
   */
  ReportChecks(
      int pes, TrackedTables tables, InconsistencyLog inconsistencies, LongSupplier event) {
    this.pes = pes;
    this.tables = tables;
    this.granule = tables.pages().granule();
    this.inconsistencies = inconsistencies;
    this.event = event;
  }

  void inconsistent(String message) {
    inconsistencies.add(event.getAsLong(), message);
  }

  boolean isPe(int pe) {
    boolean exists = pe >= 0 && pe < pes;
    if (!exists) {
      inconsistent("there is no PE " + pe + "; the platform has " + pes);
    }
    return exists;
  }

  boolean isTablePage(long tablePa) {
    if ((tablePa & (granule.sizeBytes() - 1)) != 0) {
      inconsistent("a table page is named by its first byte, not " + hex(tablePa));
      return false;
    }
    if (!tables.pages().hasRoomFor(tablePa)) {
      inconsistent("more than " + tables.pages().limit() + " table pages");
      return false;
    }
    return true;
  }

  boolean isRange(long tablePa, int firstIndex, int count) {
    int entries = granule.entriesPerTable();
    boolean inside =
        firstIndex >= 0 && firstIndex < entries && count >= 0 && count <= entries - firstIndex;
    if (!inside) {
      inconsistent("a store of " + count + " descriptors from index " + firstIndex
          + " of table page " + hex(tablePa) + ": a page has " + entries);
    }
    return inside;
  }

  boolean isLevel(long tablePa, int level) {
    boolean known = level >= TableGraph.LOWEST_LEVEL && level <= TableGraph.LAST_LEVEL;
    if (!known) {
      inconsistent("a store into table page " + hex(tablePa) + " was told to be at level " + level);
    }
    return known;
  }

  /** A page that was never allocated is complained of once, and then taken for allocated. */
  void checkAllocated(long tablePa) {
    TableMemory pages = tables.pages();
    if (pages.isFreed(tablePa)) {
      inconsistent("a store into table page " + hex(tablePa) + ", which was freed");
    } else if (!pages.isAllocated(tablePa)) {
      inconsistent("a store into table page " + hex(tablePa) + ", which was never allocated");
      pages.allocate(tablePa, event.getAsLong());
      pages.back(tablePa);
    }
  }

  void checkLive(long tablePa, boolean told) {
    TableGraph graph = tables.graph();
    if (graph.isLive(tablePa) != told) {
      String actual = told
          ? "live, but no start table reaches it"
          : "off-line, but domain " + graph.owner(tablePa) + " reaches it";
      inconsistent("a store into table page " + hex(tablePa) + " was told to be " + actual);
    }
  }

  void checkPosition(long tablePa, int index, int level, long ipa) {
    TableGraph graph = tables.graph();
    if (!graph.isLinkedOnce(tablePa)) {
      return; // off-line, or at several places of which any may be meant
    }
    int actualLevel = TableGraph.firstLevel(graph.liveLevels(tablePa));
    long actualIpa = graph.ipa(tablePa, actualLevel, index);
    if (level != actualLevel || ipa != actualIpa) {
      inconsistent("a store into table page " + hex(tablePa) + " was told to be at level " + level
          + " of " + hex(ipa) + ", but it is at level " + actualLevel + " of " + hex(actualIpa));
    }
  }

  void checkReplaced(long tablePa, int index, long told) {
    long actual = tables.pages().words().read(tablePa + 8L * index);
    if (actual != told) {
      inconsistent("a store into index " + index + " of table page " + hex(tablePa)
          + " was told to replace " + hex(told) + ", but memory holds " + hex(actual));
    }
  }

  void checkAllocation(long tablePa) {
    if (tables.pages().isAllocated(tablePa)) {
      inconsistent("table page " + hex(tablePa) + " is allocated a second time");
    }
  }

  void checkFree(long tablePa, boolean toldAgain) {
    TableMemory pages = tables.pages();
    if (toldAgain && !pages.isFreed(tablePa)) {
      inconsistent(
          "table page " + hex(tablePa) + " was told to be freed again, but it is not free");
    } else if (!toldAgain && pages.isFreed(tablePa)) {
      inconsistent("table page " + hex(tablePa)
          + " was told to be freed for the first time, but it is free already");
    } else if (!toldAgain && !pages.isAllocated(tablePa)) {
      inconsistent("table page " + hex(tablePa) + " is freed but was never allocated");
    }
  }

  /** A TLBI takes VMID and start table from the VTTBR in force on its PE. */
  void checkContext(int pe, int toldVmid, long toldRootPa, DomainReport inForce) {
    if (toldVmid != inForce.vmid() || toldRootPa != inForce.rootPa()) {
      inconsistent("a TLBI was told to run under VMID " + toldVmid + " and start table "
          + hex(toldRootPa) + ", but VTTBR_EL2 of PE " + pe + " holds " + inForce.vmid() + " and "
          + hex(inForce.rootPa()));
    }
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
