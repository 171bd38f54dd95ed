package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import java.util.List;

/** When a lock section ends, every entry that it removed is invalidated. */
final class FlushPending implements StandingInvariant {
  @Override
  public String name() {
    return "flush_pending";
  }

  @Override
  public List<Violation> check(Machine machine) {
    return machine.violations(ViolationName.FLUSH_PENDING);
  }
}
