package io.shatterproof.arch;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A TLB maintenance operation of the EL1&amp;0 regime, or one of EL2 that hypervisors use.
 *
 * <p>The name says all: an operation of {@link TlbiFamily}, then IS or OS for a broadcast, then NXS
 * if its completion does not wait for accesses with the XS attribute.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance instructions'"
 */
public enum TlbiOp {
  ALLE1,
  ALLE1IS,
  ALLE1OS,
  VMALLS12E1,
  VMALLS12E1IS,
  VMALLS12E1OS,
  VMALLE1,
  VMALLE1IS,
  VMALLE1OS,
  ASIDE1,
  ASIDE1IS,
  ASIDE1OS,
  VAE1,
  VAE1IS,
  VAE1OS,
  VALE1,
  VALE1IS,
  VALE1OS,
  VAAE1,
  VAAE1IS,
  VAAE1OS,
  VAALE1,
  VAALE1IS,
  VAALE1OS,
  RVAE1,
  RVAE1IS,
  RVAE1OS,
  RVALE1,
  RVALE1IS,
  RVALE1OS,
  RVAAE1,
  RVAAE1IS,
  RVAAE1OS,
  RVAALE1,
  RVAALE1IS,
  RVAALE1OS,
  IPAS2E1,
  IPAS2E1IS,
  IPAS2E1OS,
  IPAS2LE1,
  IPAS2LE1IS,
  IPAS2LE1OS,
  RIPAS2E1,
  RIPAS2E1IS,
  RIPAS2E1OS,
  RIPAS2LE1,
  RIPAS2LE1IS,
  RIPAS2LE1OS,
  ALLE2,
  ALLE2IS,
  ALLE2OS,
  VAE2,
  VAE2IS,
  VAE2OS,
  VALE2,
  VALE2IS,
  VALE2OS,
  ALLE1NXS,
  ALLE1ISNXS,
  ALLE1OSNXS,
  VMALLS12E1NXS,
  VMALLS12E1ISNXS,
  VMALLS12E1OSNXS,
  VMALLE1NXS,
  VMALLE1ISNXS,
  VMALLE1OSNXS,
  ASIDE1NXS,
  ASIDE1ISNXS,
  ASIDE1OSNXS,
  VAE1NXS,
  VAE1ISNXS,
  VAE1OSNXS,
  VALE1NXS,
  VALE1ISNXS,
  VALE1OSNXS,
  VAAE1NXS,
  VAAE1ISNXS,
  VAAE1OSNXS,
  VAALE1NXS,
  VAALE1ISNXS,
  VAALE1OSNXS,
  RVAE1NXS,
  RVAE1ISNXS,
  RVAE1OSNXS,
  RVALE1NXS,
  RVALE1ISNXS,
  RVALE1OSNXS,
  RVAAE1NXS,
  RVAAE1ISNXS,
  RVAAE1OSNXS,
  RVAALE1NXS,
  RVAALE1ISNXS,
  RVAALE1OSNXS,
  IPAS2E1NXS,
  IPAS2E1ISNXS,
  IPAS2E1OSNXS,
  IPAS2LE1NXS,
  IPAS2LE1ISNXS,
  IPAS2LE1OSNXS,
  RIPAS2E1NXS,
  RIPAS2E1ISNXS,
  RIPAS2E1OSNXS,
  RIPAS2LE1NXS,
  RIPAS2LE1ISNXS,
  RIPAS2LE1OSNXS,
  ALLE2NXS,
  ALLE2ISNXS,
  ALLE2OSNXS,
  VAE2NXS,
  VAE2ISNXS,
  VAE2OSNXS,
  VALE2NXS,
  VALE2ISNXS,
  VALE2OSNXS;

  private static final Map<Encoding, TlbiOp> BY_ENCODING = byEncoding();
  private static final Map<String, TlbiOp> BY_WORD = byWord();

  /**
   * Which entries an operation removes at least, of those of its Security state.
   *
   * <p>By what an entry was made of: of stage 1 alone, of stage 2 alone, of both (combined).
   */
  public enum Scope {
    /** Every entry of EL1&amp;0, of every VMID. */
    ALL,
    /** Every entry of EL1&amp;0 of the current VMID. */
    VMID,
    /** Those of the current VMID that were made of stage 1: of stage 1 alone, or combined. */
    STAGE1_OF_VMID,
    /** Those of {@link #STAGE1_OF_VMID} that are not global and of the ASID. */
    ASID,
    /** Those of {@link #STAGE1_OF_VMID} for the VA, which are of the ASID or global. */
    VA,
    /** Those of {@link #STAGE1_OF_VMID} for the VA, of any ASID. */
    VA_ALL_ASIDS,
    /** Those of the current VMID for the IPA that were made of stage 2 alone. */
    IPA,
    /** Those of EL2, and none of EL1&amp;0. */
    EL2
  }

  /** What the register operand of an operation names; {@link TlbiOperand} has its format. */
  public enum Operand {
    NONE,
    ASID,
    /** With an ASID unless the operation is of every ASID. */
    VA,
    VA_RANGE,
    IPA,
    IPA_RANGE
  }

  /**
   * The fields of the instruction, a SYS with op0 = 1.
   *
   * @param op1 which Exception level it belongs to, 0 to 7
   * @param crn 8, or 9 with nXS
   * @param crm 0 to 15
   * @param op2 0 to 7
   */
  public record Encoding(int op1, int crn, int crm, int op2) {
    @Override
    public String toString() {
      return op1 + "," + crn + "," + crm + "," + op2;
    }
  }

