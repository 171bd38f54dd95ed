package io.shatterproof.arch;

import java.util.Locale;

/** A register whose value takes part in address translation of EL1 and EL0, or in its safe change. */
public enum SystemRegister {
  VTTBR_EL2,
  VTCR_EL2,
  HCR_EL2,
  SCTLR_EL1,
  /** The interrupt masks of the PE: set while another VTTBR_EL2 is loaded for a moment. */
  DAIF;

  /** The assembler name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
