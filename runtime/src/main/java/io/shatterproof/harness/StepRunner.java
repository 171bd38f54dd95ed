package io.shatterproof.harness;

import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Does one step on the implementation; the result is the code of its last operation, if any. */
final class StepRunner implements Step.Visitor<OptionalLong> {
  private final GuardedSession session;
  private final VectorReferences references;
  private final CodeListener codes;
  private final Map<Integer, Integer> lockHolders = new TreeMap<>();

  StepRunner(GuardedSession session, VectorReferences references, CodeListener codes) {
    this.session = session;
    this.references = references;
    this.codes = codes;
  }

  @Override
  public OptionalLong map(Step.Map step) {
    requireRunnable(step.pe(), step.domain());
    long code = session.map(
        step.pe(), step.domain(), step.ipa(), step.sizeBytes(), step.pa(), step.attributes());
    codes.returned(step.origin(), "map", code, step.returns());
    return OptionalLong.of(code);
  }

  @Override
  public OptionalLong unmap(Step.Unmap step) {
    requireRunnable(step.pe(), step.domain());
    long code = session.unmap(step.pe(), step.domain(), step.ipa(), step.sizeBytes(), step.pa());
    codes.returned(step.origin(), "unmap", code, step.returns());
    return OptionalLong.of(code);
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

  private void requireRunnable(int pe, int domain) {
    references.requirePe(pe);
    references.requireDomain(domain);
    Integer holder = lockHolders.get(domain);
    if (holder != null && holder != pe) {
      throw new MalformedVectorException("PE " + pe + " would wait for ever for the lock of domain "
          + domain + ", which PE " + holder + " holds");
    }
  }

  /** Hears what each operation returns. */
  interface CodeListener {
    void returned(Origin origin, String operation, long code, OptionalLong claimed);
  }

  @Override
  public OptionalLong failAllocation(Step.FailAllocation step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong protect(Step.Protect step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong protectNewMappings(Step.ProtectNewMappings step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong listen(Step.Listen step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong clean(Step.Clean step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong relinquish(Step.Relinquish step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong teardown(Step.Teardown step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong enter(Step.Enter step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong leave(Step.Leave step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong emulate(Step.Emulate step) {
    throw new UnsupportedOperationException("not wired yet");
  }

  @Override
  public OptionalLong abort(Step.Abort step) {
    throw new UnsupportedOperationException("not wired yet");
  }
}
