package io.shatterproof.tlb;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.arch.TtlHint;

/**
 * Which entries an invalidation is about.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance requirements and the TLB maintenance instructions'"
 */
public final class InvalidationScope {
  private static final int LAST_LEVEL = 3;
  private static final int LEVEL = 0b11; // of a hint

  private InvalidationScope() {}

  /**
   * Whether an invalidation has to remove the entry, as far as it says itself which entries it is
   * about; on which PEs, and when, is not asked.
   */
  static boolean removes(Invalidation invalidation, TlbEntry entry) {
    TlbiOp op = invalidation.op();
    if (invalidation.isOfIommu()) {
      return isOfVmid(invalidation, entry)
          && invalidation.overlaps(entry.address, entry.granule.entrySizeBytes(entry.level));
    }
    if (op.excludesXs() && entry.hasXs) {
      return false;
    }
    return switch (op.scope()) {
      case ALL -> true;
      case VMID -> isOfVmid(invalidation, entry);
      case STAGE1_OF_VMID -> entry.isByVa() && isOfVmid(invalidation, entry);
      case ASID ->
        entry.isByVa()
            && isOfVmid(invalidation, entry)
            && !entry.isGlobal
            && isOfAsid(invalidation, entry);
      case VA, VA_ALL_ASIDS ->
        entry.isByVa() && isOfVmid(invalidation, entry) && isNamedByVa(invalidation, entry);
      case IPA ->
        !entry.isByVa()
            && isOfVmid(invalidation, entry)
            && isNamed(invalidation, entry, entry.level, entry.isTable());
      case EL2 -> false;
    };
  }

  private static boolean isOfVmid(Invalidation invalidation, TlbEntry entry) {
    return invalidation.vmid() == entry.context.vmid();
  }

  private static boolean isOfAsid(Invalidation invalidation, TlbEntry entry) {
    return entry.asid == TlbiOperand.asid(invalidation.operand());
  }

  /** A global entry of the last level goes whatever the ASID; others only with theirs. */
  private static boolean isNamedByVa(Invalidation invalidation, TlbEntry entry) {
    boolean asidMatters =
        invalidation.op().takesAsid() && entry.context.hasStage1() && !entry.isGlobal;
    if (asidMatters && !isOfAsid(invalidation, entry)) {
      return false;
    }
    if (!entry.context.hasStage1()
        && TtlHint.isHint(
            TlbiOperand.hint(invalidation.op(), invalidation.operand()), invalidation.lpa2())) {
      return false; // there is no level of stage 1 that a hint could name
    }
    return isNamed(invalidation, entry, entry.level, entry.isTable());
  }

  /**
   * How far an invalidation goes towards removing the entry from a PE, as far as it says so itself;
   * what the PE could load again is not asked.
   */
  public static Coverage coverage(Invalidation invalidation, TlbEntry entry, int pe) {
    TlbiOp op = invalidation.op();
    boolean isMeant = switch (op.scope()) {
      case ALL, VMID, IPA -> true;
      case STAGE1_OF_VMID, ASID, VA, VA_ALL_ASIDS -> entry.isByVa();
      case EL2 -> false;
    };
    if (!isMeant || (op.excludesXs() && entry.hasXs)) {
      return Coverage.NOTHING;
    }
    if (op.scope() != TlbiOp.Scope.ALL
        && invalidation.vmid() != Invalidation.NO_VMID
        && !isOfVmid(invalidation, entry)) {
      return Coverage.OTHER_VMID;
    }
    Coverage named = named(invalidation, entry);
    if (named != Coverage.WHOLE) {
      return named;
    }
    if (!invalidation.reaches(pe)) {
      return Coverage.ONE_PE;
    }
    if (op.scope() == TlbiOp.Scope.IPA && entry.isByVa()) {
      return Coverage.STAGE2_ALONE;
    }
    if (!invalidation.isComplete()) {
      return Coverage.NOT_COMPLETE;
    }
    boolean isOfNoVmid =
        op.scope() != TlbiOp.Scope.ALL && invalidation.vmid() == Invalidation.NO_VMID;
    return isOfNoVmid || invalidation.completeFor(pe) == Times.NEVER
        ? Coverage.NOT_SYNCHRONIZED
        : Coverage.WHOLE;
  }

  private static Coverage named(Invalidation invalidation, TlbEntry entry) {
    return switch (invalidation.op().scope()) {
      case ALL, VMID, STAGE1_OF_VMID, EL2 -> Coverage.WHOLE;
      case ASID ->
        !entry.isGlobal && isOfAsid(invalidation, entry) ? Coverage.WHOLE : Coverage.NOTHING;
      case VA, VA_ALL_ASIDS ->
        invalidation.op().takesAsid()
                && entry.context.hasStage1()
                && !entry.isGlobal
                && !isOfAsid(invalidation, entry)
            ? Coverage.NOTHING
            : named(invalidation, entry, entry.granule, entry.level, entry.address);
      case IPA ->
        named(
            invalidation,
            entry,
            entry.context.granule(),
            entry.kind == TlbEntry.Kind.STAGE2_TABLE ? entry.level : entry.leafLevel,
            entry.ipa);
    };
  }

  private static Coverage named(
      Invalidation invalidation, TlbEntry entry, Granule ofGranule, int ofLevel, long ofAddress) {
    TlbiOp op = invalidation.op();
    long operand = invalidation.operand();
    boolean isVa = op.scope() != TlbiOp.Scope.IPA;
    boolean wide = isVa ? invalidation.stage1Ds() : invalidation.ds();
    boolean lpa2 = invalidation.lpa2();
    long bare =
        op.isRange() ? TlbiOperand.RANGE_TTL.in(operand, 0) : TlbiOperand.TTL.in(operand, 0);
    if (!TlbiOperand.names(op, bare, ofGranule, lpa2, wide, ofLevel, ofAddress, false)) {
      for (Granule other : Granule.values()) {
        if (op.isRange()
            && other != ofGranule
            && TlbiOperand.names(op, bare, other, lpa2, wide, LAST_LEVEL, ofAddress, false)) {
          return Coverage.OTHER_GRANULE;
        }
      }
      return Coverage.OTHER_ADDRESS;
    }
    boolean isOfTable = entry.kind == TlbEntry.Kind.STAGE2_TABLE || (isVa && entry.isTable());
    int hint = TlbiOperand.hint(op, operand);
    boolean isHint = TtlHint.isHint(hint, lpa2);
    boolean isUnhinted = !isVa || entry.context.hasStage1() || !isHint;
    if (isUnhinted
        && TlbiOperand.names(op, operand, ofGranule, lpa2, wide, ofLevel, ofAddress, isOfTable)) {
      return Coverage.WHOLE;
    }
    boolean isOtherGranule = isHint && (hint ^ TtlHint.of(ofGranule, LAST_LEVEL)) >>> 2 != 0;
    boolean isOfLevel =
        isOfTable ? !op.isLastLevelOnly() && ofLevel < (hint & LEVEL) : ofLevel == (hint & LEVEL);
    return isOtherGranule && isOfLevel ? Coverage.OTHER_GRANULE : Coverage.OTHER_LEVEL;
  }

  private static boolean isNamed(
      Invalidation invalidation, TlbEntry entry, int ofLevel, boolean ofTable) {
    return TlbiOperand.names(
        invalidation.op(),
        invalidation.operand(),
        entry.granule,
        invalidation.lpa2(),
        entry.isByVa() ? invalidation.stage1Ds() : invalidation.ds(),
        ofLevel,
        entry.address,
        ofTable);
  }
}
