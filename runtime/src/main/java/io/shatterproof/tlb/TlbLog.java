package io.shatterproof.tlb;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.ShareabilityDomain;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.walk.DescriptorSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened that decides what PEs may hold and see: stores and their completion, invalidations,
 * and which PE ran in which context when. Times are ordinals of events, which the caller counts; the
 * boundary behind an event has its number.
 *
 * <p>Not thread-safe.
 */
public final class TlbLog {
  private final Platform platform;
  private final DescriptorSource memory;
  private final WordHistory words;
  private final List<Invalidation> invalidations = new ArrayList<>(); // by PEs
  private final List<Invalidation> iommuFlushes = new ArrayList<>(); // no PE hears of them
  private final List<List<Invalidation>> pendingByPe = new ArrayList<>(); // not yet synchronised
  private final Residences residences;
  private final FreedPages freed = new FreedPages();
  private final List<Performed> performed = new ArrayList<>();
  private final LongList[] synchronizations; // by PE
  private final Changes changes = new Changes();
  private final LongList sameContents = new LongList(); // pairs of leaves
  private boolean hasContiguous;
  private long start = Times.BEFORE;

  /** An access that a PE made. */
  record Performed(int pe, long at, GuestAccess access) {}

  /**
   * Nothing happened yet.
   *
   * @param memory what the words are now
   */
  public TlbLog(Platform platform, DescriptorSource memory) {
    this.platform = platform;
    this.memory = memory;
    this.words = new WordHistory(
        platform.pes(),
        platform.walker() == Platform.Coherence.COHERENT,
        platform.iommu() != Platform.Iommu.NONCOHERENT);
    this.residences = new Residences(platform.pes() + 1);
    this.synchronizations = new LongList[platform.pes() + 1];
    for (int pe = 0; pe < synchronizations.length; pe++) {
      synchronizations[pe] = new LongList();
      pendingByPe.add(new ArrayList<>());
    }
  }

  /**
   * A word is stored; memory has the new value.
   *
   * @param replaced the old value
   */
  public void store(long event, int pe, long pa, long replaced, long value) {
    words.store(event, pe, pa, replaced, value);
    boolean isContiguous =
        S2Descriptor.contiguous(replaced | value); // should it be a block or page
    if (isContiguous && !hasContiguous) {
      hasContiguous = true;
      changes.add(event); // whoever reads a word, reads its group from now on
    } else {
      changes.addStore(event, pa);
    }
  }

  /** Hardware updates a word, at once for every PE. */
  public void update(long event, long pa, long replaced, long value) {
    words.update(event, pa, replaced, value);
    changes.addStore(event, pa);
  }

  /** The number of the IOMMU: that of one more PE, which never leaves its guest. */
  public int iommu() {
    return platform.pes();
  }

  /** The IOMMU forgets a range of IPAs, at once. */
  public void iommuFlush(long event, int vmid, long ipa, long sizeBytes) {
    iommuFlushes.add(Invalidation.ofIommu(event, iommu(), vmid, ipa, sizeBytes));
    changes.add(event);
  }

  /** A word that was there before the first event had its Contiguous bit set. */
  public void hasContiguous() {
    hasContiguous = true;
  }

  /** The memory behind two leaves is known to have the same contents. */
  public void haveSameContents(long leaf, long otherLeaf) {
    sameContents.add(S2Descriptor.withAccessFlag(leaf));
    sameContents.add(S2Descriptor.withAccessFlag(otherLeaf));
  }

  boolean hasSameContents(long leaf, long otherLeaf) {
    long one = S2Descriptor.withAccessFlag(leaf);
    long other = S2Descriptor.withAccessFlag(otherLeaf);
    for (int i = 0; i < sameContents.size(); i += 2) {
      if ((sameContents.get(i) == one && sameContents.get(i + 1) == other)
          || (sameContents.get(i) == other && sameContents.get(i + 1) == one)) {
        return true;
      }
    }
    return false;
  }

  boolean knowsContiguous() {
    return hasContiguous;
  }

  /** A range is cleaned to the point of coherency; complete at the next DSB of the PE. */
  public void clean(int pe, long pa, long sizeBytes) {
    words.clean(pe, pa, sizeBytes);
  }

  /** A DSB completes what its PE stored, observed and invalidated. */
  public void dsb(long event, int pe, DsbOption option) {
    boolean any = option.isForStores()
        && words.complete(event, pe, option.domain() != ShareabilityDomain.NON_SHAREABLE);
    for (Invalidation invalidation : pendingByPe.get(pe)) {
      if (!invalidation.isComplete() && option.completes(invalidation.op())) {
        invalidation.complete(event);
        any = true;
      }
    }
    if (any) {
      changes.add(event);
    }
  }

  /** A context synchronization event: an ISB, or an exception entry or return. */
  public void synchronize(long event, int pe) {
    words.synchronize(event, pe);
    pendingByPe.get(pe).removeIf(invalidation -> {
      if (invalidation.isComplete()) {
        invalidation.synchronize(event);
      }
      return invalidation.isComplete();
    });
    synchronizations[pe].add(event);
    changes.addOf(event, pe);
  }

