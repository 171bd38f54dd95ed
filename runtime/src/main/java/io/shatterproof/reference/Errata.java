package io.shatterproof.reference;

import io.shatterproof.arch.Platform;

/** Errata of a platform that the hypervisor works around; each is a knob. */
final class Errata {
  private static final String PRESENT = "present";

  private Errata() {}

  /**
   * Erratum 834220 of Cortex-A57: a stage 1 fault may be reported as a stage 2 Translation fault,
   * with a wrong HPFAR_EL2. The knob is {@code erratum_834220}, absent unless chosen.
   */
  static boolean hpfarMayBeWrong(Platform platform) {
    return PRESENT.equals(platform.choices().get("erratum_834220"));
  }
}
