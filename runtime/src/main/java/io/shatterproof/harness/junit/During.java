package io.shatterproof.harness.junit;

import io.shatterproof.vector.Stretch;
import java.util.Optional;

/** When observers look: at the boundaries of some of the steps of a phase, by their labels. */
public record During(Stretch stretch) {

  /** Up to the boundary before the first event of this step. */
  public static During before(String label) {
    return new During(new Stretch(Optional.empty(), false, Optional.of(label)));
  }

  /** From the boundary behind the first event of this step. */
  public static During from(String label) {
    return new During(new Stretch(Optional.of(label), false, Optional.empty()));
  }

  /** From the boundary behind the last event of this step. */
  public static During after(String label) {
    return new During(new Stretch(Optional.of(label), true, Optional.empty()));
  }

  /** And up to the boundary before the first event of this step. */
  public During to(String label) {
    return new During(new Stretch(stretch.from(), stretch.fromEnd(), Optional.of(label)));
  }
}
