package io.shatterproof.tlb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which PE was in which context when, and the contexts before whose entries it may still hold. */
final class Residences {
  private final List<List<TlbContext>> earlier = new ArrayList<>(); // by PE
  private final List<Residence> residences = new ArrayList<>();

  /** A PE in a context, from an event on until its next residence. */
  record Residence(
      int pe, long from, @Nullable TlbContext inGuest, TlbContext inForce, TlbContext written) {}

  /** Tells what was invalidated. */
  @FunctionalInterface
  interface Invalidated {

    /** Whether all of a VMID was, for a PE, by an operation of that event or a later one. */
    boolean since(int pe, int vmid, long event);
  }

  Residences(int pes) {
    for (int pe = 0; pe < pes; pe++) {
      earlier.add(new ArrayList<>());
    }
  }

  void add(Residence residence) {
    residences.add(residence);
  }

  /** Forgets where PEs were, but for contexts whose entries may still be held. */
  void forget(Invalidated invalidated) {
    for (int pe = 0; pe < earlier.size(); pe++) {
      keepContexts(pe, invalidated);
    }
    for (int i = residences.size() - 1; i >= 0; i--) {
      if (isSuperseded(i)) {
        residences.remove(i);
      }
    }
  }

  /** A PE that left a guest keeps what it holds, unless all of that was invalidated since. */
  private void keepContexts(int pe, Invalidated invalidated) {
    List<TlbContext> kept = earlier.get(pe);
    kept.removeIf(context -> invalidated.since(pe, context.vmid(), Times.BEFORE));
    for (int i = 0; i < residences.size(); i++) {
      TlbContext context = residences.get(i).inGuest();
      if (residences.get(i).pe() == pe
          && context != null
          && isSuperseded(i)
          && !kept.contains(context)
          && !invalidated.since(pe, context.vmid(), endOf(i))) {
        kept.add(context);
      }
    }
  }

  private long endOf(int residence) {
    for (int i = residence + 1; i < residences.size(); i++) {
      if (residences.get(i).pe() == residences.get(residence).pe()) {
        return residences.get(i).from();
      }
    }
    return Times.NEVER;
  }

  private boolean isSuperseded(int residence) {
    for (int i = residence + 1; i < residences.size(); i++) {
      if (residences.get(i).pe() == residences.get(residence).pe()) {
        return true;
      }
    }
    return false;
  }

  /** Every context that a PE was in, or that its registers were to mean, without duplicates. */
  List<TlbContext> contexts(int pe) {
    List<TlbContext> contexts = new ArrayList<>(earlier.get(pe));
    for (Residence residence : residences) {
      if (residence.pe() == pe) {
        addOnce(contexts, residence.inGuest());
        addOnce(contexts, residence.inForce());
        addOnce(contexts, residence.written());
      }
    }
    return contexts;
  }

  private static void addOnce(List<TlbContext> contexts, @Nullable TlbContext context) {
    if (context != null && !contexts.contains(context)) {
      contexts.add(context);
    }
  }

  /** The contexts a PE was in before the log began, whose entries it may still hold. */
  List<TlbContext> earlier(int pe) {
    return earlier.get(pe);
  }

  /** Whether a PE ever was where it loads entries. */
  boolean wasInGuest(int pe) {
    if (!earlier.get(pe).isEmpty()) {
      return true;
    }
    for (Residence residence : residences) {
      if (residence.pe() == pe && residence.inGuest() != null) {
        return true;
      }
    }
    return false;
  }

  /** Where a PE is at a boundary; null if nobody said. */
  @Nullable
  Residence at(int pe, long boundary) {
    Residence found = null;
    for (Residence residence : residences) {
      if (residence.pe() == pe && residence.from() <= boundary) {
        found = residence;
      }
    }
    return found;
  }

  /** The contexts of guests that a PE entered at a boundary and left again before the next event. */
  List<TlbContext> guestsAt(int pe, long boundary) {
    List<TlbContext> guests = new ArrayList<>();
    for (int i = 0; i < residences.size(); i++) {
      Residence residence = residences.get(i);
      if (residence.pe() == pe && residence.from() == boundary && isSuperseded(i)) {
        addOnce(guests, residence.inGuest());
      }
    }
    return guests;
  }

  /** Whether a PE was ever in a guest whose translations it has in common with others. */
  boolean hasShared(int pe) {
    for (Residence residence : residences) {
      TlbContext guest = residence.inGuest();
      if (residence.pe() == pe && guest != null && guest.isShared()) {
        return true;
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
}
