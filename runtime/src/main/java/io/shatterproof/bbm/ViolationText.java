package io.shatterproof.bbm;

import io.shatterproof.arch.DescriptorChange;

/** Says in one line what happened when an invariant was broken. */
final class ViolationText {
  private ViolationText() {}

  static String of(Violation violation) {
    return switch (violation.name()) {
      case NO_BREAK -> change(violation) + " without a break; " + deciding(violation);
      case LIVE_REPLACE -> change(violation) + " in one live store";
      case NO_CLEAN -> change(violation) + ", which was not cleaned for the IOMMU";
      case NO_DSB_BEFORE_TLBI -> unclean(violation, "the break was not visible yet at the TLBI");
      case NO_TLBI -> unclean(violation, "no TLBI of all PEs followed the break");
      case WRONG_VMID -> unclean(violation, "the TLBI was of another VMID");
      case LOCAL_TLBI -> unclean(violation, "the TLBI was of one PE alone");
      case MISSING_VMALLE1 ->
        unclean(violation, "no VMALLE1IS followed the completed invalidation by IPA");
      case NO_DSB_AFTER -> unclean(violation, "no DSB completed the TLBI");
      case EARLY_RELEASE -> earlyRelease(violation);
      case FLUSH_PENDING -> "the lock is released while " + held(violation);
      case INCOMPLETE_TABLE ->
        "level " + violation.level() + " of " + hex(violation.ipa()) + " links table page "
            + hex(violation.pa()) + ", which was not cleaned for the IOMMU";
      case LEAK ->
        "table page " + hex(violation.pa()) + " is allocated, but no start table" + " reaches it";
      case DOUBLE_FREE -> "table page " + hex(violation.pa()) + " is freed, but it is free already";
      case REFERENCE_COUNT ->
        "a reference on frame " + hex(violation.pa()) + " is dropped that no removed entry held";
      case WRONG_IPA, WRONG_LEVEL, WRONG_GRANULE, NO_ISB, USE_AFTER_FREE, VMID_REUSE, LOST_DIRTY ->
        change(violation);
    };
  }

  private static String change(Violation violation) {
    return "level " + violation.level() + " of " + hex(violation.ipa()) + ": "
        + described(violation, violation.oldDescriptor(), violation.level()) + " became "
        + described(violation, violation.newDescriptor(), violation.level());
  }

  private static String deciding(Violation violation) {
    return "changed: "
        + DescriptorChange.deciding(
            violation.format(),
            violation.oldDescriptor(),
            violation.newDescriptor(),
            violation.level())
        + "; " + holders(violation);
  }

  private static String unclean(Violation violation, String why) {
    return "level " + violation.level() + " of " + hex(violation.ipa()) + " became "
        + described(violation, violation.newDescriptor(), violation.level()) + " while "
        + described(violation, violation.oldDescriptor(), violation.oldLevel()) + " of level "
        + violation.oldLevel() + " was not invalidated: " + why + "; " + holders(violation);
  }

  private static String earlyRelease(Violation violation) {
    if (violation.oldDescriptor() == 0) {
      return "table page " + hex(violation.pa()) + " is freed while a start table reaches it";
    }
    boolean isTable = !violation
        .format()
        .kind(violation.oldDescriptor(), violation.oldLevel())
        .isLeaf();
    return (isTable ? "table page " : "a reference on frame ") + hex(violation.pa())
        + (isTable ? " is freed" : " is dropped") + " while " + held(violation);
  }

  private static String held(Violation violation) {
    return described(violation, violation.oldDescriptor(), violation.oldLevel()) + " at level "
        + violation.oldLevel() + " of " + hex(violation.ipa()) + " was not invalidated; "
        + holders(violation);
  }

  private static String holders(Violation violation) {
    return violation.heldBy().isEmpty()
        ? "no PE is in the guest"
        : "may be held by PE " + violation.heldBy();
  }

  private static String described(Violation violation, long descriptor, int level) {
    return violation.format().describe(descriptor, level);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
