package io.shatterproof.arch;

import java.util.Locale;
import java.util.Optional;

/**
 * Shareability domain and access types of a DSB.
 *
 * @see "Arm ARM DDI 0487, 'Data Synchronization Barrier (DSB)'"
 */
public enum DsbOption {
  SY(ShareabilityDomain.SYSTEM, Waits.ALL),
  LD(ShareabilityDomain.SYSTEM, Waits.LOADS),
  ST(ShareabilityDomain.SYSTEM, Waits.STORES),
  ISH(ShareabilityDomain.INNER, Waits.ALL),
  ISHLD(ShareabilityDomain.INNER, Waits.LOADS),
  ISHST(ShareabilityDomain.INNER, Waits.STORES),
  OSH(ShareabilityDomain.OUTER, Waits.ALL),
  OSHLD(ShareabilityDomain.OUTER, Waits.LOADS),
  OSHST(ShareabilityDomain.OUTER, Waits.STORES),
  NSH(ShareabilityDomain.NON_SHAREABLE, Waits.ALL),
  NSHLD(ShareabilityDomain.NON_SHAREABLE, Waits.LOADS),
  NSHST(ShareabilityDomain.NON_SHAREABLE, Waits.STORES),
  SYNXS(ShareabilityDomain.SYSTEM, Waits.ALL_WITHOUT_XS),
  ISHNXS(ShareabilityDomain.INNER, Waits.ALL_WITHOUT_XS),
  OSHNXS(ShareabilityDomain.OUTER, Waits.ALL_WITHOUT_XS),
  NSHNXS(ShareabilityDomain.NON_SHAREABLE, Waits.ALL_WITHOUT_XS);

  private enum Waits {
    ALL,
    LOADS,
    STORES,
    ALL_WITHOUT_XS
  }

  private final ShareabilityDomain domain;
  private final Waits waits;

  DsbOption(ShareabilityDomain domain, Waits waits) {
    this.domain = domain;
    this.waits = waits;
  }

  /** The PEs for which what it waits for is complete. */
  public ShareabilityDomain domain() {
    return domain;
  }

  /** Whether it waits for the loads before it; one with nXS for those with XS = 0. */
  public boolean isForLoads() {
    return waits != Waits.STORES;
  }

  /** Whether it waits for the stores before it; one with nXS for those with XS = 0. */
  public boolean isForStores() {
    return waits != Waits.LOADS;
  }

  /** Whether it does not wait for accesses with XS = 1, FEAT_XS. */
  public boolean isNxs() {
    return waits == Waits.ALL_WITHOUT_XS;
  }

  /**
   * Whether it does everything that another one does: its domain includes the other's, and it waits
   * for the same accesses or more.
   */
  public boolean isAtLeast(DsbOption other) {
    return domain.includes(other.domain) && (waits == Waits.ALL || waits == other.waits);
  }

  /** The barrier that this is when executed at EL1 with HCRX_EL2.FnXS = 1. */
  public DsbOption withForcedNxs() {
    return switch (this) {
      case SY -> SYNXS;
      case ISH -> ISHNXS;
      case OSH -> OSHNXS;
      case NSH -> NSHNXS;
      case LD, ST, ISHLD, ISHST, OSHLD, OSHST, NSHLD, NSHST, SYNXS, ISHNXS, OSHNXS, NSHNXS -> this;
    };
  }

  /**
   * Whether it waits for an operation that the same PE executed before it: it is for loads and
   * stores, its domain is that of the operation or larger, and with nXS the operation has it too.
   *
   * @see "Arm ARM DDI 0487, 'Ordering and completion of TLB maintenance instructions'"
   */
  public boolean completes(TlbiOp op) {
    return isForLoads()
        && isForStores()
        && domain.includes(op.shareability())
        && (!isNxs() || op.excludesXs());
  }

  /** The assembler operand in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The option of this name, in lower case. */
  public static Optional<DsbOption> parse(String word) {
    for (DsbOption option : values()) {
      if (option.word().equals(word)) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }
}