  private final TlbiFamily family;
  private final ShareabilityDomain shareability;
  private final boolean excludesXs;
  private final Set<Feature> needs;

  TlbiOp() {
    String name = name();
    excludesXs = name.endsWith("NXS");
    String plain = excludesXs ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith("IS")) {
      shareability = ShareabilityDomain.INNER;
    } else if (plain.endsWith("OS")) {
      shareability = ShareabilityDomain.OUTER;
    } else {
      shareability = ShareabilityDomain.NON_SHAREABLE;
    }
    boolean isBroadcast = shareability != ShareabilityDomain.NON_SHAREABLE;
    family = TlbiFamily.valueOf(isBroadcast ? plain.substring(0, plain.length() - 2) : plain);
    needs = needs(family, shareability, excludesXs);
  }

  private static Set<Feature> needs(
      TlbiFamily family, ShareabilityDomain shareability, boolean excludesXs) {
    Set<Feature> needs = EnumSet.noneOf(Feature.class);
    if (shareability == ShareabilityDomain.OUTER) {
      needs.add(Feature.TLBIOS);
    }
    if (family.isRange()) {
      needs.add(Feature.TLBIRANGE);
    }
    if (excludesXs) {
      needs.add(Feature.XS);
    }
    return Collections.unmodifiableSet(needs);
  }

  private static Map<Encoding, TlbiOp> byEncoding() {
    Map<Encoding, TlbiOp> ops = new HashMap<>();
    for (TlbiOp op : values()) {
      ops.put(op.encoding(), op);
    }
    return ops;
  }

  private static Map<String, TlbiOp> byWord() {
    Map<String, TlbiOp> ops = new HashMap<>();
    for (TlbiOp op : values()) {
      ops.put(op.word(), op);
    }
    return ops;
  }

  /** The operation that this is with every suffix taken off. */
  public TlbiFamily family() {
    return family;
  }

  /** Which entries it removes at least. */
  public Scope scope() {
    return family.scope();
  }

  /** Whether it is about a range of addresses. */
  public boolean isRange() {
    return family.isRange();
  }

  /**
   * Whether only entries of the last level of lookup have to go, blocks and pages: the L form. Table
   * entries may stay.
   */
  public boolean isLastLevelOnly() {
    return family.isLastLevelOnly();
  }

  /** The PEs on which it acts: the one that executes it, or also those of a domain. */
  public ShareabilityDomain shareability() {
    return shareability;
  }

  /** Whether every PE of a domain takes part: those with IS or OS. */
  public boolean isBroadcast() {
    return shareability != ShareabilityDomain.NON_SHAREABLE;
  }

  /**
   * Whether its completion does not wait for accesses with XS = 1, and entries with XS = 1 may stay.
   *
   * @see "Arm ARM DDI 0487, 'TLB maintenance instructions', the nXS qualifier"
   */
  public boolean excludesXs() {
    return excludesXs;
  }

  /** The features without any one of which it is UNDEFINED; usually none. */
  public Set<Feature> needs() {
    return needs;
  }

  /** Whether it is UNDEFINED at EL1, but for the traps of nested virtualization. */
  public boolean isUndefinedAtEl1() {
    return encoding().op1() != 0;
  }

  /**
   * Whether it acts on the EL2&amp;0 regime, and on no entry of a guest, where a PE at EL2 executes
   * it with HCR_EL2.{E2H, TGE} = {1, 1}.
   */
  public boolean followsTge() {
    return !isUndefinedAtEl1();
  }

  /** What the register operand names. */
  public Operand operand() {
    return family.operand();
  }

  /** Whether the register operand has an ASID that counts. */
  public boolean takesAsid() {
    return scope() == Scope.ASID || scope() == Scope.VA;
  }

  /**
   * The operation that this is when executed at EL1 with HCR_EL2.FB = 1 and TGE = 0: what EL1 may
   * execute and would act on one PE acts on the Inner Shareable domain.
   */
  public TlbiOp withForcedBroadcast() {
    return isBroadcast() || isUndefinedAtEl1()
        ? this
        : of(family, ShareabilityDomain.INNER, excludesXs);
  }

  /** The operation that this is when executed at EL1 with HCRX_EL2.FnXS = 1. */
  public TlbiOp withForcedNxs() {
    return isUndefinedAtEl1() ? this : of(family, shareability, true);
  }

  /** The operation with these suffixes; there is no other of a whole system than OS. */
  public static TlbiOp of(TlbiFamily family, ShareabilityDomain shareability, boolean excludesXs) {
    TlbiOp op = BY_ENCODING.get(family.encoding(shareability, excludesXs));
    if (op == null) {
      throw new IllegalStateException("no operation for " + family + " " + shareability);
    }
    return op;
  }

  /** The fields of the instruction. */
  public Encoding encoding() {
    return family.encoding(shareability, excludesXs);
  }

  /** The operation with this encoding, if it is one of these. */
  public static Optional<TlbiOp> of(int op1, int crn, int crm, int op2) {
    return Optional.ofNullable(BY_ENCODING.get(new Encoding(op1, crn, crm, op2)));
  }

  /** The assembler name in lower case, for example {@code vmalls12e1is}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The operation of this name, in lower case. */
  public static Optional<TlbiOp> parse(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
