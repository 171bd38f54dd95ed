package io.shatterproof.reference;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.P2mAccess;
import java.util.Optional;

/**
 * Memory access control of a domain: who may restrict, what a restriction forbids, and who is told.
 *
 * @see "xen b03cee7319 xen/arch/arm/p2m.c: p2m_set_mem_access, p2m_get_mem_access,
 *     p2m_mem_access_check"
 */
class AccessControl {
  private static final long EVERY_BIT = -1; // never asks for preemption

  private final ReferenceP2m p2m;
  private final P2mAlgorithm algorithm;
  private boolean hasListener;
  private boolean needsListener;

  AccessControl(ReferenceP2m p2m, P2mAlgorithm algorithm) {
    this.p2m = p2m;
    this.algorithm = algorithm;
  }

  /**
   * Says who is told of accesses that a restriction forbids.
   *
   * @param required whether the domain is stopped where nobody is told
   */
  void listen(boolean connected, boolean required) {
    hasListener = connected;
    needsListener = required;
  }

  /** As {@link P2mAlgorithm#setAccess}, with the number of the access in the public interface. */
  long protect(long gfn, long pages, long start, long mask, int number, Preemption preemption) {
    Optional<P2mAccess> access = named(number);
    if (access.isEmpty()) {
      return Errno.EINVAL.code();
    }
    p2m.access().use();
    return algorithm.setAccess(gfn, pages, start, mask, access.get(), preemption);
  }

  /** Restricts mappings made from now on; those that exist keep what they have. */
  long protectNewMappings(int number) {
    Optional<P2mAccess> access = named(number);
    if (access.isEmpty()) {
      return Errno.EINVAL.code();
    }
    p2m.access().use();
    p2m.access().restrictNewMappings(access.get());
    return 0;
  }

  private Optional<P2mAccess> named(int number) {
    return number == P2mAccess.DEFAULT_NUMBER
        ? Optional.of(p2m.access().defaultAccess())
        : P2mAccess.ofNumber(number);
  }

  /** Number of the restriction of new mappings. */
  int ofNewMappings() {
    P2mAccess access = p2m.access().inUse() ? p2m.access().defaultAccess() : P2mAccess.RWX;
    return access.number();
  }

  /** Number of the restriction of a frame, or a negated error number. */
  long of(long gfn) {
    if (!p2m.access().inUse()) {
      return P2mAccess.RWX.number();
    }
    Optional<P2mAccess> remembered = p2m.access().remembered(gfn);
    if (remembered.isPresent()) {
      return remembered.get().number();
    }
    return algorithm.translate(gfn) == EntryLookup.NO_FRAME
        ? Errno.ESRCH.code()
        : P2mAccess.RWX.number();
  }

  /**
   * Deals with an access that met a Permission fault.
   *
   * @param wanted what the access needs
   * @return whether a restriction was the cause, and hence dealt with
   */
  boolean handles(long gfn, S2Permissions wanted) {
    if (!p2m.access().inUse()) {
      return false;
    }
    Optional<P2mAccess> found = P2mAccess.ofNumber((int) of(gfn));
    if (found.isEmpty() || !forbids(found.get(), wanted)) {
      return false;
    }
    P2mAccess access = found.get();
    if (access == P2mAccess.RX2RW && wanted.write()) {
      openForWriting(gfn, wanted);
      return true;
    }
    if (access == P2mAccess.N2RWX) {
      openForAll(gfn);
    }
    if (hasListener) {
      tell(access, wanted);
    } else if (needsListener) {
      p2m.crash();
    } else if (access != P2mAccess.N2RWX) {
      set(gfn, P2mAccess.RWX);
    }
    return true;
  }

  /** A page of {@code rx2rw} is written to. */
  void openForWriting(long gfn, S2Permissions wanted) {
    set(gfn, P2mAccess.RW);
  }

  /** A page of {@code n2rwx} is accessed. */
  void openForAll(long gfn) {
    set(gfn, P2mAccess.RWX);
  }

  /** Tells the monitor; the virtual CPU waits for it unless the page is open by now. */
  void tell(P2mAccess access, S2Permissions wanted) {
    p2m.reportMonitored(access != P2mAccess.N2RWX, wanted.toString());
  }

  /** Whether a monitor is told. */
  final boolean hasListener() {
    return hasListener;
  }

  private static boolean forbids(P2mAccess access, S2Permissions wanted) {
    boolean forbidsAll = access == P2mAccess.N || access == P2mAccess.N2RWX;
    S2Permissions left = access.permissions();
    return forbidsAll
        || (wanted.read() && !left.allows(AccessKind.READ))
        || (wanted.write() && !left.allows(AccessKind.WRITE))
        || (wanted.execute() && !left.allows(AccessKind.FETCH));
  }

  /** Restricts one page anew. */
  final void set(long gfn, P2mAccess access) {
    algorithm.setAccess(gfn, 1, 0, EVERY_BIT, access, p2m.preemption(0));
  }
}
