package io.shatterproof.arch;

import java.util.Locale;

/** A register whose value takes part in address translation of EL1 and EL0, or reports its aborts. */
public enum SystemRegister {
  VTTBR_EL2,
  VTCR_EL2,
  HCR_EL2,
  HCRX_EL2,
  SCTLR_EL1,
  SCTLR_EL2,
  TCR_EL1,
  TTBR0_EL1,
  TTBR1_EL1,
  MAIR_EL1,
  ESR_EL2,
  FAR_EL2,
  HPFAR_EL2,
  ESR_EL1,
  FAR_EL1,
  PAR_EL1,
  /** The interrupt masks of the PE: set while another VTTBR_EL2 is loaded for a moment. */
  DAIF;

  /** Whether software writes it so that translation does what it says. */
  public boolean controlsTranslation() {
    return switch (this) {
      case VTTBR_EL2,
          VTCR_EL2,
          HCR_EL2,
          HCRX_EL2,
          SCTLR_EL1,
          SCTLR_EL2,
          TCR_EL1,
          TTBR0_EL1,
          TTBR1_EL1,
          MAIR_EL1 -> true;
      case ESR_EL2, FAR_EL2, HPFAR_EL2, ESR_EL1, FAR_EL1, PAR_EL1, DAIF -> false;
    };
  }

  /** Whether an abort or an address translation instruction leaves its report there. */
  public boolean reports() {
    return switch (this) {
      case ESR_EL2, FAR_EL2, HPFAR_EL2, ESR_EL1, FAR_EL1, PAR_EL1 -> true;
      case VTTBR_EL2,
          VTCR_EL2,
          HCR_EL2,
          HCRX_EL2,
          SCTLR_EL1,
          SCTLR_EL2,
          TCR_EL1,
          TTBR0_EL1,
          TTBR1_EL1,
          MAIR_EL1,
          DAIF -> false;
    };
  }

  /** The assembler name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
