package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.machine.Machine;
import java.util.List;

/** A rule that every scenario is held to unless its header waives it by name. */
public interface StandingInvariant {

  /** Every standing invariant, in the order in which they are reported. */
  static List<StandingInvariant> all() {
    return List.of(new BreakBeforeMake());
  }

  /** The name by which a scenario waives it. */
  String name();

  /** Every breach since the machine was made, in order of events. */
  List<Violation> check(Machine machine);
}
