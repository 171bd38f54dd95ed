package io.shatterproof.tlb;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
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
  private final List<Invalidation> invalidations = new ArrayList<>();
  private final List<Residence> residences = new ArrayList<>();
  private final List<FreedPage> freed = new ArrayList<>();
  private final List<Performed> performed = new ArrayList<>();
  private final LongList[] synchronizations; // by PE
  private final LongList changes = new LongList(); // events that can change what somebody sees
  private boolean hasContiguous;

  /** A PE in a context, from an event on until its next residence. */
  record Residence(
      int pe, long from, @Nullable TlbContext inGuest, TlbContext inForce, TlbContext written) {}

  /** A page that anything may stand in. */
  record FreedPage(long pa, long sizeBytes, long from) {}

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
    this.words = new WordHistory(platform.pes(), platform.walker() == Platform.Coherence.COHERENT);
    this.synchronizations = new LongList[platform.pes()];
    for (int pe = 0; pe < synchronizations.length; pe++) {
      synchronizations[pe] = new LongList();
    }
  }

  /**
   * A word is stored; memory has the new value.
   *
   * @param replaced the old value
   */
  public void store(long event, int pe, long pa, long replaced, long value) {
    words.store(event, pe, pa, replaced, value);
    hasContiguous |= (((replaced | value) >>> 52) & 1) != 0; // bit[52] of a block or page
    changes.add(event);
  }

  /** Hardware updates a word, at once for every PE. */
  public void update(long event, long pa, long replaced, long value) {
    words.update(event, pa, replaced, value);
    changes.add(event);
  }

  /** A word that was there before the first event had its Contiguous bit set. */
  public void hasContiguous() {
    hasContiguous = true;
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
    for (Invalidation invalidation : invalidations) {
      if (invalidation.pe() == pe
          && !invalidation.isComplete()
          && option.completes(invalidation.op())) {
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
    for (Invalidation invalidation : invalidations) {
      if (invalidation.pe() == pe && invalidation.isComplete()) {
        invalidation.synchronize(event);
      }
    }
    synchronizations[pe].add(event);
    changes.add(event);
  }

  /**
   * A TLB maintenance operation is executed.
   *
   * @param vmid in force; {@link Invalidation#NO_VMID} if that cannot be told
   * @param ds VTCR_EL2.DS in force
   */
  public void tlbi(long event, int pe, TlbiOp op, long operand, int vmid, boolean ds) {
    boolean lpa2 = platform.has(Feature.LPA2);
    invalidations.add(new Invalidation(event, pe, op, operand, vmid, lpa2, ds));
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
    residences.add(new Residence(pe, event, inGuest, inForce, written));
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
    freed.add(new FreedPage(pa, sizeBytes, event));
    changes.add(event);
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
    words.clear();
    invalidations.clear();
    freed.clear();
    performed.clear();
    changes.clear();
    for (int i = residences.size() - 1; i >= 0; i--) {
      if (isSuperseded(i)) {
        residences.remove(i);
      }
    }
    for (LongList list : synchronizations) {
      list.clear();
      list.add(event);
    }
  }

  private boolean isSuperseded(int residence) {
    for (int i = residence + 1; i < residences.size(); i++) {
      if (residences.get(i).pe() == residences.get(residence).pe()) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing happened that a walk of memory does not show. */
  public boolean isEmpty() {
    return changes.size() == 0;
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

  LongList changes() {
    return changes;
  }

  /** The invalidations since the beginning, in order. */
  public List<Invalidation> invalidations() {
    return invalidations;
  }

  List<Performed> performed() {
    return performed;
  }

  /** Where a PE is at a boundary; null if nobody said. */
  @Nullable
  Residence residence(int pe, long boundary) {
    Residence found = null;
    for (Residence residence : residences) {
      if (residence.pe() == pe && residence.from() <= boundary) {
        found = residence;
      }
    }
    return found;
  }

  /** Whether a page is free at a boundary, and a word of it was not stored since. */
  boolean isWild(long pa, long boundary) {
    for (FreedPage page : freed) {
      if (page.from() <= boundary && Long.compareUnsigned(pa - page.pa(), page.sizeBytes()) < 0) {
        int version = words.latest(pa, boundary);
        if (!WordHistory.exists(version) || words.storedAt(version) <= page.from()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a PE ever ran in a context with stage 1 on. */
  boolean hasStage1(int pe) {
    for (Residence residence : residences) {
      TlbContext guest = residence.inGuest();
      if (residence.pe() == pe
          && (residence.inForce().hasStage1() || (guest != null && guest.hasStage1()))) {
        return true;
      }
    }
    return false;
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
