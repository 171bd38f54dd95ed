package io.shatterproof.vector;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Something that is done. Domains are numbered in order of declaration. */
public sealed interface Step {

  Origin origin();

  /** Calls the method of {@code visitor} for this case. */
  <R> R accept(Visitor<R> visitor);

  /** How many checks it makes itself, with those of steps inside of it. */
  default int checks() {
    return accept(StepChecks.VISITOR);
  }

  /**
   * Creates a domain that {@link Setup#later} has.
   *
   * @param more so many further domains of the same declaration, which no step names and no PE runs;
   *     the first that is refused is the last that is tried
   * @param returns as for {@link Map}: the error of the one that was refused
   */
  record Create(Origin origin, int domain, int more, OptionalLong returns) implements Step {
    /** So many further domains there can be. */
    public static final int MOST_MORE = 0xffff;

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.create(this);
    }
  }

  /** A domain runs for the first time. */
  record Unpause(Origin origin, int pe, int domain) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unpause(this);
    }
  }

  /**
   * Maps a range.
   *
   * @param access its own access restriction, where it is not that of new mappings
   * @param returns the code it must return, where claimed: success or failure for every
   *     implementation, the very number for those that claim one of the vector's profiles
   */
  record Map(
      Origin origin,
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      long pa,
      MappingAttributes attributes,
      Optional<P2mAccess> access,
      OptionalLong returns)
      implements Step {

    /** Restricted as new mappings are. */
    public Map(
        Origin origin,
        int pe,
        int domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        OptionalLong returns) {
      this(origin, pe, domain, ipa, sizeBytes, pa, attributes, Optional.empty(), returns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.map(this);
    }
  }

  /**
   * Maps a range to memory that the implementation chooses.
   *
   * @param returns as for {@link Map}
   */
  record Populate(
      Origin origin,
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      MappingAttributes attributes,
      OptionalLong returns)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.populate(this);
    }
  }

  /** The next use of anything that a domain has mapped faults, and is heard of. */
  record InvalidateRoot(Origin origin, int pe, int domain) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.invalidateRoot(this);
    }
  }

  /**
   * The hypervisor resolves a Translation fault at an address.
   *
   * @param resolved whether the guest can go on, where claimed
   */
  record Resolve(Origin origin, int pe, int domain, long ipa, Optional<Boolean> resolved)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.resolve(this);
    }
  }

  /**
   * Unmaps a range.
   *
   * @param pa what is believed to be mapped there, where said
   * @param returns as for {@link Map}
   */
  record Unmap(
      Origin origin,
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      OptionalLong pa,
      OptionalLong returns)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unmap(this);
    }
  }

  /** Several operations under one write lock of a domain. */
  record Locked(Origin origin, int pe, int domain, List<Step> body) implements Step {
    public Locked {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.locked(this);
    }
  }

  /** From now on only so many more table pages can be allocated. */
  record LimitTables(Origin origin, long tables) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.limitTables(this);
    }
  }

  /** The {@code nth} allocation from now on fails, once; counted from 1. */
  record FailAllocation(Origin origin, long nth) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.failAllocation(this);
    }
  }

  /**
   * Restricts access to a range.
   *
   * @param access number in the public interface, 10 for the default; others are meant to be refused
   * @param firstPage pages of the range that earlier calls have done
   * @param preemptEvery every so many-th preemption check asks to stop; 0 for never
   * @param returns as for {@link Map}
   */
  record Protect(
      Origin origin,
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      int access,
      long firstPage,
      int preemptEvery,
      OptionalLong returns)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.protect(this);
    }
  }

  /**
   * Sets the access restriction of new mappings.
   *
   * @param access as for {@link Protect}
   * @param returns as for {@link Map}
   */
  record ProtectNewMappings(Origin origin, int pe, int domain, int access, OptionalLong returns)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.protectNewMappings(this);
    }
  }

  /** Says whether a monitor is told of forbidden accesses, and whether the domain needs one. */
  record Listen(Origin origin, int domain, boolean connected, boolean required) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listen(this);
    }
  }

  /**
   * Cache maintenance of the memory behind a range.
   *
   * @param firstPage as for {@link Protect}
   * @param preemptEvery as for {@link Protect}
   * @param returns as for {@link Map}
   */
  record Clean(
      Origin origin,
      int pe,
      int domain,
      long ipa,
      long sizeBytes,
      long firstPage,
      int preemptEvery,
      OptionalLong returns)
      implements Step {

    /** All of it in one call. */
    public Clean(
        Origin origin, int pe, int domain, long ipa, long sizeBytes, OptionalLong returns) {
      this(origin, pe, domain, ipa, sizeBytes, 0, 0, returns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.clean(this);
    }
  }

  /**
   * Gives up the mappings of a dying domain.
   *
   * @param preemptEvery as for {@link Protect}
   * @param returns as for {@link Map}
   */
  record Relinquish(Origin origin, int pe, int domain, int preemptEvery, OptionalLong returns)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.relinquish(this);
    }
  }

  /**
   * Gives back the tables and the VMID of a dying domain. Nothing is done to it afterwards, unless it
   * was preempted: then this is done again.
   *
   * @param preemptEvery as for {@link Protect}
   * @param returns as for {@link Map}
   */
  record Teardown(Origin origin, int pe, int domain, int preemptEvery, OptionalLong returns)
      implements Step {

    /** All of it in one call, whose answer nobody asks for. */
    public Teardown(Origin origin, int pe, int domain) {
      this(origin, pe, domain, 0, OptionalLong.empty());
    }

    /** Whether it has an answer; in one call of which nothing is claimed it has none. */
    public boolean answers() {
      return preemptEvery != 0 || returns.isPresent();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.teardown(this);
    }
  }

  /**
   * Sets how much memory the tables of a domain may take.
   *
   * @param sizeBytes those that it has included
   * @param preemptEvery as for {@link Protect}
   * @param returns as for {@link Map}
   */
  record ResizePool(
      Origin origin, int pe, int domain, long sizeBytes, int preemptEvery, OptionalLong returns)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.resizePool(this);
    }
  }

  /** The guest that a PE is in maintains its caches by set and way. */
  record SetWay(Origin origin, int pe, int domain) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setWay(this);
    }
  }

  /** The guest that a PE is in switches its caches on or off. */
  record SwitchCaches(Origin origin, int pe, int domain, boolean on) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.switchCaches(this);
    }
  }

  /**
   * A PE switches to the guest of a domain.
   *
   * @param vcpu which of its virtual CPUs, where said
   */
  record Enter(Origin origin, int pe, int domain, OptionalInt vcpu) implements Step {

    /** Whichever virtual CPU. */
    public Enter(Origin origin, int pe, int domain) {
      this(origin, pe, domain, OptionalInt.empty());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.enter(this);
    }
  }

  /** A PE switches away from the guest that it is in. */
  record Leave(Origin origin, int pe) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.leave(this);
    }
  }

  /** A device is emulated over a range from now on. */
  record Emulate(Origin origin, int domain, long ipa, long sizeBytes) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.emulate(this);
    }
  }

  /**
   * The hypervisor handles an abort that a PE took in its guest.
   *
   * @param fault empty: what the access meets now, or a Translation fault if it would succeed
   * @param outcome what must become of it, where claimed
   */
  record Abort(
      Origin origin,
      int pe,
      int domain,
      AccessKind access,
      long ipa,
      Optional<FaultKind> fault,
      boolean stage1Walk,
      boolean syndromeValid,
      boolean external,
      boolean translationFails,
      Optional<AbortOutcome> outcome)
      implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.abort(this);
    }
  }

  /**
   * Stores a word under bare tables: seen by every walk from now on, or, in a vector that needs
   * {@link io.shatterproof.spi.Capability#TLB}, as a store instruction is.
   *
   * @param pa multiple of 8, in the memory of the setup
   * @param note what it is in the words of the scenario; means nothing to an implementation
   * @param exchange whether the old word is read in the same atomic step
   * @param sameContents whether the memory that a leaf translates to has the contents of the memory
   *     that the leaf before it translated to
   */
  record StoreWord(
      Origin origin,
      int pe,
      long pa,
      long value,
      String note,
      boolean exchange,
      boolean sameContents)
      implements Step {

    /** A plain store. */
    public StoreWord(Origin origin, int pe, long pa, long value, String note) {
      this(origin, pe, pa, value, note, false, false);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.storeWord(this);
    }
  }

  /**
   * Writes a register that controls translation: synchronised, or, in a vector that needs {@link
   * io.shatterproof.spi.Capability#TLB} and on a PE at EL2, in force after the next {@link
   * SynchronizeContext}.
   */
  record WriteRegister(Origin origin, int pe, SystemRegister register, long value) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.writeRegister(this);
    }
  }

  /** Performs an access under bare tables; what hardware updates in memory stays updated. */
  record Perform(Origin origin, int pe, GuestAccess access) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.perform(this);
    }
  }

  /** A PE runs at this Exception level from now on, 1 or 2: at EL1 it is in the guest. */
  record RunAt(Origin origin, int pe, int el) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.runAt(this);
    }
  }

  /**
   * Executes a TLB maintenance operation under bare tables.
   *
   * @param operand the register operand; 0 for operations without one
   * @param note what it names in the words of the scenario; means nothing to an implementation
   */
  record Invalidate(Origin origin, int pe, TlbiOp op, long operand, String note) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.invalidate(this);
    }
  }

  /** Executes a DSB under bare tables. */
  record Barrier(Origin origin, int pe, DsbOption option) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.barrier(this);
    }
  }

  /** Executes an ISB under bare tables. */
  record SynchronizeContext(Origin origin, int pe) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.synchronizeContext(this);
    }
  }

  /**
   * Cleans the cache line of a word under bare tables to the point of coherency.
   *
   * @param pa multiple of 8, in the memory of the setup
   * @param note as for {@link StoreWord}
   */
  record CleanLine(Origin origin, int pe, long pa, String note) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cleanLine(this);
    }
  }

  /**
   * A table page under bare tables goes back to the allocator: anything may stand in it.
   *
   * @param pa multiple of {@code sizeBytes}, the granule
   * @param note as for {@link StoreWord}
   */
  record FreeTable(Origin origin, int pe, long pa, long sizeBytes, String note) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.freeTable(this);
    }
  }

  /** A step that expectations refer to. It is labelled itself, or holds no other labelled one. */
  record Labelled(Origin origin, String label, Step step) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.labelled(this);
    }
  }

  /**
   * Several PEs at once, each doing its steps in order: what must hold, must hold in every order of
   * all of them; a violation that is expected, in one of them. Stands in a phase, at most once in a
   * vector.
   *
   * @param bodies at least two, each of one PE of its own
   */
  record Interleaved(Origin origin, List<List<Step>> bodies) implements Step {
    /** So many bodies there can be. */
    public static final int MOST_BODIES = 8;

    /** So many steps a body can have. */
    public static final int MOST_STEPS = 64;

    public Interleaved {
      bodies = bodies.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.interleaved(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R create(Create step);

    R unpause(Unpause step);

    R map(Map step);

    R populate(Populate step);

    R unmap(Unmap step);

    R locked(Locked step);

    R limitTables(LimitTables step);

    R failAllocation(FailAllocation step);

    R protect(Protect step);

    R protectNewMappings(ProtectNewMappings step);

    R listen(Listen step);

    R clean(Clean step);

    R relinquish(Relinquish step);

    R teardown(Teardown step);

    R resizePool(ResizePool step);

    R invalidateRoot(InvalidateRoot step);

    R resolve(Resolve step);

    R setWay(SetWay step);

    R switchCaches(SwitchCaches step);

    R enter(Enter step);

    R leave(Leave step);

    R emulate(Emulate step);

    R abort(Abort step);

    R storeWord(StoreWord step);

    R writeRegister(WriteRegister step);

    R perform(Perform step);

    R runAt(RunAt step);

    R invalidate(Invalidate step);

    R barrier(Barrier step);

    R synchronizeContext(SynchronizeContext step);

    R cleanLine(CleanLine step);

    R freeTable(FreeTable step);

    R labelled(Labelled step);

    R interleaved(Interleaved step);
  }
}
