package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import java.util.List;

/** A reference on a frame is dropped for an entry that named it and was removed, once for each. */
final class ReferenceCount implements StandingInvariant {
  @Override
  public String name() {
    return "reference_count";
  }

  @Override
  public List<Violation> check(Machine machine) {
    return machine.violations(ViolationName.REFERENCE_COUNT);
  }
}
