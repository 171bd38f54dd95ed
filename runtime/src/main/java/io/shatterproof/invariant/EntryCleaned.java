package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import java.util.List;

/** A store to a live table is cleaned for an IOMMU that needs that before its PE goes on. */
final class EntryCleaned implements StandingInvariant {
  @Override
  public String name() {
    return "no_clean";
  }

  @Override
  public List<Violation> check(Machine machine) {
    return machine.violations(ViolationName.NO_CLEAN);
  }
}
