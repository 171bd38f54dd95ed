package io.shatterproof.arch;

/**
 * Class of an abort that translation causes.
 *
 * @see "Arm ARM DDI 0487, 'ISS encoding for an exception from a Data Abort', field DFSC"
 * @see "Arm pseudocode EncodeLDFSC()"
 */
public enum FaultKind {
  TRANSLATION("translation", true),
  ADDRESS_SIZE("address size", true),
  ACCESS_FLAG("af", true),
  PERMISSION("permission", true),
  /** Synchronous External abort on a walk, for example where there is no memory. */
  EXTERNAL("external", true),
  /** The access is not aligned, and the memory type demands that it is. */
  ALIGNMENT("alignment", false),
  /** An access of FEAT_LS64 to memory that does not support it: DFSC 0x35. */
  UNSUPPORTED("unsupported", false),
  /** Several entries of a TLB match, and contradict each other: DFSC 0x30. */
  CONFLICT("conflict", false);

  private final String word;
  private final boolean hasLevel;

  FaultKind(String word, boolean hasLevel) {
    this.word = word;
    this.hasLevel = hasLevel;
  }

  /** The spelling of scenarios and vectors, as in {@code translation fault level 3}. */
  public String word() {
    return word;
  }

  /** Whether the fault is reported with the level of the walk that found it. */
  public boolean hasLevel() {
    return hasLevel;
  }
}
