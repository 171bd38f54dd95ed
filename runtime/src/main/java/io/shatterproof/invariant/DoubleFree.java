package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import java.util.List;

/** A table page goes back to the allocator once. */
final class DoubleFree implements StandingInvariant {
  @Override
  public String name() {
    return "double_free";
  }

  @Override
  public List<Violation> check(Machine machine) {
    return machine.violations(ViolationName.DOUBLE_FREE);
  }
}
