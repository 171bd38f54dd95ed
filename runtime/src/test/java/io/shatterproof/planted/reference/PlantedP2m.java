package io.shatterproof.planted.reference;

/** Something that a judge must not know. */
public final class PlantedP2m {
  public boolean agrees() {
    return true;
  }
}
