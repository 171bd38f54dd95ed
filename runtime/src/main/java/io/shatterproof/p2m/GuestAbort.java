package io.shatterproof.p2m;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;

/**
 * An abort that stage 2 took from a guest access, as the registers of the PE tell a hypervisor.
 *
 * @param access what the guest did
 * @param ipa the address it reached for, in the intermediate physical address space
 * @param fault class of the fault status code
 * @param stage1Walk whether the access was one of the stage 1 walk (ESR_EL2.S1PTW)
 * @param syndromeValid whether the syndrome describes the instruction (ESR_EL2.ISV); data aborts
 * @param external whether an external abort came back (ESR_EL2.EA)
 * @param translationFails whether translating the guest's virtual address again, as an AT
 *     instruction does, meets a fault of stage 1
 */
public record GuestAbort(
    AccessKind access,
    long ipa,
    FaultKind fault,
    boolean stage1Walk,
    boolean syndromeValid,
    boolean external,
    boolean translationFails) {

  /** The plain abort of an access: no stage 1 walk, a valid syndrome, nothing else amiss. */
  public static GuestAbort of(AccessKind access, long ipa, FaultKind fault) {
    return new GuestAbort(access, ipa, fault, false, true, false, false);
  }
}
