package io.shatterproof.reference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The virtual CPUs of a domain: which ran last on each PE, and how each uses its caches. A PE runs
 * the one of its own number until it is switched to another.
 *
 * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: p2m_restore_state; xen/arch/arm/p2m.c:
 *     p2m_set_way_flush, p2m_toggle_cache"
 */
class VirtualCpus {
  private final Map<Integer, Integer> lastOnPe = new HashMap<>();
  private final Set<Integer> trapping = new HashSet<>();
  private final Set<Integer> cached = new HashSet<>();

  /** The virtual CPU that ran last on a PE. */
  int on(int pe) {
    return lastOnPe.getOrDefault(pe, pe);
  }

  /**
   * A PE is switched to a virtual CPU.
   *
   * @return whether another one of the domain ran there last
   */
  boolean enter(int pe, int vcpu) {
    Integer last = lastOnPe.put(pe, vcpu);
    return last != null && last != vcpu;
  }

  /** Whether a virtual CPU is trapped when it writes a register that controls its caches. */
  boolean isTrapped(int vcpu) {
    return trapping.contains(vcpu);
  }

  /**
   * A virtual CPU maintains its caches by set and way, and is trapped from now on when it switches
   * them.
   *
   * @return whether its memory is to be cleaned: the first time since they were switched on
   */
  boolean maintain(int vcpu) {
    return trapping.add(vcpu);
  }

  /**
   * A virtual CPU switches its caches; once they are on it is trapped no more.
   *
   * @return whether its memory is to be cleaned: where that was trapped, and changes something
   */
  boolean switchCaches(int vcpu, boolean on) {
    boolean changes = on ? cached.add(vcpu) : cached.remove(vcpu);
    boolean wasTrapped = on ? trapping.remove(vcpu) : trapping.contains(vcpu);
    return changes && wasTrapped;
  }
}
