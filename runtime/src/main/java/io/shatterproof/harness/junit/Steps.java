package io.shatterproof.harness.junit;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The operations of one section under a lock, in order. */
public final class Steps {
  private final String file;
  private final Consumer<Step> sink;

  Steps(String file, Consumer<Step> sink) {
    this.file = file;
    this.sink = sink;
  }

  /** The statement at this place of the scenario file. */
  public Operation at(int line, int column) {
    return new Operation(new Origin(file, line, column), sink);
  }

  /** The statement at this place of another file: of a template that the scenario uses. */
  public Operation at(String otherFile, int line, int column) {
    return new Operation(new Origin(otherFile, line, column), sink);
  }

  /** More operations of the same section; for sections that are too long for one method. */
  public void part(Consumer<Steps> body) {
    body.accept(this);
  }

  /** One of Xen's types. */
  public static MappingAttributes as(P2mType type) {
    return MappingAttributes.of(type);
  }

  /**
   * The neutral form: permissions as letters of {@code rwx}, MemAttr[3:0] and shareability.
   *
   * @param permissions {@code none} or letters in the order {@code rwx}
   */
  public static MappingAttributes perm(String permissions, int memAttr, Shareability shareability) {
    return MappingAttributes.of(
        new S2Permissions(
            permissions.contains("r"), permissions.contains("w"), permissions.contains("x")),
        new MemoryAttributes(memAttr, shareability));
  }

  /** What is believed to be mapped. */
  public static From from(long pa) {
    return new From(OptionalLong.of(pa));
  }

  /** Nothing is said of what is mapped. */
  public static From fromAnything() {
    return new From(OptionalLong.empty());
  }

  /** What an operation believes to be mapped. */
  public record From(OptionalLong pa) {}

  /** Restricted to this. */
  public static Restriction access(P2mAccess access) {
    return access(access.number());
  }

  /** A number of the public interface, whether it stands for a restriction or not. */
  public static Restriction access(int number) {
    return new Restriction(number, 0, 0);
  }

  /** Restricted as new mappings are. */
  public static Restriction defaultAccess() {
    return access(P2mAccess.DEFAULT_NUMBER);
  }

  /**
   * What is asked of a call that restricts access.
   *
   * @param firstPage pages that earlier calls have done
   * @param every so many-th preemption check asks to stop; 0 for never
   */
  public record Restriction(int access, long firstPage, int every) {
    /** Goes on where an earlier call was preempted, behind so many pages. */
    public Restriction continuedAt(long pages) {
      return new Restriction(access, pages, every);
    }

    /** Every so many-th preemption check asks to stop. */
    public Restriction preemptEvery(int checks) {
      return new Restriction(access, firstPage, checks);
    }
  }

  /** Every so many-th preemption check asks to stop. */
  public static Preemption preemptEvery(int checks) {
    return new Preemption(checks);
  }

  /** Nothing asks to stop. */
  public static Preemption neverPreempted() {
    return new Preemption(0);
  }

  /** When a call is preempted. */
  public record Preemption(int every) {}

  /** A range is begun. */
  public static Progress fromStart() {
    return new Progress(0, 0);
  }

  /**
   * Which call of several that do a range together.
   *
   * @param firstPage pages that earlier calls have done
   * @param every so many-th preemption check asks to stop; 0 for never
   */
  public record Progress(long firstPage, int every) {
    /** Goes on where an earlier call was preempted, behind so many pages. */
    public Progress continuedAt(long pages) {
      return new Progress(pages, every);
    }

    /** Every so many-th preemption check asks to stop. */
    public Progress preemptEvery(int checks) {
      return new Progress(firstPage, checks);
    }
  }

  /** What is said of the monitor of forbidden accesses. */
  public enum Listener {
    /** It is told of them. */
    CONNECTED,
    /** The domain is stopped at the first one if nobody is told. */
    REQUIRED
  }

  /** A plain abort: no stage 1 walk, a valid syndrome, nothing else amiss. */
  public static Circumstances circumstances() {
    return new Circumstances(Optional.empty(), false, true, false, false);
  }

