package io.shatterproof.arch.decode;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.ShareabilityDomain;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.arch.TtlHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a TLB maintenance operation and its register operand. */
final class TlbiAccount {
  private static final int PAGE_SHIFT = 12; // of an operand without range, whatever the granule
  private static final String SECURE_ONLY = "selects the IPA space in Secure state only";

  private final Stage2Control control;
  private final TlbiOp op;
  private final long operand;
  private final Lines lines;

  private TlbiAccount(Stage2Control control, TlbiOp op, long operand) {
    this.control = control;
    this.op = op;
    this.operand = operand;
    this.lines = new Lines(operand);
  }

  /** An operation without its operand: no lines. */
  static Account of(Platform platform, TlbiOp op) {
    List<String> consequences = new ArrayList<>();
    consequences.add("removes " + removed(op));
    consequences.add(operandWords(op));
    addCommon(platform, op, consequences);
    return new Account("TLBI " + name(op), List.of(), consequences);
  }

  /** An operation that takes an operand, with it. */
  static Account of(Stage2Control control, TlbiOp op, long operand) {
    return new TlbiAccount(control, op, operand).account();
  }

  /** The manual's spelling, for example {@code VAE1ISnXS}. */
  private static String name(TlbiOp op) {
    return op.name().replace("NXS", "nXS");
  }

  private Account account() {
    Optional<String> addresses = switch (op.operand()) {
      case NONE -> throw new IllegalArgumentException(op.word() + " takes no operand");
      case ASID -> asidAlone();
      case VA -> single(TlbiOperand.VA, "VA");
      case IPA -> single(TlbiOperand.IPA, "IPA");
      case VA_RANGE -> range("VA");
      case IPA_RANGE -> range("IPA");
    };
    List<String> consequences = new ArrayList<>();
    consequences.add("removes " + removed(op));
    addresses.ifPresent(consequences::add);
    addCommon(control.platform(), op, consequences);
    return new Account("TLBI " + name(op) + " = " + Hex.of(operand), lines.finish(), consequences);
  }

  private Optional<String> asidAlone() {
    lines.add(TlbiOperand.ASID, Hex.of(TlbiOperand.asid(operand)));
    return Optional.empty();
  }

  private Optional<String> single(Field field, String kind) {
    boolean isIpa = op.operand() == TlbiOp.Operand.IPA;
    addTop(isIpa);
    Optional<TtlHint.Named> hint = TlbiOperand.TTL.existsOn(control.platform())
        ? TtlHint.named(ttl(), hasLpa2())
        : Optional.empty();
    addTtl(TlbiOperand.TTL, hint);
    Granule granule =
        isIpa ? control.granule() : hint.map(TtlHint.Named::granule).orElse(Granule.SIZE_4K);
    long first = TlbiOperand.first(op, operand, granule, false);
    boolean isBelow = ((field.of(operand) << PAGE_SHIFT) & (granule.sizeBytes() - 1)) != 0;
    lines.add(
        field.name(),
        field.high(),
        field.low(),
        kind + " page " + Hex.of(first),
        isBelow
            ? Optional.of("bits below the granule " + granule + " do not count")
            : Optional.empty());
    return Optional.of(kind + " " + Hex.of(first) + " to "
        + Hex.of(TlbiOperand.last(op, operand, granule, false)) + hinted(hint));
  }

  private void addTop(boolean isIpa) {
    if (isIpa) {
      lines.add(TlbiOperand.NS, SECURE_ONLY);
    } else if (op.takesAsid()) {
      lines.add(TlbiOperand.ASID, Hex.of(TlbiOperand.asid(operand)));
    } else if (op.scope() == TlbiOp.Scope.EL2) {
      lines.add(TlbiOperand.ASID, "RES0 unless HCR_EL2.E2H = 1");
    } else {
      lines.res0(TlbiOperand.ASID.high(), TlbiOperand.ASID.low(), "for every ASID");
    }
  }

  private int ttl() {
    return TlbiOperand.hint(op, operand);
  }

  private boolean hasLpa2() {
    return control.has(Feature.LPA2);
  }

  private void addTtl(Field field, Optional<TtlHint.Named> hint) {
    Optional<String> missing = RegisterWords.missing(control.platform(), field);
    if (missing.isPresent()) {
      lines.res0(field, missing.get());
      return;
    }
    if (hint.isPresent()) {
      lines.add(field, "leaf at " + hint.get(), hintRemark(hint.get()));
      return;
    }
    boolean isReserved = ttl() != TtlHint.NONE;
    lines.add(
        field,
        "no hint: every level",
        isReserved
            ? Optional.of("reserved" + (TtlHint.isHint(ttl(), true) ? " without FEAT_LPA2" : ""))
            : Optional.empty());
  }

  private Optional<String> hintRemark(TtlHint.Named hint) {
    if (op.isRange()) {
      return TlbiOperand.isUnpredictableBase(operand, ds())
          ? Optional.of("UNPREDICTABLE: BaseADDR is no multiple of a block of that level")
          : Optional.empty();
    }
    return isOtherGranule(hint.granule()) ? Optional.of(otherGranule()) : Optional.empty();
  }

  private boolean isOtherGranule(Granule granule) {
    return op.scope() == TlbiOp.Scope.IPA && granule != control.granule();
  }

  private String otherGranule() {
    return "VTCR_EL2 says granule " + control.granule() + ": nothing has to be removed";
  }

  private String hinted(Optional<TtlHint.Named> hint) {
    if (hint.isEmpty()) {
      return op.isLastLevelOnly() ? "; no tables" : "; entries of every level, tables too";
    }
    int level = hint.get().level();
    return "; leaves of level " + level
        + (op.isLastLevelOnly() ? "; no tables" : ", and tables of the levels above");
  }

