package io.shatterproof.event;

import java.util.List;

/**
 * The one table of the vocabulary: the five spellings of each event.
 *
 * <p>The Java record is the enum constant in camel case; {@code docs/events.md} prints this table.
 */
public enum EventKind {
  STORE(Event.Store.class, "store", "store", "w W", "mem-write", Projection.LIVE_STORES),
  FILL(Event.Fill.class, "fill", "fill", "W", "mem-write", Projection.ALL),
  TLBI(Event.Tlbi.class, "tlbi", "tlbi", "f fl", "tlbi", Projection.LIVE),
  DSB(Event.Dsb.class, "dsb", "dsb", "", "barrier", Projection.ALL),
  ISB(Event.Isb.class, "isb", "isb", "i", "barrier", Projection.ALL),
  ADDRESS_TRANSLATED(
      Event.AddressTranslated.class,
      "address translated",
      "address_translated",
      "",
      "",
      Projection.ALL),
  CLEAN(Event.Clean.class, "clean", "clean", "ct fp ic", "", Projection.ALL),
  CONTEXT(
      Event.Context.class, "context", "context", "v hcr sctlr irq", "sysreg-write", Projection.ALL),
  TABLE_ALLOCATED(
      Event.TableAllocated.class,
      "table allocated",
      "table_allocated",
      "al",
      "mem-init",
      Projection.ALL),
  TABLE_ZEROED(
      Event.TableZeroed.class, "table zeroed", "table_zeroed", "z", "mem-set", Projection.ALL),
  TABLE_FREED(
      Event.TableFreed.class, "table freed", "table_freed", "fr", "mem-free", Projection.LIVE),
  LOCKED(Event.Locked.class, "lock", "lock", "L", "lock", Projection.ALL),
  UNLOCKED(Event.Unlocked.class, "unlock", "unlock", "U", "unlock", Projection.ALL),
  REFERENCE_DROPPED(
      Event.ReferenceDropped.class,
      "reference dropped",
      "reference_dropped",
      "pg",
      "",
      Projection.LIVE),
  IOMMU_FLUSH(Event.IommuFlush.class, "iommu flush", "iommu_flush", "io", "", Projection.LIVE),
  PREEMPTED(Event.Preempted.class, "preemption", "preemption", "pc", "", Projection.ALL),
  MONITORED(Event.Monitored.class, "monitor", "monitor", "mt", "", Projection.ALL),
  DOMAIN_CRASHED(
      Event.DomainCrashed.class, "domain crash", "domain_crash", "dc", "", Projection.ALL),
  ASSERTION_FAILED(Event.AssertionFailed.class, "assertion", "assertion", "as", "", Projection.ALL),
  WARNED(Event.Warned.class, "warning", "warning", "wn", "", Projection.ALL),
  FATAL(Event.Fatal.class, "fatal", "fatal", "bug", "", Projection.ALL);

  private enum Projection {
    LIVE,
    LIVE_STORES,
    ALL
  }

  private final Class<? extends Event> record;
  private final String word;
  private final String jsonName;
  private final String recordedCodes;
  private final String casemateOperation;
  private final Projection projection;

  EventKind(
      Class<? extends Event> record,
      String word,
      String jsonName,
      String recordedCodes,
      String casemateOperation,
      Projection projection) {
    this.record = record;
    this.word = word;
    this.jsonName = jsonName;
    this.recordedCodes = recordedCodes;
    this.casemateOperation = casemateOperation;
    this.projection = projection;
  }

  /** The Java record. */
  public Class<? extends Event> record() {
    return record;
  }

  /** The word of the scenario language. */
  public String word() {
    return word;
  }

  /** The name in JSON. */
  public String jsonName() {
    return jsonName;
  }

  /** The codes in recorded sequences; empty where recordings imply the event. */
  public List<String> recordedCodes() {
    return recordedCodes.isEmpty() ? List.of() : List.of(recordedCodes.split(" "));
  }

  /** The operation in casemate traces; empty where those have none. */
  public String casemateOperation() {
    return casemateOperation;
  }

  /**
   * Whether an event of this kind belongs to the live events, the default of expectations.
   *
   * @param live for a store: whether it is live
   */
  public boolean isLiveEvent(boolean live) {
    return switch (projection) {
      case LIVE -> true;
      case LIVE_STORES -> live;
      case ALL -> false;
    };
  }
}
