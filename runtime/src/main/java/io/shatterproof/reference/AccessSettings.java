package io.shatterproof.reference;

import io.shatterproof.p2m.P2mAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Access restrictions of pages. Once one was asked for, the default included, access control is in
 * use for good: mappings are made page by page, and each restriction but {@code rwx} is kept.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_mem_access_radix_set, p2m_set_mem_access"
 */
final class AccessSettings {
  private final Allocations allocations;
  private final Map<Long, P2mAccess> byGfn = new HashMap<>();
  private P2mAccess defaultAccess = P2mAccess.RWX;
  private boolean inUse;

  AccessSettings(Allocations allocations) {
    this.allocations = allocations;
  }

  /** Access control is in use from now on. */
  void use() {
    inUse = true;
  }

  /** The restriction of mappings made from now on; those that exist keep theirs. */
  void restrictNewMappings(P2mAccess access) {
    defaultAccess = access;
  }

  boolean inUse() {
    return inUse;
  }

  P2mAccess defaultAccess() {
    return defaultAccess;
  }

  /**
   * Remembers the restriction of a page that is about to be mapped, or forgets it for {@code rwx}.
   *
   * @return whether there was memory for it; if not, the old one is still remembered
   */
  boolean set(long gfn, P2mAccess access) {
    if (!inUse) {
      return true;
    }
    if (access == P2mAccess.RWX) {
      byGfn.remove(gfn);
      return true;
    }
    if (!byGfn.containsKey(gfn) && !allocations.mayAllocate()) {
      return false;
    }
    byGfn.put(gfn, access);
    return true;
  }

  /** The restriction that is remembered of a frame, whether or not it is mapped. */
  Optional<P2mAccess> remembered(long gfn) {
    return Optional.ofNullable(byGfn.get(gfn));
  }

  /** What a look-up tells of a mapped page. */
  P2mAccess of(long gfn) {
    return inUse ? byGfn.getOrDefault(gfn, P2mAccess.RWX) : defaultAccess;
  }

  /** Frames whose restriction is remembered. */
  Iterable<Long> frames() {
    return byGfn.keySet();
  }

  void forgetAll() {
    byGfn.clear();
  }
}
