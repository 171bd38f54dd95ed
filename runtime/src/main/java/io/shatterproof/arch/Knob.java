package io.shatterproof.arch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A behaviour that differs between implementations, which a platform can choose.
 *
 * <p>What is IMPLEMENTATION DEFINED has the first choice as its default. What is CONSTRAINED
 * UNPREDICTABLE is open unless a platform chooses: every choice is permitted then, at every access.
 */
public enum Knob {
  /**
   * HPFAR_EL2 may hold a wrong address behind a stage 2 Translation fault, since a fault of stage 1
   * may be reported as one: erratum 834220 of Cortex-A57.
   */
  ERRATUM_834220(Kind.IMPLEMENTATION_DEFINED, "absent", "present"),

  /** VTCR_EL2.T0SZ below its minimum, without FEAT_LPA. Arm pseudocode AArch64_S2TxSZFaults(). */
  T0SZ_BELOW_MIN(Kind.IMPLEMENTATION_DEFINED, "clamps", "faults"),

  /** VTCR_EL2.T0SZ above its maximum. Arm pseudocode AArch64_S2TxSZFaults(). */
  T0SZ_ABOVE_MAX(Kind.IMPLEMENTATION_DEFINED, "clamps", "faults"),

  /** The granule that VTCR_EL2.TG0 = 0b11 stands for. Arm pseudocode AArch64_S2DecodeTG0(). */
  TG0_RESERVED(Kind.IMPLEMENTATION_DEFINED, "4K", "16K", "64K"),

  /**
   * A contiguous range larger than the IPA space. Arm pseudocode AArch64_ContiguousBitFaults().
   */
  CONTIGUOUS_SPAN(Kind.IMPLEMENTATION_DEFINED, "translates", "faults"),

  /** A block whose nT bit is 1, with FEAT_BBM. Arm pseudocode AArch64_BlocknTFaults(). */
  NT_BLOCK(Kind.IMPLEMENTATION_DEFINED, "translates", "faults"),

  /** Cache maintenance through a leaf with AF = 0. Arm pseudocode AArch64_S2Walk(). */
  CACHE_MAINTENANCE_AF(Kind.IMPLEMENTATION_DEFINED, "ignores", "faults"),

  /** Whether an AT instruction sets the access flag that it finds clear, with HA = 1. */
  AT_AF_UPDATE(Kind.IMPLEMENTATION_DEFINED, "present", "absent"),

  /** IC IVAU from EL0 without read permission. Arm pseudocode AArch64_S2CheckPermissions(). */
  IC_IVAU_PERMISSION(Kind.IMPLEMENTATION_DEFINED, "ignores", "faults"),

  /**
   * The shareability that stage 1 hands on for Device and Non-cacheable memory: outer, or what its
   * descriptor says. Arm pseudocode EffectiveShareability().
   */
  STAGE1_SHAREABILITY(Kind.IMPLEMENTATION_DEFINED, "effective", "programmed"),

  /** A fetch from memory that stage 2 makes Device. Arm pseudocode AArch64_S2CheckPermissions(). */
  FETCH_FROM_DEVICE(Kind.CONSTRAINED_UNPREDICTABLE, "noncacheable", "faults"),

  /** A reserved cacheability in MemAttr. Arm pseudocode S2DecodeCacheability(). */
  RESERVED_MEMATTR(Kind.CONSTRAINED_UNPREDICTABLE, "nc", "wt", "wb"),

  /** MemAttr[2:0] = 0b100 with HCR_EL2.FWB. Arm pseudocode AArch64_S2ApplyFWBMemAttrs(). */
  RESERVED_FWB_MEMATTR(
      Kind.CONSTRAINED_UNPREDICTABLE,
      "0b101",
      "0b110",
      "0b111",
      "0b000",
      "0b001",
      "0b010",
      "0b011"),

  /** The reserved value 0b01 of SH or of VTCR_EL2.SH0. Arm pseudocode DecodeShareability(). */
  RESERVED_SHAREABILITY(Kind.CONSTRAINED_UNPREDICTABLE, "outer", "inner", "non"),

  /**
   * Whether the access flag is set by an access that ends in a Permission or Alignment fault. Arm
   * pseudocode AArch64_SettingAccessFlagPermitted().
   */
  AF_UPDATE_ON_FAULT(Kind.CONSTRAINED_UNPREDICTABLE, "absent", "present"),

  /**
   * Whether the dirty state is set by an access that ends in an Alignment fault. Arm pseudocode
   * AArch64_SettingDirtyStatePermitted().
   */
  DIRTY_UPDATE_ON_FAULT(Kind.CONSTRAINED_UNPREDICTABLE, "absent", "present"),

  /** A store of an Allocation Tag to Device memory. Arm pseudocode AArch64_S2HasAlignmentFault(). */
  TAG_STORE_TO_DEVICE(Kind.CONSTRAINED_UNPREDICTABLE, "permitted", "faults"),

  /**
   * A contiguous leaf whose output address is not aligned to the contiguous range: the bits below
   * the range come from the IPA, or the leaf counts alone. Arm pseudocode StageOA().
   */
  MISALIGNED_CONTIGUOUS(Kind.CONSTRAINED_UNPREDICTABLE, "range", "entry"),

  /**
   * Which fault an access reports that crosses a page boundary, where both pages fault. Arm ARM,
   * 'Prioritization of synchronous exceptions'.
   */
  PAGE_CROSSING(Kind.CONSTRAINED_UNPREDICTABLE, "lower", "upper"),

  /**
   * Bits of VTTBR_EL2 below the alignment of the start table: taken as zero, or part of every
   * descriptor address. Arm ARM, VTTBR_EL2.BADDR.
   */
  MISALIGNED_VTTBR(Kind.CONSTRAINED_UNPREDICTABLE, "zero", "used");

  /** How free an implementation is. */
  public enum Kind {
    IMPLEMENTATION_DEFINED,
    CONSTRAINED_UNPREDICTABLE
  }

  private final Kind kind;
  private final List<String> choices;
  private final String word;

  /** A knob; its default comes first. */
  Knob(Kind kind, String... choices) {
    this.kind = kind;
    this.choices = List.of(choices);
    this.word = name().toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /** The spelling of scenarios and vectors. */
  public String word() {
    return word;
  }

  /** What can be chosen; first what a platform has that does not choose. */
  public List<String> choices() {
    return choices;
  }

  /** What a platform chooses; the first choice if it does not. */
  public String of(Platform platform) {
    return of(platform.choices());
  }

  /** The same, of choices by the words of their knobs. */
  String of(Map<String, String> chosen) {
    return chosen.getOrDefault(word(), choices.get(0));
  }

  /** Whether a platform permits every choice. */
  public boolean isOpen(Platform platform) {
    return kind == Kind.CONSTRAINED_UNPREDICTABLE && !platform.choices().containsKey(word());
  }

  /** The knob of that spelling. */
  public static Optional<Knob> parse(String word) {
    for (Knob knob : values()) {
      if (knob.word().equals(word)) {
        return Optional.of(knob);
      }
    }
    return Optional.empty();
  }
}
