package io.shatterproof.planted.reference;

/** Counts on a jar that need not be there. */
final class FaultUser {
  private FaultUser() {}

  static boolean isBroken() {
    return BrokenPlantedP2ms.faults() > 0;
  }
}
