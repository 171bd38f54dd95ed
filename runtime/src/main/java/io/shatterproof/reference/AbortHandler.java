package io.shatterproof.reference;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.GuestAbort;

/**
 * What the hypervisor makes of the aborts that stage 2 takes from a guest.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/traps.c: do_trap_data_abort_guest, do_trap_instr_abort_guest"
 */
class AbortHandler {
  private final Domain domain;
  private final Cpu cpu;
  private final Rules rules;
  private final boolean mayMisreport;

  /**
   * The handler for the guest of a domain.
   *
   * @param mayMisreport whether HPFAR_EL2 may be wrong for a stage 2 Translation fault (erratum
   *     834220)
   */
  AbortHandler(Domain domain, Cpu cpu, Rules rules, boolean mayMisreport) {
    this.domain = domain;
    this.cpu = cpu;
    this.rules = rules;
    this.mayMisreport = mayMisreport;
  }

  /** The decisions in which releases differ. */
  enum Rules {
    /** Commit ecee7bfc18. */
    BEFORE_REWORK,
    /**
     * Release 4.8.0: the address is found out for every abort of a fetch; a mapping that is there
     * has the guest try again; a Permission fault is never given to the guest; an external abort
     * stops the guest.
     *
     * @see "xen 36770c9d2b, 2fc1f3f2ac, a6f681cf11, f8c6a9334b"
     */
    XEN_4_8,
    /**
     * Commit c447b7308b: a fault of translation is resolved before a device is looked for; an
     * external abort is the guest's own.
     *
     * @see "xen c447b7308b xen/arch/arm/traps.c: do_trap_stage2_abort_guest, __do_trap_serror"
     */
    XEN_LATEST
  }

  /** Handles one abort on the PE that took it. */
  AbortOutcome handle(GuestAbort abort) {
    if (abort.external() && rules != Rules.BEFORE_REWORK) {
      return external();
    }
    boolean isFetch = abort.access() == AccessKind.FETCH;
    boolean needsAddress =
        !isFetch || abort.fault() == FaultKind.PERMISSION || rules != Rules.BEFORE_REWORK;
    if (needsAddress && !findsAddress(abort)) {
      return AbortOutcome.RETRY;
    }
    return switch (abort.fault()) {
      case PERMISSION -> permission(abort);
      case TRANSLATION -> translation(abort);
      case ACCESS_FLAG, ADDRESS_SIZE, EXTERNAL, ALIGNMENT, UNSUPPORTED, CONFLICT -> {
        if (!isFetch || rules == Rules.XEN_LATEST) {
          domain.p2m().warn();
        }
        yield AbortOutcome.INJECT;
      }
    };
  }

  private AbortOutcome external() {
    if (rules == Rules.XEN_LATEST) {
      return AbortOutcome.INJECT; // as an SError
    }
    domain.p2m().crash();
    return AbortOutcome.CRASH;
  }

  /** Whether the IPA is known: HPFAR_EL2 tells it, or stage 1 translates the address again. */
  private boolean findsAddress(GuestAbort abort) {
    if (registerIsValid(abort)) {
      return true;
    }
    if (abort.access() == AccessKind.FETCH) {
      forgetFetch();
    }
    return !cpu.translateFaults(abort.ipa(), abort.translationFails());
  }

  /** Whether HPFAR_EL2 tells the address that faulted. */
  boolean registerIsValid(GuestAbort abort) {
    return abort.stage1Walk() || (abort.fault() == FaultKind.TRANSLATION && !mayMisreport);
  }

  /** The AT instruction must not find what the fetch found. */
  void forgetFetch() {
    cpu.flushLocalTlb();
  }

  private AbortOutcome permission(GuestAbort abort) {
    AccessKind kind = abort.access();
    S2Permissions wanted = new S2Permissions(kind.reads(), kind.writes(), kind == AccessKind.FETCH);
    boolean wasCrashed = domain.p2m().isCrashed();
    if (domain.access().handles(gfn(abort), wanted)) {
      boolean crashes = domain.p2m().isCrashed() && !wasCrashed;
      return crashes ? AbortOutcome.CRASH : AbortOutcome.MEM_ACCESS;
    }
    return unexplained();
  }

  /** A Permission fault to which access control has no objection. */
  AbortOutcome unexplained() {
    return rules == Rules.BEFORE_REWORK ? AbortOutcome.INJECT : AbortOutcome.RETRY;
  }

  private AbortOutcome translation(GuestAbort abort) {
    boolean mayEmulate =
        abort.access() != AccessKind.FETCH && abort.syndromeValid() && !abort.stage1Walk();
    boolean isEmulated = mayEmulate && domain.emulates(abort.ipa());
    return switch (rules) {
      case BEFORE_REWORK -> isEmulated ? AbortOutcome.MMIO : unmapped();
      case XEN_4_8 -> isEmulated ? AbortOutcome.MMIO : resolved(abort, unmapped());
      case XEN_LATEST -> resolved(abort, isEmulated ? AbortOutcome.MMIO : unmapped());
    };
  }

  private AbortOutcome resolved(GuestAbort abort, AbortOutcome otherwise) {
    return domain.algorithm().resolve(gfn(abort)) ? mapped() : otherwise;
  }

  /** A Translation fault where something is mapped by now. */
  AbortOutcome mapped() {
    return AbortOutcome.RETRY;
  }

  /** A Translation fault where nothing is mapped, or nobody looks whether something is. */
  AbortOutcome unmapped() {
    return AbortOutcome.INJECT;
  }

  private long gfn(GuestAbort abort) {
    return domain.p2m().layout().frame(abort.ipa());
  }
}
