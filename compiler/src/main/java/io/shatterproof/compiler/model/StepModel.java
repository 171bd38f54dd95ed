package io.shatterproof.compiler.model;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.compiler.source.Span;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import java.util.List;
import java.util.Optional;

/** Something that is done. */
public sealed interface StepModel {

  Span span();

  /** Whether it says what must become of it. */
  default boolean isClaiming() {
    return false;
  }

  /** A step about one domain. */
  sealed interface OfDomain extends StepModel {
    DomainModel domain();
  }

  /** A step about bare tables. */
  sealed interface OfRegime extends StepModel {
    RegimeModel regime();
  }

  /** A step that a PE executes. */
  sealed interface OnPe extends StepModel {
    int pe();
  }

  /** A step about a domain that returns something. */
  sealed interface Returning extends OfDomain {
    Optional<Spanned<Long>> returns();

    @Override
    default boolean isClaiming() {
      return returns().isPresent();
    }

    /** Whether it says that it fails. */
    default boolean isToFail() {
      return returns().filter(code -> code.value() < 0).isPresent();
    }
  }

  /** An operation on a domain that exists. */
  sealed interface Operation extends Returning, OnPe {}

  /** A step about a range of a domain's addresses. */
  sealed interface OfRange extends OfDomain {
    Quantity ipa();

    Quantity size();
  }

  /** A step that may be preempted: every so many-th check asks it to stop. */
  sealed interface Preemptible extends StepModel {
    Optional<Quantity> preemptEvery();
  }

  /** An operation on a range, page by page, in several calls. */
  sealed interface Continued extends Operation, OfRange, Preemptible {
    /** Pages that earlier calls have done. */
    Optional<Quantity> continuedAt();
  }

  /** A step that names the PE that does it. */
  sealed interface ByNamedPe extends OnPe {
    Quantity namedPe();

    @Override
    default int pe() {
      return (int) namedPe().value();
    }
  }

  /** A step that only hardware with TLBs tells from nothing: there are none in a walk. */
  sealed interface OfTlb extends ByNamedPe {}

  /** A step about raw memory, by its address. */
  sealed interface OfWord extends ByNamedPe, OfRegime {
    Quantity pa();

    /** Whether nobody can tell it from nothing who has no TLB. */
    boolean needsTlb();
  }

  /** A step about one entry of bare tables. */
  sealed interface OfEntry extends OfTlb, OfRegime {
    EntryModel entry();

    @Override
    default RegimeModel regime() {
      return entry().regime();
    }
  }

  /**
   * Creates a domain.
   *
   * @param more so many further ones of the same declaration
   */
  record CreateStep(
      Span span, DomainModel domain, Optional<Quantity> more, Optional<Spanned<Long>> returns)
      implements Returning {

    /** Whether the domain exists from then on; the first is the last that can be refused. */
    public boolean creates() {
      return more.isPresent() || !isToFail();
    }
  }

  /** A domain runs for the first time. */
  record UnpauseStep(Span span, int pe, DomainModel domain) implements OfDomain, OnPe {}

  /** Sets how much memory the tables of a domain may take. */
  record PoolStep(
      Span span,
      int pe,
      DomainModel domain,
      Quantity size,
      Optional<Quantity> preemptEvery,
      Optional<Spanned<Long>> returns)
      implements Operation, Preemptible {}

  /**
   * Maps a range.
   *
   * @param access its own restriction
   */
  record MapStep(
      Span span,
      int pe,
      DomainModel domain,
      Quantity ipa,
      Quantity size,
      Quantity pa,
      MappingAttributes attributes,
      Optional<P2mAccess> access,
      Optional<Spanned<Long>> returns)
      implements Operation, OfRange {}

  /** Maps a range to memory that the implementation chooses. */
  record PopulateStep(
      Span span,
      int pe,
      DomainModel domain,
      Quantity ipa,
      Quantity size,
      Spanned<MappingAttributes> attributes,
      Optional<Spanned<Long>> returns)
      implements Operation, OfRange {}

  /** A step about entries whose use is heard of. */
  sealed interface OfHeardUse extends OfDomain, OnPe {}

