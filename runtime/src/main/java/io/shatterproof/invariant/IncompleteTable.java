package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import java.util.List;

/** A table is complete, and clean for an IOMMU that needs that, before it is linked. */
final class IncompleteTable implements StandingInvariant {
  @Override
  public String name() {
    return "incomplete_table";
  }

  @Override
  public List<Violation> check(Machine machine) {
    return machine.violations(ViolationName.INCOMPLETE_TABLE);
  }
}
