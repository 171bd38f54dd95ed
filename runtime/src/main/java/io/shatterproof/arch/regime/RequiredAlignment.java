package io.shatterproof.arch.regime;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.arch.register.SctlrEl1;

/**
 * Which accesses have an Alignment fault whatever the memory is: it is reported before any
 * translation.
 *
 * @see "Arm pseudocode AArch64_UnalignedAccessFaults()"
 */
public final class RequiredAlignment {
  private static final int QUANTITY = 16; // inside which FEAT_LSE2 wants no alignment
  private static final int TAG_GRANULE = 16;

  private RequiredAlignment() {}

  /** Whether an access is not as aligned as its kind or SCTLR_EL1.A demands. */
  public static boolean isMissing(GuestAccess access, Platform platform, RegisterFile registers) {
    AccessKind kind = access.kind();
    if (kind == AccessKind.STG) {
      return access.address() % TAG_GRANULE != 0;
    }
    boolean hasNoAlignment = kind.group() != AccessKind.Group.DATA
        || kind == AccessKind.DC_ZVA
        || kind == AccessKind.LDG;
    if (hasNoAlignment || access.isAligned()) {
      return false;
    }
    long sctlr = registers.value(SystemRegister.SCTLR_EL1);
    if (SctlrEl1.A.isSet(sctlr) || kind.is64Bytes()) {
      return true;
    }
    boolean isRelaxed = platform.has(Feature.LSE2) && isInsideQuantity(access);
    return switch (kind) {
      case ATOMIC, LOAD_EXCLUSIVE, STORE_EXCLUSIVE -> !isRelaxed;
      default ->
        access.register().map(TransferRegister::isAcquireRelease).orElse(false)
            && !isRelaxed
            && !(platform.has(Feature.LSE2) && SctlrEl1.NAA.isSet(sctlr));
    };
  }

  private static boolean isInsideQuantity(GuestAccess access) {
    return (access.address() & (QUANTITY - 1)) + access.sizeBytes() <= QUANTITY;
  }
}
