package io.shatterproof.invariant;

import io.shatterproof.bbm.Violation;
import io.shatterproof.machine.Machine;
import java.util.List;
import java.util.Set;

/**
 * No store changes a valid live descriptor into another valid one, whatever differs: what the rework
 * of Xen's P2M promises beyond the architecture.
 */
final class XenNoLiveReplace implements StandingInvariant {
  private static final Set<String> PROFILES = Set.of("xen_4_8", "xen_4_8_fixed", "xen_latest");

  @Override
  public String name() {
    return "xen_no_live_replace";
  }

  @Override
  public boolean appliesTo(String profile) {
    return PROFILES.contains(profile);
  }

  @Override
  public List<Violation> check(Machine machine) {
    return machine.liveReplacements();
  }
}
