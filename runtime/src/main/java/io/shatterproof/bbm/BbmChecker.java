package io.shatterproof.bbm;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.ShareabilityDomain;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.tlb.TlbLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Watches live stores, invalidations, barriers and releases for breaches of break-before-make.
 *
 * <p>An entry that a PE may hold and that memory no longer says is a debt. It is cleared by a DSB of
 * its storer, then an invalidation of the whole VMID on all PEs, then a DSB of the PE that issued
 * it; that of a leaf also by IPAS2E1IS of its address, DSB, VMALLE1IS, DSB. A valid descriptor that
 * is stored while it contradicts a debt is a violation, in whichever word the debt was made.
 *
 * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
 */
public final class BbmChecker {
  private final ViolationLog violations;
  private final DescriptorReader memory;
  private final List<GuestDebts> guests = new ArrayList<>();
  private boolean[] busy = new boolean[2]; // by PE: whether a DSB of it can change anything
  private boolean usesOuter; // some operation with OS was executed

  /** A checker without guests. */
  public BbmChecker(ViolationLog violations, DescriptorReader memory) {
    this.violations = violations;
    this.memory = memory;
  }

  /** One more guest, about which nothing is held yet. */
  public GuestDebts attach(int vmid, GuestContext guest) {
    return attach(new GuestDebts(vmid, guest, violations, memory, null));
  }

  /**
   * One more guest, about which nothing is held yet, and of whose violations the log tells more.
   *
   * @param pes number of PEs
   */
  public GuestDebts attach(GuestContext guest, TlbContext context, TlbLog log, int pes) {
    ExactHolders exact = new ExactHolders(log, context, pes);
    return attach(new GuestDebts(context.vmid(), guest, violations, memory, exact));
  }

  private GuestDebts attach(GuestDebts debts) {
    guests.add(debts);
    return debts;
  }

  /**
   * A descriptor of a table that a start table reaches is stored; memory has the new one.
   *
   * @param event ordinal of the store among all events
   * @param ipa first IPA the descriptor covers
   * @return whether it is a violation
   */
  public boolean liveStore(
      long event,
      int pe,
      GuestDebts guest,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor) {
    boolean violated = guest.liveStore(event, pe, level, ipa, oldDescriptor, newDescriptor);
    if (!guest.owesNothing()) {
      setBusy(pe, true);
    }
    return violated;
  }

  /**
   * What an entry below an unlinked one names, a table page or a frame, is reached no more.
   *
   * @param ipa first IPA that the entry covers
   */
  public void detached(long event, int pe, GuestDebts guest, int level, long ipa, long descriptor) {
    guest.detached(event, pe, level, ipa, descriptor);
    setBusy(pe, true);
  }

  /**
   * A PE invalidates.
   *
   * @param vmid the one in force; -1 if that cannot be told
   */
  public void tlbi(long event, int pe, TlbiOp op, long operand, int vmid) {
    boolean isOfAll = op.scope() == TlbiOp.Scope.ALL;
    usesOuter |= op.shareability() == ShareabilityDomain.OUTER;
    for (GuestDebts guest : guests) {
      if (!guest.owesNothing()) {
        guest.tlbi(event, pe, op, operand, isOfAll || guest.vmid() == vmid);
        setBusy(pe, true);
      }
    }
  }

  /** A barrier completes. One for loads alone, or for the issuing PE alone, changes nothing. */
  public void dsb(long event, int pe, DsbOption option) {
    if (pe >= busy.length || !busy[pe]) {
      return;
    }
    if (!option.isForStores() || !option.domain().includes(ShareabilityDomain.INNER)) {
      return;
    }
    boolean isForLoads = option.isForLoads();
    for (GuestDebts guest : guests) {
      guest.storesSeen(event, pe);
      if (isForLoads) {
        guest.completed(event, pe, option);
      }
    }
    setBusy(pe, !option.completes(usesOuter ? TlbiOp.VMALLS12E1OS : TlbiOp.VMALLS12E1IS));
  }

  /** Whether no PE may hold anything of any guest that memory does not say. */
  public boolean owesNothing() {
    for (GuestDebts guest : guests) {
      if (!guest.owesNothing()) {
        return false;
      }
    }
    return true;
  }

  /** Whether more entries waited for their invalidation than can be kept: later ones do not count. */
  public boolean hasOverflowed() {
    for (GuestDebts guest : guests) {
      if (guest.hasOverflowed()) {
        return true;
      }
    }
    return false;
  }

  private void setBusy(int pe, boolean isBusy) {
    if (pe >= busy.length) {
      busy = Arrays.copyOf(busy, pe + 1);
    }
    busy[pe] = isBusy;
  }

  /**
   * A reference on a frame is given up: too early if a PE may hold a leaf that translates to it.
   *
   * @param pa an address in the frame
   */
  public void referenceDropped(long event, long pa) {
    for (GuestDebts guest : guests) {
      if (!guest.owesNothing() && guest.releasesFrame(event, pa)) {
        return;
      }
    }
  }

  /** A table page is given up: too early if a PE may hold an entry that names it. */
  public void tableFreed(long event, long tablePa) {
    for (GuestDebts guest : guests) {
      if (!guest.owesNothing() && guest.releasesTable(event, tablePa)) {
        return;
      }
    }
  }

  /** A lock section of a guest ends: every entry that it removed is invalidated by now. */
  public void unlocked(long event, GuestDebts guest) {
    guest.unlocked(event);
  }

  /** A PE enters a guest, and may load entries at any time. */
  public void enter(int pe, GuestDebts guest) {
    guest.enter(pe);
  }

  /** A PE leaves the guest that it is in, and keeps what it holds. */
  public void leave(long event, int pe, GuestDebts guest) {
    guest.leave(pe, event);
  }

  /** No PE is in the guest from now on, or ever again: nothing is owed. */
  public void retire(GuestDebts guest) {
    guest.retire();
  }
}