  /** What the registers tell of an abort; without a fault it is what the access meets. */
  public record Circumstances(
      Optional<FaultKind> fault,
      boolean isStage1Walk,
      boolean hasSyndrome,
      boolean isExternal,
      boolean failsInStage1) {
    /** The class of the fault. */
    public Circumstances fault(FaultKind kind) {
      return new Circumstances(
          Optional.of(kind), isStage1Walk, hasSyndrome, isExternal, failsInStage1);
    }

    /** The access was one of the stage 1 walk. */
    public Circumstances stage1Walk() {
      return new Circumstances(fault, true, hasSyndrome, isExternal, failsInStage1);
    }

    /** The syndrome does not describe the instruction. */
    public Circumstances noSyndrome() {
      return new Circumstances(fault, isStage1Walk, false, isExternal, failsInStage1);
    }

    /** An external abort came back. */
    public Circumstances externalAbort() {
      return new Circumstances(fault, isStage1Walk, hasSyndrome, true, failsInStage1);
    }

    /** Translating the virtual address again meets a fault of stage 1. */
    public Circumstances stage1Fails() {
      return new Circumstances(fault, isStage1Walk, hasSyndrome, isExternal, true);
    }
  }

  /** One statement that does something. */
  public static class Operation {
    private final Origin origin;
    private final Consumer<Step> sink;

    Operation(Origin origin, Consumer<Step> sink) {
      this.origin = origin;
      this.sink = sink;
    }

    Origin origin() {
      return origin;
    }

    /** The statement has this label. */
    public Operation label(String label) {
      return new Operation(origin, step -> sink.accept(new Step.Labelled(origin, label, step)));
    }

    /** The statement has this label, and itself stands at another place than the label. */
    public Operation label(String label, int line, int column) {
      return new Operation(
          new Origin(origin.file(), line, column),
          step -> sink.accept(new Step.Labelled(origin, label, step)));
    }

    /** What a PE does under bare tables. */
    public OnPe pe(int pe) {
      return new OnPe(origin, pe, sink);
    }

    /** Several PEs at once, each body done by a PE of its own; all orders of their steps. */
    @SafeVarargs
    public final void interleaved(Consumer<Steps>... bodies) {
      List<List<Step>> all = new ArrayList<>();
      for (Consumer<Steps> body : bodies) {
        List<Step> steps = new ArrayList<>();
        body.accept(new Steps(origin.file(), steps::add));
        all.add(steps);
      }
      sink.accept(new Step.Interleaved(origin, all));
    }

    /** Creates a domain. */
    public void create(Domain domain) {
      create(domain, 0);
    }

    /** Creates a domain and further ones of the same declaration. */
    public void create(Domain domain, int more) {
      create(domain, more, OptionalLong.empty());
    }

    /** Creates a domain and further ones, which must return {@code returns}. */
    public void create(Domain domain, int more, long returns) {
      create(domain, more, OptionalLong.of(returns));
    }

    private void create(Domain domain, int more, OptionalLong returns) {
      sink.accept(new Step.Create(origin, domain.number(), more, returns));
    }

    /** A domain runs for the first time. */
    public void unpause(int pe, Domain domain) {
      sink.accept(new Step.Unpause(origin, pe, domain.number()));
    }

    /** Maps a range; PE {@code pe} executes the operation. */
    public void map(
        int pe, Domain domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
      map(pe, domain, ipa, sizeBytes, pa, attributes, OptionalLong.empty());
    }

    /** Maps a range, which must return {@code returns}. */
    public void map(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        long returns) {
      map(pe, domain, ipa, sizeBytes, pa, attributes, OptionalLong.of(returns));
    }

    private void map(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        OptionalLong returns) {
      sink.accept(
          new Step.Map(origin, pe, domain.number(), ipa, sizeBytes, pa, attributes, returns));
    }

    /** Maps a range with an access restriction of its own. */
    public void map(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        P2mAccess access) {
      map(pe, domain, ipa, sizeBytes, pa, attributes, access, OptionalLong.empty());
    }

