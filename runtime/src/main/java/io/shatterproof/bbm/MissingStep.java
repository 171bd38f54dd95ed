package io.shatterproof.bbm;

import io.shatterproof.event.ViolationName;

/**
 * Which step of break-before-make is missing for a debt that is still owed. What came nearest to
 * clearing it decides; of a step that was not tried at all the first in order.
 */
final class MissingStep {
  private final DebtList debts;
  private final Invalidations invalidations;

  MissingStep(DebtList debts, Invalidations invalidations) {
    this.debts = debts;
    this.invalidations = invalidations;
  }

  ViolationName of(int debt) {
    if (debts.visibleAt(debt) < invalidations.wholeIssued()) {
      return ViolationName.NO_DSB_AFTER;
    }
    if (debts.stage2IssuedAt(debt) != Invalidations.NEVER) {
      return afterStage2(debt);
    }
    if (debts.storedAt(debt) < invalidations.wholeIssued()
        || debts.is(debt, DebtList.EARLY_BY_ADDRESS)) {
      return ViolationName.NO_DSB_BEFORE_TLBI;
    }
    if (debts.storedAt(debt) < invalidations.ofAnotherVmid(debts.storer(debt))) {
      return ViolationName.WRONG_VMID;
    }
    return debts.storedAt(debt) < invalidations.wholeOfOnePe()
        ? ViolationName.LOCAL_TLBI
        : ViolationName.NO_TLBI;
  }

  private ViolationName afterStage2(int debt) {
    if (debts.stage2DoneAt(debt) < invalidations.stage1Issued()) {
      return ViolationName.NO_DSB_AFTER;
    }
    return debts.stage2DoneAt(debt) < invalidations.stage1OfOnePe()
        ? ViolationName.LOCAL_TLBI
        : ViolationName.MISSING_VMALLE1;
  }
}