  /**
   * A TLB maintenance operation is executed.
   *
   * @param vmid in force; {@link Invalidation#NO_VMID} if that cannot be told
   * @param ds VTCR_EL2.DS in force
   */
  public void tlbi(long event, int pe, TlbiOp op, long operand, int vmid, boolean ds) {
    boolean lpa2 = platform.has(Feature.LPA2);
    Invalidation invalidation = new Invalidation(event, pe, op, operand, vmid, lpa2, ds);
    invalidations.add(invalidation);
    pendingByPe.get(pe).add(invalidation);
    changes.add(event);
  }

  /**
   * A PE runs in a context from now on.
   *
   * @param inGuest the context in which it may load entries at any time; null if it is not in a guest
   * @param inForce what its registers mean
   * @param written what they will mean behind its next context synchronization event
   */
  public void reside(
      long event, int pe, @Nullable TlbContext inGuest, TlbContext inForce, TlbContext written) {
    residences.add(new Residences.Residence(pe, event, inGuest, inForce, written));
    changes.add(event);
  }

  /** A lock is released. */
  public void release(int pe, int lock) {
    words.release(pe, lock);
  }

  /** A lock is taken: its holder observes what the one before stored and observed. */
  public void acquire(int pe, int lock) {
    words.acquire(pe, lock);
  }

  /** Anything may stand in a page from now on, but for the words that are stored later. */
  public void free(long event, long pa, long sizeBytes) {
    freed.free(event, pa, sizeBytes);
    changes.add(event);
  }

  /** A page is used for tables again, and reads as what is stored there. */
  public void allocate(long event, long pa) {
    if (freed.allocate(event, pa)) {
      changes.add(event);
    }
  }

  /** A PE makes an access, and may hold what it meets. */
  public void perform(long event, int pe, GuestAccess access) {
    performed.add(new Performed(pe, event, access));
    changes.add(event);
  }

  /** Whether some store is not complete for a PE other than the one that stored it. */
  public boolean hasIncompleteStores() {
    return words.hasIncomplete();
  }

  /**
   * Forgets all that was before: no PE holds anything that memory does not say, and every store is
   * complete.
   */
  public void clear(long event) {
    for (int pe = 0; pe < synchronizations.length; pe++) {
      pendingByPe.get(pe).clear();
    }
    residences.forget(this::wasInvalidated);
    start = event;
    words.clear();
    invalidations.clear();
    iommuFlushes.clear();
    freed.clear();
    performed.clear();
    changes.clear();
    for (LongList list : synchronizations) {
      list.clear();
      list.add(event);
    }
  }

  private boolean wasInvalidated(int pe, int vmid, long since) {
    for (Invalidation invalidation : invalidations) {
      if (invalidation.isOfWhole(vmid)
          && invalidation.issuedAt() >= since
          && invalidation.reaches(pe)
          && invalidation.isComplete()) { // it synchronises when it enters a guest again
        return true;
      }
    }
    return false;
  }

  /** The boundary at which the log begins. */
  long start() {
    return start;
  }

  /** Whether nothing happened that a walk of memory does not show. */
  public boolean isEmpty() {
    return changes.size() == 0;
  }

  /** How many events since the log begins can have changed what somebody sees. */
  public int changeCount() {
    return changes.size();
  }

  WordHistory words() {
    return words;
  }

  DescriptorSource memory() {
    return memory;
  }

  Platform platform() {
    return platform;
  }

  Changes changes() {
    return changes;
  }

  /** The invalidations by PEs since the beginning, in order. */
  public List<Invalidation> invalidations() {
    return invalidations;
  }

  /** Those that a PE, or the IOMMU, may hear: the IOMMU hears its own alone. */
  List<Invalidation> invalidationsFor(int pe) {
    return pe == iommu() ? iommuFlushes : invalidations;
  }

  List<Performed> performed() {
    return performed;
  }

  /** Every context that a PE was in, or that its registers were to mean, without duplicates. */
  public List<TlbContext> contexts(int pe) {
    return residences.contexts(pe);
  }

  /** The context of the guest that a PE is in; null if it is in none. */
  public @Nullable TlbContext guest(int pe) {
    Residences.Residence now = residences.at(pe, Times.NEVER);
    return now == null ? null : now.inGuest();
  }

  /** What the registers of a PE mean; null if nobody said. */
  public @Nullable TlbContext inForce(int pe) {
    Residences.Residence now = residences.at(pe, Times.NEVER);
    return now == null ? null : now.inForce();
  }

  Residences residences() {
    return residences;
  }

  /** Whether a PE ever was where it loads entries, or made an access. */
  boolean mayHold(int pe) {
    if (residences.wasInGuest(pe)) {
      return true;
    }
    for (Performed one : performed) {
      if (one.pe() == pe) {
        return true;
      }
    }
    return false;
  }

  /** Pages that anything may stand in. */
  FreedPages freed() {
    return freed;
  }

  /** Whether a page was ever freed since the log begins. */
  public boolean hasFreedPages() {
    return !freed.isEmpty();
  }

  /** The last context synchronization event of a PE at a boundary. */
  long lastSynchronization(int pe, long boundary) {
    LongList all = synchronizations[pe];
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i) <= boundary) {
        return all.get(i);
      }
    }
    return Times.BEFORE;
  }
}
