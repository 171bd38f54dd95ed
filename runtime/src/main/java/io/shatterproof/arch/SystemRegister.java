package io.shatterproof.arch;

import java.util.Locale;

/** A register whose value takes part in address translation of EL1 and EL0, or reports its aborts. */
public enum SystemRegister {
  VTTBR_EL2(Part.CONTROL),
  VTCR_EL2(Part.CONTROL),
  HCR_EL2(Part.CONTROL),
  HCRX_EL2(Part.CONTROL),
  SCTLR_EL1(Part.CONTROL),
  SCTLR_EL2(Part.CONTROL),
  TCR_EL1(Part.CONTROL),
  TTBR0_EL1(Part.CONTROL),
  TTBR1_EL1(Part.CONTROL),
  MAIR_EL1(Part.CONTROL),
  ESR_EL2(Part.REPORT),
  FAR_EL2(Part.REPORT),
  HPFAR_EL2(Part.REPORT),
  ESR_EL1(Part.REPORT),
  FAR_EL1(Part.REPORT),
  PAR_EL1(Part.REPORT),
  /** The interrupt masks of the PE: set while another VTTBR_EL2 is loaded for a moment. */
  DAIF(Part.NONE);

  /** The part that a register has in translation. */
  private enum Part {
    CONTROL,
    REPORT,
    NONE
  }

  private final Part part;

  SystemRegister(Part part) {
    this.part = part;
  }

  /** Whether software writes it so that translation does what it says. */
  public boolean controlsTranslation() {
    return part == Part.CONTROL;
  }

  /** Whether an abort or an address translation instruction leaves its report there. */
  public boolean reports() {
    return part == Part.REPORT;
  }

  /** The assembler name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
