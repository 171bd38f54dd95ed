package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import java.util.List;

/** A frame or table page is given up only when no PE can hold an entry that names it any more. */
final class EarlyRelease implements StandingInvariant {
  @Override
  public String name() {
    return "early_release";
  }

  @Override
  public List<Violation> check(Machine machine) {
    return machine.violations(ViolationName.EARLY_RELEASE);
  }
}
