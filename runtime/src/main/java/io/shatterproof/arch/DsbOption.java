package io.shatterproof.arch;

import java.util.Locale;

/**
 * Shareability domain and access types of a DSB.
 *
 * @see "Arm ARM DDI 0487, 'Data Synchronization Barrier (DSB)'"
 */
public enum DsbOption {
  SY,
  LD,
  ST,
  ISH,
  ISHLD,
  ISHST,
  OSH,
  OSHLD,
  OSHST,
  NSH,
  NSHLD,
  NSHST,
  SYNXS,
  ISHNXS,
  OSHNXS,
  NSHNXS;

  /** The assembler operand in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