    /** Maps a range with an access restriction of its own, which must return {@code returns}. */
    public void map(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        P2mAccess access,
        long returns) {
      map(pe, domain, ipa, sizeBytes, pa, attributes, access, OptionalLong.of(returns));
    }

    private void map(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        P2mAccess access,
        OptionalLong returns) {
      sink.accept(new Step.Map(
          origin,
          pe,
          domain.number(),
          ipa,
          sizeBytes,
          pa,
          attributes,
          Optional.of(access),
          returns));
    }

    /** Maps a range to memory that the implementation chooses. */
    public void populate(
        int pe, Domain domain, long ipa, long sizeBytes, MappingAttributes attributes) {
      populate(pe, domain, ipa, sizeBytes, attributes, OptionalLong.empty());
    }

    /** Maps a range to memory that the implementation chooses, which must return {@code returns}. */
    public void populate(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        MappingAttributes attributes,
        long returns) {
      populate(pe, domain, ipa, sizeBytes, attributes, OptionalLong.of(returns));
    }

    private void populate(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        MappingAttributes attributes,
        OptionalLong returns) {
      sink.accept(
          new Step.Populate(origin, pe, domain.number(), ipa, sizeBytes, attributes, returns));
    }

    /** The next use of anything that is mapped faults, and is heard of. */
    public void invalidateRoot(int pe, Domain domain) {
      sink.accept(new Step.InvalidateRoot(origin, pe, domain.number()));
    }

    /** Resolves a Translation fault. */
    public void resolve(int pe, Domain domain, long ipa) {
      sink.accept(new Step.Resolve(origin, pe, domain.number(), ipa, Optional.empty()));
    }

    /** Resolves a Translation fault, so that the guest can go on, or cannot. */
    public void resolve(int pe, Domain domain, long ipa, boolean resolved) {
      sink.accept(new Step.Resolve(origin, pe, domain.number(), ipa, Optional.of(resolved)));
    }

    /** Removes every mapping in a range. */
    public void unmap(int pe, Domain domain, long ipa, long sizeBytes, From from) {
      unmap(pe, domain, ipa, sizeBytes, from, OptionalLong.empty());
    }

    /** Removes every mapping in a range, which must return {@code returns}. */
    public void unmap(int pe, Domain domain, long ipa, long sizeBytes, From from, long returns) {
      unmap(pe, domain, ipa, sizeBytes, from, OptionalLong.of(returns));
    }

    private void unmap(
        int pe, Domain domain, long ipa, long sizeBytes, From from, OptionalLong returns) {
      sink.accept(new Step.Unmap(origin, pe, domain.number(), ipa, sizeBytes, from.pa(), returns));
    }

    /** Does several operations under one lock. */
    public void lock(int pe, Domain domain, Consumer<Steps> body) {
      List<Step> steps = new ArrayList<>();
      body.accept(new Steps(origin.file(), steps::add));
      sink.accept(new Step.Locked(origin, pe, domain.number(), steps));
    }

    /** From now on only so many more table pages can be allocated. */
    public void tablesLeft(long tables) {
      sink.accept(new Step.LimitTables(origin, tables));
    }

    /** The {@code nth} allocation from now on fails, once. */
    public void failAllocation(long nth) {
      sink.accept(new Step.FailAllocation(origin, nth));
    }

    /** Restricts access to a range. */
    public void protect(int pe, Domain domain, long ipa, long sizeBytes, Restriction restriction) {
      protect(pe, domain, ipa, sizeBytes, restriction, OptionalLong.empty());
    }

    /** Restricts access to a range, which must return {@code returns}. */
    public void protect(
        int pe, Domain domain, long ipa, long sizeBytes, Restriction restriction, long returns) {
      protect(pe, domain, ipa, sizeBytes, restriction, OptionalLong.of(returns));
    }

    private void protect(
        int pe,
        Domain domain,
        long ipa,
        long sizeBytes,
        Restriction restriction,
        OptionalLong returns) {
      sink.accept(new Step.Protect(
          origin,
          pe,
          domain.number(),
          ipa,
          sizeBytes,
          restriction.access(),
          restriction.firstPage(),
          restriction.every(),
          returns));
    }

