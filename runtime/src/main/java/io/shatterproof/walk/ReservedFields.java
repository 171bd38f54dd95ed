package io.shatterproof.walk;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Shareability;

/** What the reserved values of a field stand for. */
final class ReservedFields {
  private ReservedFields() {}

  /**
   * What SH of a descriptor, or VTCR_EL2.SH0, stands for.
   *
   * @see "Arm pseudocode DecodeShareability()"
   */
  static Shareability shareability(Shareability field, Choices choices) {
    if (field != Shareability.RESERVED) {
      return field;
    }
    return switch (choices.of(Knob.RESERVED_SHAREABILITY)) {
      case 0 -> Shareability.OUTER;
      case 1 -> Shareability.INNER;
      default -> Shareability.NON;
    };
  }
}
