package io.shatterproof.vector;

import java.util.List;
import java.util.OptionalLong;

/** How many checks a step makes, said of every case: what is not counted is not missed. */
final class StepChecks implements Step.Visitor<Integer> {
  static final StepChecks VISITOR = new StepChecks();

  private StepChecks() {}

  private static int ofClaim(OptionalLong returns) {
    return returns.isPresent() ? 1 : 0;
  }

  private static int ofAll(List<Step> steps) {
    return steps.stream().mapToInt(Step::checks).sum();
  }

  @Override
  public Integer create(Step.Create step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer unpause(Step.Unpause step) {
    return 0;
  }

  @Override
  public Integer map(Step.Map step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer populate(Step.Populate step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer invalidateRoot(Step.InvalidateRoot step) {
    return 0;
  }

  @Override
  public Integer resolve(Step.Resolve step) {
    return step.resolved().isPresent() ? 1 : 0;
  }

  @Override
  public Integer unmap(Step.Unmap step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer locked(Step.Locked step) {
    return ofAll(step.body());
  }

  @Override
  public Integer limitTables(Step.LimitTables step) {
    return 0;
  }

  @Override
  public Integer failAllocation(Step.FailAllocation step) {
    return 0;
  }

  @Override
  public Integer protect(Step.Protect step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer protectNewMappings(Step.ProtectNewMappings step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer listen(Step.Listen step) {
    return 0;
  }

  @Override
  public Integer clean(Step.Clean step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer relinquish(Step.Relinquish step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer teardown(Step.Teardown step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer resizePool(Step.ResizePool step) {
    return ofClaim(step.returns());
  }

  @Override
  public Integer setWay(Step.SetWay step) {
    return 0;
  }

  @Override
  public Integer switchCaches(Step.SwitchCaches step) {
    return 0;
  }

  @Override
  public Integer enter(Step.Enter step) {
    return 0;
  }

  @Override
  public Integer leave(Step.Leave step) {
    return 0;
  }

  @Override
  public Integer emulate(Step.Emulate step) {
    return 0;
  }

  @Override
  public Integer abort(Step.Abort step) {
    return step.outcome().isPresent() ? 1 : 0;
  }

  @Override
  public Integer storeWord(Step.StoreWord step) {
    return 0;
  }

  @Override
  public Integer writeRegister(Step.WriteRegister step) {
    return 0;
  }

  @Override
  public Integer perform(Step.Perform step) {
    return 0;
  }

  @Override
  public Integer runAt(Step.RunAt step) {
    return 0;
  }

  @Override
  public Integer invalidate(Step.Invalidate step) {
    return 0;
  }

  @Override
  public Integer barrier(Step.Barrier step) {
    return 0;
  }

  @Override
  public Integer synchronizeContext(Step.SynchronizeContext step) {
    return 0;
  }

  @Override
  public Integer cleanLine(Step.CleanLine step) {
    return 0;
  }

  @Override
  public Integer freeTable(Step.FreeTable step) {
    return 0;
  }

  @Override
  public Integer labelled(Step.Labelled step) {
    return step.step().checks();
  }

  @Override
  public Integer interleaved(Step.Interleaved step) {
    return step.bodies().stream().mapToInt(StepChecks::ofAll).sum();
  }
}