    /** Sets the restriction of new mappings. */
    public void protectNewMappings(int pe, Domain domain, Restriction restriction) {
      protectNewMappings(pe, domain, restriction, OptionalLong.empty());
    }

    /** Sets the restriction of new mappings, which must return {@code returns}. */
    public void protectNewMappings(int pe, Domain domain, Restriction restriction, long returns) {
      protectNewMappings(pe, domain, restriction, OptionalLong.of(returns));
    }

    private void protectNewMappings(
        int pe, Domain domain, Restriction restriction, OptionalLong returns) {
      sink.accept(
          new Step.ProtectNewMappings(origin, pe, domain.number(), restriction.access(), returns));
    }

    /** Says that a monitor is told of forbidden accesses, or that the domain needs one. */
    public void listener(Domain domain, Listener... words) {
      List<Listener> said = List.of(words);
      sink.accept(new Step.Listen(
          origin,
          domain.number(),
          said.contains(Listener.CONNECTED),
          said.contains(Listener.REQUIRED)));
    }

    /** Says that no monitor is told of forbidden accesses, and that none is needed. */
    public void noListener(Domain domain) {
      listener(domain);
    }

    /** Cleans and invalidates the data caches for the memory behind a range. */
    public void clean(int pe, Domain domain, long ipa, long sizeBytes) {
      clean(pe, domain, ipa, sizeBytes, OptionalLong.empty());
    }

    /** Cleans the memory behind a range, which must return {@code returns}. */
    public void clean(int pe, Domain domain, long ipa, long sizeBytes, long returns) {
      clean(pe, domain, ipa, sizeBytes, OptionalLong.of(returns));
    }

    private void clean(int pe, Domain domain, long ipa, long sizeBytes, OptionalLong returns) {
      sink.accept(new Step.Clean(origin, pe, domain.number(), ipa, sizeBytes, returns));
    }

    /** Cleans the memory behind a range in several calls, of which this is one. */
    public void clean(int pe, Domain domain, long ipa, long sizeBytes, Progress progress) {
      clean(pe, domain, ipa, sizeBytes, progress, OptionalLong.empty());
    }

    /** Cleans the memory behind a range in several calls, of which this must return {@code returns}. */
    public void clean(
        int pe, Domain domain, long ipa, long sizeBytes, Progress progress, long returns) {
      clean(pe, domain, ipa, sizeBytes, progress, OptionalLong.of(returns));
    }

    private void clean(
        int pe, Domain domain, long ipa, long sizeBytes, Progress progress, OptionalLong returns) {
      sink.accept(new Step.Clean(
          origin,
          pe,
          domain.number(),
          ipa,
          sizeBytes,
          progress.firstPage(),
          progress.every(),
          returns));
    }

    /** Gives up the mappings of a dying domain. */
    public void relinquish(int pe, Domain domain, Preemption preemption) {
      relinquish(pe, domain, preemption, OptionalLong.empty());
    }

    /** Gives up the mappings of a dying domain, which must return {@code returns}. */
    public void relinquish(int pe, Domain domain, Preemption preemption, long returns) {
      relinquish(pe, domain, preemption, OptionalLong.of(returns));
    }

    private void relinquish(int pe, Domain domain, Preemption preemption, OptionalLong returns) {
      sink.accept(new Step.Relinquish(origin, pe, domain.number(), preemption.every(), returns));
    }

    /** Gives back the tables and the VMID of a dying domain. */
    public void teardown(int pe, Domain domain) {
      sink.accept(new Step.Teardown(origin, pe, domain.number()));
    }

    /** Gives back the tables and the VMID of a dying domain in several calls. */
    public void teardown(int pe, Domain domain, Preemption preemption) {
      teardown(pe, domain, preemption, OptionalLong.empty());
    }

    /** Gives back the tables and the VMID of a dying domain, which must return {@code returns}. */
    public void teardown(int pe, Domain domain, Preemption preemption, long returns) {
      teardown(pe, domain, preemption, OptionalLong.of(returns));
    }

