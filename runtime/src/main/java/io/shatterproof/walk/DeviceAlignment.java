package io.shatterproof.walk;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Knob;

/**
 * Which data accesses Device memory refuses with an Alignment fault, at either stage.
 *
 * @see "Arm pseudocode AArch64_S1HasAlignmentFault(), AArch64_S2HasAlignmentFault()"
 */
final class DeviceAlignment {
  private DeviceAlignment() {}

  /** Whether the access is one that Device memory may refuse. */
  static boolean matters(AccessRequest access) {
    return (!access.isAligned() || access.kind().isMadeForNormalMemory())
        && access.kind().group() == AccessKind.Group.DATA;
  }

  /** Whether Device memory refuses an access that {@link #matters}. */
  static boolean isRefused(AccessRequest access, Choices choices) {
    return access.kind() != AccessKind.STG || choices.of(Knob.TAG_STORE_TO_DEVICE) == 1;
  }
}
