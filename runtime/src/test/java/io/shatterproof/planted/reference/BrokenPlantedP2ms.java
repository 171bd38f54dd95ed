package io.shatterproof.planted.reference;

/** Something that only the jar of wrong P2Ms has. */
public final class BrokenPlantedP2ms {
  private BrokenPlantedP2ms() {}

  static int faults() {
    return 1;
  }
}