    private void teardown(int pe, Domain domain, Preemption preemption, OptionalLong returns) {
      sink.accept(new Step.Teardown(origin, pe, domain.number(), preemption.every(), returns));
    }

    /** Sets how much memory the tables of a domain may take. */
    public void pool(int pe, Domain domain, long sizeBytes, Preemption preemption) {
      pool(pe, domain, sizeBytes, preemption, OptionalLong.empty());
    }

    /** Sets how much memory the tables of a domain may take, which must return {@code returns}. */
    public void pool(int pe, Domain domain, long sizeBytes, Preemption preemption, long returns) {
      pool(pe, domain, sizeBytes, preemption, OptionalLong.of(returns));
    }

    private void pool(
        int pe, Domain domain, long sizeBytes, Preemption preemption, OptionalLong returns) {
      sink.accept(
          new Step.ResizePool(origin, pe, domain.number(), sizeBytes, preemption.every(), returns));
    }

    /** The guest that a PE is in maintains its caches by set and way. */
    public void setWay(int pe, Domain domain) {
      sink.accept(new Step.SetWay(origin, pe, domain.number()));
    }

    /** The guest that a PE is in switches its caches on. */
    public void cachesOn(int pe, Domain domain) {
      sink.accept(new Step.SwitchCaches(origin, pe, domain.number(), true));
    }

    /** The guest that a PE is in switches its caches off. */
    public void cachesOff(int pe, Domain domain) {
      sink.accept(new Step.SwitchCaches(origin, pe, domain.number(), false));
    }

    /** A PE switches to the guest of a domain. */
    public void enter(int pe, Domain domain) {
      sink.accept(new Step.Enter(origin, pe, domain.number()));
    }

    /** A PE switches to one virtual CPU of a domain. */
    public void enter(int pe, Domain domain, int vcpu) {
      sink.accept(new Step.Enter(origin, pe, domain.number(), OptionalInt.of(vcpu)));
    }

    /** A PE switches away from the guest that it is in. */
    public void leave(int pe) {
      sink.accept(new Step.Leave(origin, pe));
    }

    /** Emulates a device over a range from now on. */
    public void emulate(Domain domain, long ipa, long sizeBytes) {
      sink.accept(new Step.Emulate(origin, domain.number(), ipa, sizeBytes));
    }

    /**
     * Stores a word under bare tables.
     *
     * @param note what it is in the words of the scenario
     */
    public void storeWord(int pe, long pa, long value, String note) {
      pe(pe).store(pa, value, note);
    }

    /** Writes a register that controls translation. */
    public void writeRegister(int pe, SystemRegister register, long value) {
      sink.accept(new Step.WriteRegister(origin, pe, register, value));
    }

    /** Performs an access under bare tables; what hardware updates stays updated. */
    public void perform(int pe, Accesses access) {
      sink.accept(new Step.Perform(origin, pe, access.access()));
    }

    /** A PE takes an abort in the guest of a domain. */
    public void abort(
        int pe, AccessKind kind, Domain domain, long ipa, Circumstances circumstances) {
      abort(pe, kind, domain, ipa, circumstances, Optional.empty());
    }

    /** A PE takes an abort in the guest of a domain, of which {@code outcome} must become. */
    public void abort(
        int pe,
        AccessKind kind,
        Domain domain,
        long ipa,
        Circumstances circumstances,
        AbortOutcome outcome) {
      abort(pe, kind, domain, ipa, circumstances, Optional.of(outcome));
    }

    private void abort(
        int pe,
        AccessKind kind,
        Domain domain,
        long ipa,
        Circumstances circumstances,
        Optional<AbortOutcome> outcome) {
      sink.accept(new Step.Abort(
          origin,
          pe,
          domain.number(),
          kind,
          ipa,
          circumstances.fault(),
          circumstances.isStage1Walk(),
          circumstances.hasSyndrome(),
          circumstances.isExternal(),
          circumstances.failsInStage1(),
          outcome));
    }
  }
}