  private Optional<String> range(String kind) {
    addTop(op.operand() == TlbiOp.Operand.IPA_RANGE);
    Optional<TtlHint.Named> hint = TtlHint.named(ttl(), hasLpa2());
    addTtl(TlbiOperand.RANGE_TTL, hint);
    Optional<Granule> named = TlbiOperand.rangeGranule(operand);
    if (named.isEmpty()) {
      String none = "reserved: the operation has no effect";
      lines.add(TlbiOperand.TG, "", Optional.of(none));
      lines.add(TlbiOperand.SCALE, "");
      lines.add(TlbiOperand.NUM, "");
      lines.add(TlbiOperand.BASE, "");
      return Optional.of("no address: TG is reserved");
    }
    Granule granule = named.get();
    lines.add(
        TlbiOperand.TG,
        "granule " + granule,
        isOtherGranule(granule) ? Optional.of(otherGranule()) : Optional.empty());
    long unit = 1L << (5 * TlbiOperand.SCALE.of(operand) + 1);
    long units = TlbiOperand.NUM.of(operand) + 1;
    lines.add(TlbiOperand.SCALE, "units of " + unit + " granules");
    lines.add(
        TlbiOperand.NUM,
        units + (units == 1 ? " unit: " : " units: ") + units * unit + " granules, "
            + Hex.of(TlbiOperand.rangeSizeBytes(granule, operand)) + " bytes");
    long first = TlbiOperand.first(op, operand, granule, ds());
    lines.add(TlbiOperand.BASE, kind + " " + Hex.of(first) + wideBase(granule));
    return Optional.of(kind + " " + Hex.of(first) + " to "
        + Hex.of(TlbiOperand.last(op, operand, granule, ds())) + hinted(hint));
  }

  /** VTCR_EL2.DS; TCR_EL1.DS is not known, and taken as 0. */
  private boolean ds() {
    return op.scope() == TlbiOp.Scope.IPA && control.ds();
  }

  private String wideBase(Granule granule) {
    boolean isOpen = op.scope() != TlbiOp.Scope.IPA && granule != Granule.SIZE_64K && hasLpa2();
    return isOpen
        ? "; with TCR_EL1.DS = 1 " + Hex.of(TlbiOperand.first(op, operand, granule, true))
        : "";
  }

  private static String removed(TlbiOp op) {
    String leaves = op.isLastLevelOnly() ? ", of the last level of lookup alone" : "";
    return switch (op.scope()) {
      case ALL -> "every entry of EL1&0, of every VMID";
      case VMID -> "every entry of EL1&0 of the current VMID";
      case STAGE1_OF_VMID ->
        "the entries of the current VMID that were made of stage 1, combined ones too; those of"
            + " stage 2 alone stay";
      case ASID ->
        "the entries of the current VMID and the ASID that were made of stage 1, combined ones"
            + " too; global ones stay";
      case VA ->
        "the entries of the current VMID for the VA that were made of stage 1, combined ones too,"
            + " of the ASID or global" + leaves;
      case VA_ALL_ASIDS ->
        "the entries of the current VMID for the VA that were made of stage 1, combined ones too,"
            + " of every ASID" + leaves;
      case IPA ->
        "the entries of the current VMID for the IPA that were made of stage 2 alone" + leaves
            + "; combined ones stay";
      case EL2 -> "entries of EL2, and none of EL1&0";
    };
  }

  private static String operandWords(TlbiOp op) {
    return switch (op.operand()) {
      case NONE -> "takes no operand";
      case ASID -> "takes an ASID";
      case VA -> op.takesAsid() ? "takes a VA with an ASID" : "takes a VA";
      case VA_RANGE ->
        op.takesAsid() ? "takes a range of VAs with an ASID" : "takes a range of VAs";
      case IPA -> "takes an IPA";
      case IPA_RANGE -> "takes a range of IPAs";
    };
  }

  private static void addCommon(Platform platform, TlbiOp op, List<String> consequences) {
    consequences.add("acts on " + pes(op.shareability()) + "; complete after DSB "
        + completing(op) + " of the PE that executes it"
        + (op.excludesXs() ? "; does not wait for accesses with XS = 1" : ""));
    consequences.add("op1 " + op.encoding().op1() + ", CRn " + op.encoding().crn() + ", CRm "
        + op.encoding().crm() + ", op2 " + op.encoding().op2()
        + (op.isUndefinedAtEl1() ? "; UNDEFINED at EL1" : ""));
    String missing = op.needs().stream()
        .filter(feature -> !platform.has(feature))
        .map(feature -> "FEAT_" + feature.name())
        .collect(Collectors.joining(" and "));
    if (!missing.isEmpty()) {
      consequences.add("UNDEFINED without " + missing);
    }
  }

  private static String pes(ShareabilityDomain domain) {
    return switch (domain) {
      case NON_SHAREABLE -> "the PE alone";
      case INNER -> "all PEs of the Inner Shareable domain";
      case OUTER -> "all PEs of the Outer Shareable domain";
      case SYSTEM -> "all PEs";
    };
  }

  /** For example {@code ISH, OSH or SY}. */
  private static String completing(TlbiOp op) {
    List<String> options = new ArrayList<>();
    for (DsbOption option : DsbOption.values()) {
      if (option.completes(op) && !option.isNxs()) {
        options.add(option.name());
      }
    }
    String last = options.remove(options.size() - 1);
    String words = options.isEmpty() ? last : String.join(", ", options) + " or " + last;
    return op.excludesXs() ? words + ", with or without nXS," : words;
  }
}
