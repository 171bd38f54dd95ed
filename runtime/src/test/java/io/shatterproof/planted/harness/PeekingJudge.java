package io.shatterproof.planted.harness;

import io.shatterproof.planted.reference.PlantedP2m;

/** A planted violation: a judge that asks the reference. */
public final class PeekingJudge {
  private final PlantedP2m reference = new PlantedP2m();

  public boolean judge() {
    return reference.agrees();
  }
}
