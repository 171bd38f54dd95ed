package io.shatterproof.arch;

/** Which translation an abort comes from. */
public enum FaultStage {
  /** Stage 2 of the address that stage 1 gave. */
  STAGE2(""),
  /** Stage 2 of the address of a stage 1 descriptor: S1PTW is 1. */
  STAGE2_ON_STAGE1_WALK("on stage 1 walk"),
  /** Stage 1: taken to EL1, no business of the hypervisor. */
  STAGE1("stage 1");

  private final String words;

  FaultStage(String words) {
    this.words = words;
  }

  /** What the spelling of an outcome adds. */
  public String words() {
    return words;
  }

  public boolean isStage2() {
    return this != STAGE1;
  }
}
