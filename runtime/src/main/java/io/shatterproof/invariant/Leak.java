package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.machine.Machine;
import java.util.List;

/** Between operations every allocated table page is reached from a start table. */
final class Leak implements StandingInvariant {
  @Override
  public String name() {
    return "leak";
  }

  @Override
  public List<Violation> check(Machine machine) {
    return machine.leaks();
  }
}
