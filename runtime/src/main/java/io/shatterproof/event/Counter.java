package io.shatterproof.event;

import java.util.Locale;
import java.util.Optional;

/** A count that an expectation can state; the word is the constant with spaces. */
public enum Counter {
  TLBI,
  LIVE_STORES,
  /** Descriptors stored in tables that no root reaches: a fill of n counts n, zeroing none. */
  FILLS,
  ENTRY_CLEANS,
  TABLE_CLEANS,
  TABLES_ALLOCATED,
  TABLES_FREED,
  REFERENCES_DROPPED,
  IOMMU_FLUSHES;

  /** The spelling of scenarios, for example {@code live stores}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The name in JSON, for example {@code live_stores}. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The counter of that name in JSON. */
  public static Optional<Counter> parseJsonName(String jsonName) {
    for (Counter counter : values()) {
      if (counter.jsonName().equals(jsonName)) {
        return Optional.of(counter);
      }
    }
    return Optional.empty();
  }

  /**
   * By how much an event raises this counter.
   *
   * @param live for a store: whether it is live
   */
  public long increment(Event event, boolean live) {
    return switch (this) {
      case TLBI -> event instanceof Event.Tlbi ? 1 : 0;
      case LIVE_STORES -> event instanceof Event.Store && live ? 1 : 0;
      case FILLS -> fills(event, live);
      case ENTRY_CLEANS -> cleans(event, CleanKind.ENTRY);
      case TABLE_CLEANS -> cleans(event, CleanKind.TABLE);
      case TABLES_ALLOCATED -> event instanceof Event.TableAllocated ? 1 : 0;
      case TABLES_FREED -> event instanceof Event.TableFreed ? 1 : 0;
      case REFERENCES_DROPPED -> event instanceof Event.ReferenceDropped ? 1 : 0;
      case IOMMU_FLUSHES -> event instanceof Event.IommuFlush ? 1 : 0;
    };
  }

  private static long fills(Event event, boolean live) {
    if (event instanceof Event.Fill fill) {
      return fill.count();
    }
    return event instanceof Event.Store && !live ? 1 : 0;
  }

  private static long cleans(Event event, CleanKind kind) {
    return event instanceof Event.Clean clean && clean.what() == kind ? 1 : 0;
  }
}
