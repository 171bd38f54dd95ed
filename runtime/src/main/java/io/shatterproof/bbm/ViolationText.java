package io.shatterproof.bbm;

import io.shatterproof.arch.DescriptorChange;

/** Says in one line what happened when an invariant was broken. */
final class ViolationText {
  private ViolationText() {}

  static String of(Violation violation) {
    return switch (violation.name()) {
      case NO_BREAK ->
        violation.oldLevel() == violation.level()
            ? change(violation) + " without a break; " + deciding(violation)
            : stored(violation) + " is held, which was not broken; " + deciding(violation);
      case LIVE_REPLACE -> change(violation) + " in one live store";
      case NO_CLEAN ->
        violation.openedAt() < 0
            ? change(violation) + ", which was not cleaned for the IOMMU"
            : unclean(violation, "the break was not cleaned, so it was loaded again");
      case NO_DSB_BEFORE_TLBI -> unclean(violation, "the break was not visible yet at the TLBI");
      case NO_TLBI -> unclean(violation, "no TLBI of all PEs followed the break");
      case WRONG_VMID -> unclean(violation, "the TLBI was of another VMID");
      case WRONG_IPA -> unclean(violation, "the TLBI was of another address");
      case WRONG_LEVEL ->
        unclean(violation, "the TLBI was of another level, or of leaves alone where a table is");
      case WRONG_GRANULE -> unclean(violation, "the TLBI was of another granule");
      case LOCAL_TLBI -> unclean(violation, "the TLBI was of one PE alone");
      case MISSING_VMALLE1 ->
        unclean(violation, "no VMALLE1IS followed the completed invalidation by IPA");
      case NO_DSB_AFTER -> unclean(violation, "no DSB completed the TLBI");
      case NO_ISB -> unclean(violation, "a context synchronization event is missing");
      case USE_AFTER_FREE -> useAfterFree(violation);
      case VMID_REUSE -> vmidReuse(violation);
      case LOST_DIRTY ->
        change(violation)
            + ", and what hardware may have made of the old one since it was read is lost"
            + "; may be walked by PE " + violation.heldBy();
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
    };
  }

  private static String useAfterFree(Violation violation) {
    String page = "table page " + hex(violation.pa()) + " is freed while ";
    return violation.oldDescriptor() == 0
        ? page + "the tables that PE " + violation.heldBy() + " runs on lead there"
        : page + held(violation);
  }

  private static String vmidReuse(Violation violation) {
    boolean isStored = violation.pa() == 0;
    return (isStored
            ? stored(violation)
            : "start table " + hex(violation.pa()) + " is used while "
                + described(violation, violation.oldDescriptor(), violation.oldLevel())
                + " at level "
                + violation.oldLevel() + " of " + hex(violation.ipa()))
        + (isStored ? " is held" : "") + ", of other tables of the VMID, was not invalidated; "
        + holders(violation);
  }

  /** What is stored, and the entry that contradicts it. */
  private static String stored(Violation violation) {
    return "level " + violation.level() + " of " + hex(violation.ipa()) + " became "
        + described(violation, violation.newDescriptor(), violation.level()) + " while "
        + described(violation, violation.oldDescriptor(), violation.oldLevel()) + " of level "
        + violation.oldLevel();
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
            violation.oldLevel(),
            violation.newDescriptor(),
            violation.level(),
            violation.ipa())
        + "; " + holders(violation);
  }

  private static String unclean(Violation violation, String why) {
    return stored(violation) + " was not invalidated: " + why + "; " + holders(violation);
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
        : "may be held by PE " + violation.heldBy() + more(violation);
  }

  private static String more(Violation violation) {
    int others = violation.entries() - 1;
    return others == 0 ? "" : ", as may " + others + " more like it";
  }

  private static String described(Violation violation, long descriptor, int level) {
    return violation.format().describe(descriptor, level);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
