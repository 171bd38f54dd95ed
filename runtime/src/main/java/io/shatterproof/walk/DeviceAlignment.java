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

  static boolean isRefused(AccessRequest access, Choices choices) {
    if (access.kind().group() != AccessKind.Group.DATA) {
      return false;
    }
    return switch (access.kind()) {
      case DC_ZVA -> true;
      case STG -> choices.of(Knob.TAG_STORE_TO_DEVICE) == 1;
      default -> !access.isAligned();
    };
  }
}
