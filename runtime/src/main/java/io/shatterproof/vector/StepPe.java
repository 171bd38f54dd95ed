package io.shatterproof.vector;

import java.util.List;
import java.util.OptionalInt;

/** The PE that does a step; empty where that is nobody's. */
public final class StepPe implements Step.Visitor<OptionalInt> {
  private static final StepPe VISITOR = new StepPe();

  private StepPe() {}

  /** The PE of a step. */
  public static OptionalInt of(Step step) {
    return step.accept(VISITOR);
  }

  /** The first PE of several steps. */
  public static OptionalInt of(List<Step> steps) {
    return steps.stream()
        .map(StepPe::of)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  @Override
  public OptionalInt map(Step.Map step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt populate(Step.Populate step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt invalidateRoot(Step.InvalidateRoot step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt resolve(Step.Resolve step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt unmap(Step.Unmap step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt locked(Step.Locked step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt protect(Step.Protect step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt protectNewMappings(Step.ProtectNewMappings step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt clean(Step.Clean step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt relinquish(Step.Relinquish step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt teardown(Step.Teardown step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt create(Step.Create step) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt unpause(Step.Unpause step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt resizePool(Step.ResizePool step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt setWay(Step.SetWay step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt switchCaches(Step.SwitchCaches step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt enter(Step.Enter step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt leave(Step.Leave step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt abort(Step.Abort step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt storeWord(Step.StoreWord step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt writeRegister(Step.WriteRegister step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt perform(Step.Perform step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt runAt(Step.RunAt step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt invalidate(Step.Invalidate step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt barrier(Step.Barrier step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt synchronizeContext(Step.SynchronizeContext step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt cleanLine(Step.CleanLine step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt freeTable(Step.FreeTable step) {
    return OptionalInt.of(step.pe());
  }

  @Override
  public OptionalInt limitTables(Step.LimitTables step) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt failAllocation(Step.FailAllocation step) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt listen(Step.Listen step) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt emulate(Step.Emulate step) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt interleaved(Step.Interleaved step) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt labelled(Step.Labelled step) {
    return step.step().accept(this);
  }
}