  /** The next use of anything that is mapped is heard of. */
  record InvalidateRootStep(Span span, int pe, DomainModel domain) implements OfHeardUse {}

  /**
   * A fault is resolved.
   *
   * @param resolved whether it can be
   */
  record ResolveStep(
      Span span, int pe, DomainModel domain, Quantity ipa, Optional<Boolean> resolved)
      implements OfHeardUse {
    @Override
    public boolean isClaiming() {
      return resolved.isPresent();
    }
  }

  /** Removes what is mapped in a range. */
  record UnmapStep(
      Span span,
      int pe,
      DomainModel domain,
      Quantity ipa,
      Quantity size,
      Optional<Quantity> pa,
      Optional<Spanned<Long>> returns)
      implements Operation, OfRange {}

  /** Several steps under one write lock. */
  record LockStep(Span span, int pe, DomainModel domain, List<StepModel> body)
      implements OfDomain, OnPe {
    public LockStep {
      body = List.copyOf(body);
    }
  }

  /** Limits the pool of table pages. */
  record TablesStep(Span span, Quantity tables) implements StepModel {}

  /** Lets an allocation fail. */
  record FailAllocationStep(Span span, Quantity nth) implements StepModel {}

  /**
   * Restricts access to a range.
   *
   * @param access number of the restriction
   * @param continuedAt pages that earlier calls have done
   */
  record ProtectStep(
      Span span,
      int pe,
      DomainModel domain,
      Quantity ipa,
      Quantity size,
      int access,
      Optional<Quantity> continuedAt,
      Optional<Quantity> preemptEvery,
      Optional<Spanned<Long>> returns)
      implements Continued {}

  /**
   * Sets the restriction of new mappings.
   *
   * @param access its number
   */
  record ProtectNewStep(
      Span span, int pe, DomainModel domain, int access, Optional<Spanned<Long>> returns)
      implements Operation {}

  /** Says who deals with forbidden accesses. */
  record ListenStep(Span span, DomainModel domain, boolean isConnected, boolean isRequired)
      implements OfDomain {}

  /** Cache maintenance over a range. */
  record CleanStep(
      Span span,
      int pe,
      DomainModel domain,
      Quantity ipa,
      Quantity size,
      Optional<Quantity> continuedAt,
      Optional<Quantity> preemptEvery,
      Optional<Spanned<Long>> returns)
      implements Continued {}

  /** Gives up the mappings of a dying domain. */
  record RelinquishStep(
      Span span,
      int pe,
      DomainModel domain,
      Optional<Quantity> preemptEvery,
      Optional<Spanned<Long>> returns)
      implements Operation, Preemptible {}

  /**
   * Gives back what a dying domain has.
   *
   * @param relinquishes whether its mappings first, which it has still
   */
  record TeardownStep(
      Span span,
      int pe,
      DomainModel domain,
      boolean relinquishes,
      Optional<Quantity> preemptEvery,
      Optional<Spanned<Long>> returns)
      implements Operation, Preemptible {

    /** Whether something comes back: not where nothing is asked and nothing can stop it. */
    public boolean answers() {
      return relinquishes || preemptEvery.isPresent() || isClaiming();
    }

    /** Whether the domain is gone then, and not to be torn down again. */
    public boolean ends() {
      return returns.filter(code -> code.value() != 0).isEmpty();
    }
  }

  /** Emulates a device. */
  record EmulateStep(Span span, DomainModel domain, Quantity ipa, Quantity size)
      implements OfRange {}

  /**
   * A PE switches to a guest.
   *
   * @param vcpu which of its virtual CPUs
   */
  record EnterStep(Span span, Quantity namedPe, DomainModel domain, Optional<Quantity> vcpu)
      implements OfDomain, ByNamedPe {}

  /** What a PE does in its guest. */
  sealed interface InGuest extends OfDomain, ByNamedPe {}

  /** A guest maintains its caches by set and way. */
  record SetWayStep(Span span, Quantity namedPe, DomainModel domain) implements InGuest {}

  /** A guest switches its caches on or off. */
  record CachesStep(Span span, Quantity namedPe, DomainModel domain, boolean isOn)
      implements InGuest {}

  /** A PE switches away from its guest. */
  record LeaveStep(Span span, Quantity namedPe) implements ByNamedPe {}

