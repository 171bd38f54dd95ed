package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.event.ViolationName;
import io.shatterproof.machine.Machine;
import java.util.List;

/**
 * No valid descriptor is stored that needs break-before-make from an entry which a PE may hold.
 *
 * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
 */
final class BreakBeforeMake implements StandingInvariant {
  @Override
  public String name() {
    return "bbm";
  }

  @Override
  public List<Violation> check(Machine machine) {
    List<Violation> all = machine.violations();
    return all.isEmpty()
        ? all
        : all.stream()
            .filter(violation -> violation.name().compareTo(ViolationName.VMID_REUSE) <= 0)
            .filter(violation -> violation.name() != ViolationName.NO_CLEAN)
            .toList();
  }
}
