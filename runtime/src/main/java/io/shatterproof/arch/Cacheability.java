package io.shatterproof.arch;

import java.util.Locale;

/**
 * Cacheability of Normal memory on one side, inner or outer, with its allocation hints. {@link
 * MemoryType Device} memory counts as {@link #NC}.
 *
 * <p>The names end in the hints: NA none, RA Read-Allocate, WA Write-Allocate.
 *
 * @see "Arm pseudocode MemAttrHints"
 */
public enum Cacheability {
  NC(Policy.NC, false, false, false),
  WT_NA(Policy.WT, false, false, false),
  WT_RA(Policy.WT, true, false, false),
  WT_WA(Policy.WT, false, true, false),
  WT_RAWA(Policy.WT, true, true, false),
  WT_RA_TRANSIENT(Policy.WT, true, false, true),
  WT_WA_TRANSIENT(Policy.WT, false, true, true),
  WT_RAWA_TRANSIENT(Policy.WT, true, true, true),
  WB_NA(WT_NA),
  WB_RA(WT_RA),
  WB_WA(WT_WA),
  WB_RAWA(WT_RAWA),
  WB_RA_TRANSIENT(WT_RA_TRANSIENT),
  WB_WA_TRANSIENT(WT_WA_TRANSIENT),
  WB_RAWA_TRANSIENT(WT_RAWA_TRANSIENT);

  /** Non-cacheable, Write-Through or Write-Back; the weaker of two wins when stages combine. */
  public enum Policy {
    NC,
    WT,
    WB;

    /** The spelling of scenarios and vectors. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Cacheability[] ALL = values();

  private final Policy policy;
  private final boolean readAllocate;
  private final boolean writeAllocate;
  private final boolean isTransient;
  private final Cacheability writeThrough; // with the same hints

  Cacheability(Policy policy, boolean readAllocate, boolean writeAllocate, boolean isTransient) {
    this.policy = policy;
    this.readAllocate = readAllocate;
    this.writeAllocate = writeAllocate;
    this.isTransient = isTransient;
    this.writeThrough = this;
  }

  /** Write-Back with the hints of a Write-Through constant. */
  Cacheability(Cacheability writeThrough) {
    this.policy = Policy.WB;
    this.readAllocate = writeThrough.readAllocate;
    this.writeAllocate = writeThrough.writeAllocate;
    this.isTransient = writeThrough.isTransient;
    this.writeThrough = writeThrough;
  }

  public Policy policy() {
    return policy;
  }

  public boolean readAllocate() {
    return readAllocate;
  }

  public boolean writeAllocate() {
    return writeAllocate;
  }

  public boolean isTransient() {
    return isTransient;
  }

  public boolean isCacheable() {
    return policy != Policy.NC;
  }

  /**
   * The weaker of this and a policy, with the hints of this.
   *
   * @see "Arm pseudocode S2CombineS1AttrHints()"
   */
  public Cacheability and(Policy other) {
    if (other == Policy.WB) {
      return this;
    }
    return other == Policy.NC ? NC : writeThrough;
  }

  /** Write-Back with the hints of this, which is cacheable. */
  Cacheability asWriteBack() {
    return switch (this) {
      case WT_NA -> WB_NA;
      case WT_RA -> WB_RA;
      case WT_WA -> WB_WA;
      case WT_RAWA -> WB_RAWA;
      case WT_RA_TRANSIENT -> WB_RA_TRANSIENT;
      case WT_WA_TRANSIENT -> WB_WA_TRANSIENT;
      case WT_RAWA_TRANSIENT -> WB_RAWA_TRANSIENT;
      default -> this;
    };
  }

  /** The constant with these properties; without a hint nothing is transient, NC has no hints. */
  public static Cacheability of(
      Policy policy, boolean readAllocate, boolean writeAllocate, boolean isTransient) {
    if (policy == Policy.NC) {
      return NC;
    }
    for (Cacheability one : ALL) {
      if (one.policy == policy
          && one.readAllocate == readAllocate
          && one.writeAllocate == writeAllocate
          && one.isTransient == (isTransient && (readAllocate || writeAllocate))) {
        return one;
      }
    }
    throw new IllegalStateException("every combination has a constant");
  }

  /** The spelling of scenarios and vectors, for example {@code wb_rawa}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