  /** A PE takes an abort in its guest. */
  record AbortStep(
      Span span,
      Quantity namedPe,
      DomainModel domain,
      AccessKind access,
      Quantity ipa,
      CircumstancesModel circumstances,
      Optional<AbortOutcome> outcome)
      implements InGuest {
    @Override
    public boolean isClaiming() {
      return outcome.isPresent();
    }
  }

  /**
   * A PE gets the registers of a regime, and goes to an Exception level: 1 or 2.
   *
   * @param isEntry whether it is said that the PE enters
   */
  record PutStep(Span span, Quantity namedPe, int el, RegimeModel regime, boolean isEntry)
      implements OfRegime, ByNamedPe {}

  /** A PE writes a register that controls translation. */
  record RegisterStep(Span span, Quantity namedPe, SystemRegister register, long value)
      implements ByNamedPe {}

  /**
   * A PE stores the word of an entry.
   *
   * @param stored what stands there from then on, as if it were declared; absent for an invalid one
   * @param table the table that it leads to, where that is one of the scenario
   * @param isExchange whether the old word is read in the same step
   * @param hasSameContents whether the memory that it leads to has the contents of that before
   */
  record StoreStep(
      Span span,
      Quantity namedPe,
      EntryModel entry,
      Optional<EntryModel> stored,
      Optional<EntryModel> table,
      boolean isExchange,
      boolean hasSameContents)
      implements OfEntry {}

  /**
   * A PE executes a TLB maintenance operation.
   *
   * @param operand the register operand; 0 for operations without one
   * @param note the operand as it is written
   * @param hint where a TTL hint is said that needs FEAT_TTL
   */
  record TlbiStep(
      Span span,
      Quantity namedPe,
      Spanned<TlbiOp> operation,
      long operand,
      String note,
      Optional<Span> hint)
      implements OfTlb {}

  /** A PE executes a DSB. */
  record BarrierStep(Span span, Quantity namedPe, Spanned<DsbOption> option) implements OfTlb {}

  /** A PE executes an ISB. */
  record SynchronizeStep(Span span, Quantity namedPe) implements OfTlb {}

  /** A PE cleans the cache line of an entry. */
  record CleanLineStep(Span span, Quantity namedPe, EntryModel entry) implements OfEntry {}

  /** A PE gives back the table page that an entry leads to. */
  record FreeStep(Span span, Quantity namedPe, EntryModel entry) implements OfEntry {}

  /**
   * A PE stores a word into raw memory.
   *
   * @param isExchange whether the old word is read in the same step
   * @param hasSameContents whether the memory that it leads to has the contents of that before
   */
  record WordStoreStep(
      Span span,
      Quantity namedPe,
      RegimeModel regime,
      Quantity pa,
      long value,
      boolean isExchange,
      boolean hasSameContents)
      implements OfWord {
    @Override
    public boolean needsTlb() {
      return isExchange;
    }
  }

  /** A PE cleans the cache line of a word of raw memory. */
  record WordCleanStep(Span span, Quantity namedPe, RegimeModel regime, Quantity pa)
      implements OfWord {
    @Override
    public boolean needsTlb() {
      return true;
    }
  }

  /** A PE gives back a table page of raw memory. */
  record PageFreeStep(Span span, Quantity namedPe, RegimeModel regime, Quantity pa, long sizeBytes)
      implements OfWord {
    @Override
    public boolean needsTlb() {
      return true;
    }
  }

  /** An entry stands in a table. */
  record EntryStep(Span span, EntryModel entry) implements OfRegime {
    @Override
    public RegimeModel regime() {
      return entry.regime();
    }
  }

  /** A PE performs an access. */
  record PerformStep(Span span, AccessModel access) implements OfRegime, ByNamedPe {
    @Override
    public RegimeModel regime() {
      return access.regime();
    }

    @Override
    public Quantity namedPe() {
      return access.pe();
    }
  }

  /** What the registers tell of an abort; without a fault it is what the access meets. */
  record CircumstancesModel(
      Optional<FaultKind> fault,
      boolean isStage1Walk,
      boolean hasSyndrome,
      boolean isExternal,
      boolean failsInStage1) {}
}
