package io.shatterproof.arch;

/**
 * Class of a stage 2 abort.
 *
 * @see "Arm ARM DDI 0487, 'ISS encoding for an exception from a Data Abort', field DFSC"
 */
public enum FaultKind {
  TRANSLATION("translation"),
  ADDRESS_SIZE("address size"),
  ACCESS_FLAG("af"),
  PERMISSION("permission"),
  /** Synchronous External abort on a descriptor read, for example where there is no memory. */
  EXTERNAL("external");

  private final String word;

  FaultKind(String word) {
    this.word = word;
  }

  /** The spelling of scenarios and vectors, as in {@code translation fault level 3}. */
  public String word() {
    return word;
  }
}
