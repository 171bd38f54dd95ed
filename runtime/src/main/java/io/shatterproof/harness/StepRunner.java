package io.shatterproof.harness;

import io.shatterproof.arch.FaultKind;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Does one step on the implementation; the result is the code of its last operation, if any. */
final class StepRunner implements Step.Visitor<OptionalLong> {
  private final UnderTest underTest;
  private final GuardedSession session;
  private final VectorReferences references;
  private final AnswerListener answers;
  private final Map<Integer, Integer> lockHolders = new TreeMap<>();
  private final Set<Integer> mayBeGone = new TreeSet<>(); // torn down by calls that may be stopped

  StepRunner(
      UnderTest underTest,
      GuardedSession session,
      VectorReferences references,
      AnswerListener answers) {
    this.underTest = underTest;
    this.session = session;
    this.references = references;
    this.answers = answers;
  }

  @Override
  public OptionalLong create(Step.Create step) {
    requireNoLock(step);
    DomainConfig config = references.requireCreatable(step.domain());
    OptionalInt vmid = OptionalInt.empty();
    long code = 0;
    try {
      vmid = OptionalInt.of(underTest.createDomain(step.domain(), config).vmid());
      references.create(step.domain());
      for (int further = 1; further <= step.more(); further++) {
        underTest.createUnnamed(unnamed(config, further));
      }
    } catch (DomainRefusedException refused) {
      code = refused.error().code();
    }
    if (vmid.isEmpty()) {
      references.refuse(step.domain(), code);
    }
    OptionalLong returned = returned(step, "create", code, step.returns());
    vmid.ifPresent(number -> answers.created(step.origin(), config, number));
    return returned;
  }

  /** A domain of the same declaration, which has a VMID of its own and no PE of another. */
  private static DomainConfig unnamed(DomainConfig config, int further) {
    return new DomainConfig(
        config.name() + " and " + further,
        config.profile(),
        config.geometry(),
        config.operatedBy(),
        List.of(),
        config.usesIommu(),
        OptionalInt.empty(),
        config.defaultAccess());
  }

