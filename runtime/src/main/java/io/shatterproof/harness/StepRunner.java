package io.shatterproof.harness;

import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Step;
import java.util.OptionalLong;

/** Does one step on the implementation; the result is the code of its last operation. */
final class StepRunner implements Step.Visitor<Long> {
  private final GuardedSession session;
  private final CodeListener codes;

  StepRunner(GuardedSession session, CodeListener codes) {
    this.session = session;
    this.codes = codes;
  }

  @Override
  public Long map(Step.Map step) {
    long code = session.map(
        step.pe(), step.domain(), step.ipa(), step.sizeBytes(), step.pa(), step.attributes());
    codes.returned(step.origin(), "map", code, step.returns());
    return code;
  }

  @Override
  public Long unmap(Step.Unmap step) {
    long code = session.unmap(step.pe(), step.domain(), step.ipa(), step.sizeBytes(), step.pa());
    codes.returned(step.origin(), "unmap", code, step.returns());
    return code;
  }

  @Override
  public Long locked(Step.Locked step) {
    session.lock(step.pe(), step.domain());
    long code = 0;
    for (Step inner : step.body()) {
      code = inner.accept(this);
    }
    session.unlock(step.pe(), step.domain());
    return code;
  }

  @Override
  public Long limitTables(Step.LimitTables step) {
    session.limitTables(step.tables());
    return 0L;
  }

  /** Hears what each operation returns. */
  interface CodeListener {
    void returned(Origin origin, String operation, long code, OptionalLong claimed);
  }
}
