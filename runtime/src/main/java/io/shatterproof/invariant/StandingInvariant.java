package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.machine.Machine;
import java.util.List;

/** A rule that every scenario is held to unless its header waives it by name. */
public interface StandingInvariant {

  /** Every standing invariant, in the order in which they are reported. */
  static List<StandingInvariant> all() {
    return StandingInvariants.ALL;
  }

  /** The name by which a scenario waives it. */
  String name();

  /** Whether a run as this profile is held to it. */
  default boolean appliesTo(String profile) {
    return true;
  }

  /** Every breach since the machine was made, in the order in which they were found. */
  List<Violation> check(Machine machine);
}