  @Override
  public OptionalLong unpause(Step.Unpause step) {
    requireNoLock(step);
    requireRunnable(step.pe(), step.domain());
    session.unpause(step.pe(), step.domain());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong resizePool(Step.ResizePool step) {
    requireNoLock(step);
    requireRunnable(step.pe(), step.domain());
    long code = session.resizePool(step.pe(), step.domain(), step.sizeBytes(), step.preemptEvery());
    return returned(step, "pool", code, step.returns());
  }

  @Override
  public OptionalLong setWay(Step.SetWay step) {
    requireNoLock(step);
    underTest.requireInGuest(step.pe(), step.domain());
    session.maintainBySetWay(step.pe(), step.domain());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong switchCaches(Step.SwitchCaches step) {
    requireNoLock(step);
    underTest.requireInGuest(step.pe(), step.domain());
    session.switchCaches(step.pe(), step.domain(), step.on());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong map(Step.Map step) {
    requireRunnable(step.pe(), step.domain());
    underTest.beginMapping(step);
    long code =
        step.access().isPresent() ? mapRestricted(step, step.access().get()) : mapPlain(step);
    underTest.endMapping(step, code);
    return returned(step, "map", code, step.returns());
  }

  private long mapPlain(Step.Map step) {
    return session.map(
        step.pe(), step.domain(), step.ipa(), step.sizeBytes(), step.pa(), step.attributes());
  }

  private long mapRestricted(Step.Map step, P2mAccess access) {
    return session.map(
        step.pe(),
        step.domain(),
        step.ipa(),
        step.sizeBytes(),
        step.pa(),
        step.attributes(),
        access);
  }

  @Override
  public OptionalLong populate(Step.Populate step) {
    requireRunnable(step.pe(), step.domain());
    long code =
        session.populate(step.pe(), step.domain(), step.ipa(), step.sizeBytes(), step.attributes());
    return returned(step, "populate", code, step.returns());
  }

  @Override
  public OptionalLong invalidateRoot(Step.InvalidateRoot step) {
    requireNoLock(step);
    requireRunnable(step.pe(), step.domain());
    session.invalidateRoot(step.pe(), step.domain());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong resolve(Step.Resolve step) {
    requireNoLock(step);
    requireRunnable(step.pe(), step.domain());
    boolean resolved = session.resolve(step.pe(), step.domain(), step.ipa());
    answers.resolved(step.origin(), resolved, step.resolved());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong unmap(Step.Unmap step) {
    requireRunnable(step.pe(), step.domain());
    long code = session.unmap(step.pe(), step.domain(), step.ipa(), step.sizeBytes(), step.pa());
    return returned(step, "unmap", code, step.returns());
  }

  @Override
  public OptionalLong locked(Step.Locked step) {
    requireRunnable(step.pe(), step.domain());
    if (lockHolders.putIfAbsent(step.domain(), step.pe()) != null) {
      throw new MalformedVectorException(
          step.origin() + ": the lock of domain " + step.domain() + " is taken inside itself");
    }
    session.lock(step.pe(), step.domain());
    OptionalLong code = OptionalLong.empty();
    for (Step inner : step.body()) {
      OptionalLong innerCode = inner.accept(this);
      code = innerCode.isPresent() ? innerCode : code;
    }
    session.unlock(step.pe(), step.domain());
    lockHolders.remove(step.domain());
    return code;
  }

  @Override
  public OptionalLong limitTables(Step.LimitTables step) {
    session.limitTables(step.tables());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong failAllocation(Step.FailAllocation step) {
    session.failAllocation(step.nth());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong protect(Step.Protect step) {
    requireRunnable(step.pe(), step.domain());
    long code = session.protect(
        step.pe(),
        step.domain(),
        step.ipa(),
        step.sizeBytes(),
        step.access(),
        step.firstPage(),
        step.preemptEvery());
    return returned(step, "protect", code, step.returns());
  }

  @Override
  public OptionalLong protectNewMappings(Step.ProtectNewMappings step) {
    requireRunnable(step.pe(), step.domain());
    long code = session.protectNewMappings(step.pe(), step.domain(), step.access());
    return returned(step, "protect default", code, step.returns());
  }

  @Override
  public OptionalLong listen(Step.Listen step) {
    requireNoLock(step);
    references.requireDomain(step.domain());
    session.listen(step.domain(), step.connected(), step.required());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong clean(Step.Clean step) {
    requireRunnable(step.pe(), step.domain());
    long code = session.clean(
        step.pe(),
        step.domain(),
        step.ipa(),
        step.sizeBytes(),
        step.firstPage(),
        step.preemptEvery());
    return returned(step, "clean", code, step.returns());
  }

  @Override
  public OptionalLong relinquish(Step.Relinquish step) {
    requireNoLock(step);
    requireRunnable(step.pe(), step.domain());
    underTest.retired(step.domain());
    long code = session.relinquish(step.pe(), step.domain(), step.preemptEvery());
    return returned(step, "relinquish", code, step.returns());
  }

  @Override
  public OptionalLong teardown(Step.Teardown step) {
    requireNoLock(step);
    if (mayBeGone.contains(step.domain()) && !references.exists(step.domain())) {
      return returned(step, "teardown", 0, step.returns()); // it was not stopped where it could be
    }
    requireRunnable(step.pe(), step.domain());
    if (step.preemptEvery() != 0) {
      mayBeGone.add(step.domain());
    }
    underTest.retired(step.domain());
    long code = session.teardown(step.pe(), step.domain(), step.preemptEvery());
    if (code == 0) {
      underTest.tornDown(step.domain());
      references.tearDown(step.domain());
    }
    return step.answers() ? returned(step, "teardown", code, step.returns()) : OptionalLong.empty();
  }

  @Override
  public OptionalLong enter(Step.Enter step) {
    requireNoLock(step);
    requireRunnable(step.pe(), step.domain());
    if (step.vcpu().isPresent()) {
      session.enter(step.pe(), step.domain(), step.vcpu().getAsInt());
    } else {
      session.enter(step.pe(), step.domain());
    }
    underTest.entered(step.pe(), step.domain());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong leave(Step.Leave step) {
    requireNoLock(step);
    underTest.requireInAnyGuest(step.pe());
    session.leave(step.pe());
    underTest.left(step.pe());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong emulate(Step.Emulate step) {
    requireNoLock(step);
    references.requireDomain(step.domain());
    session.emulate(step.domain(), step.ipa(), step.sizeBytes());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong abort(Step.Abort step) {
    requireNoLock(step);
    underTest.requireInGuest(step.pe(), step.domain());
    FaultKind fault = step.fault()
        .orElseGet(() -> underTest.faultOf(step.pe(), step.domain(), step.access(), step.ipa()));
    AbortOutcome outcome = session.abort(
        step.pe(),
        step.domain(),
        new GuestAbort(
            step.access(),
            step.ipa(),
            fault,
            step.stage1Walk(),
            step.syndromeValid(),
            step.external(),
            step.translationFails()));
    answers.became(step.origin(), outcome, step.outcome());
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong storeWord(Step.StoreWord step) {
    requireNoLock(step);
    underTest.bareTables().store(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong writeRegister(Step.WriteRegister step) {
    requireNoLock(step);
    underTest.bareTables().write(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong perform(Step.Perform step) {
    requireNoLock(step);
    underTest.bareTables().perform(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong runAt(Step.RunAt step) {
    requireNoLock(step);
    underTest.bareTables().runAt(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong invalidate(Step.Invalidate step) {
    requireNoLock(step);
    underTest.bareTables().invalidate(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong barrier(Step.Barrier step) {
    requireNoLock(step);
    underTest.bareTables().barrier(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong synchronizeContext(Step.SynchronizeContext step) {
    requireNoLock(step);
    underTest.bareTables().synchronizeContext(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong cleanLine(Step.CleanLine step) {
    requireNoLock(step);
    underTest.bareTables().cleanLine(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong freeTable(Step.FreeTable step) {
    requireNoLock(step);
    underTest.bareTables().freeTable(step);
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong labelled(Step.Labelled step) {
    underTest.beginLabel(step.label());
    OptionalLong code = step.step().accept(this);
    underTest.endLabel(step.label());
    return code;
  }

  @Override
  public OptionalLong interleaved(Step.Interleaved step) {
    throw new MalformedVectorException(step.origin()
        + ": several PEs at once stand in a phase, at most once, and not inside another step");
  }

  private OptionalLong returned(Step step, String operation, long code, OptionalLong claimed) {
    answers.returned(step.origin(), operation, code, claimed);
    return OptionalLong.of(code);
  }

  private void requireRunnable(int pe, int domain) {
    references.requirePe(pe);
    references.requireDomain(domain);
    Integer holder = lockHolders.get(domain);
    if (holder != null && holder != pe) {
      throw new MalformedVectorException("PE " + pe + " would wait for ever for the lock of domain "
          + domain + ", which PE " + holder + " holds");
    }
  }

  private void requireNoLock(Step step) {
    if (!lockHolders.isEmpty()) {
      throw new MalformedVectorException(
          step.origin() + ": the step does not stand inside a locked section");
    }
  }

  /** Hears what each operation answers. */
  interface AnswerListener {
    void returned(Origin origin, String operation, long code, OptionalLong claimed);

    /** A step created a domain of the setup. */
    void created(Origin origin, DomainConfig config, int vmid);

    void became(Origin origin, AbortOutcome outcome, Optional<AbortOutcome> claimed);

    /** A fault was resolved, or could not be. */
    void resolved(Origin origin, boolean resolved, Optional<Boolean> claimed);
  }
}
