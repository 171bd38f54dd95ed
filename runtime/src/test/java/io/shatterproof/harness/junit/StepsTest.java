package io.shatterproof.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
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
import org.junit.jupiter.api.Test;

/** What generated tests call does exactly the step of the vector. */
class StepsTest {
  private static final Domain GUEST = new Domain(3);
  private static final Origin AT = new Origin("a.p2m", 12, 5);
  private static final OptionalLong UNSAID = OptionalLong.empty();

  @Test
  void failAllocation() {
    assertThat(step(s -> s.failAllocation(2))).isEqualTo(new Step.FailAllocation(AT, 2));
  }

  @Test
  void protect() {
    assertThat(step(s -> s.protect(1, GUEST, 0x1000, 0x2000, Steps.access(P2mAccess.RX))))
        .isEqualTo(new Step.Protect(AT, 1, 3, 0x1000, 0x2000, 5, 0, 0, UNSAID));
    assertThat(step(s -> s.protect(1, GUEST, 0x1000, 0x2000, Steps.access(11), -22)))
        .isEqualTo(new Step.Protect(AT, 1, 3, 0x1000, 0x2000, 11, 0, 0, OptionalLong.of(-22)));
    assertThat(step(s -> s.protect(
            1, GUEST, 0x1000, 0x2000, Steps.defaultAccess().continuedAt(64).preemptEvery(7), 0)))
        .isEqualTo(new Step.Protect(AT, 1, 3, 0x1000, 0x2000, 10, 64, 7, OptionalLong.of(0)));
    assertThat(Steps.access(P2mAccess.R).preemptEvery(7).continuedAt(64))
        .isEqualTo(Steps.access(P2mAccess.R).continuedAt(64).preemptEvery(7));
  }

  @Test
  void protectNewMappings() {
    assertThat(step(s -> s.protectNewMappings(1, GUEST, Steps.access(P2mAccess.N))))
        .isEqualTo(new Step.ProtectNewMappings(AT, 1, 3, 0, UNSAID));
    assertThat(step(s -> s.protectNewMappings(1, GUEST, Steps.access(P2mAccess.N), 0)))
        .isEqualTo(new Step.ProtectNewMappings(AT, 1, 3, 0, OptionalLong.of(0)));
  }

  @Test
  void listener() {
    assertThat(step(s -> s.listener(GUEST, Steps.Listener.CONNECTED)))
        .isEqualTo(new Step.Listen(AT, 3, true, false));
    assertThat(step(s -> s.listener(GUEST, Steps.Listener.REQUIRED)))
        .isEqualTo(new Step.Listen(AT, 3, false, true));
    assertThat(step(s -> s.listener(GUEST, Steps.Listener.CONNECTED, Steps.Listener.REQUIRED)))
        .isEqualTo(new Step.Listen(AT, 3, true, true));
    assertThat(step(s -> s.noListener(GUEST))).isEqualTo(new Step.Listen(AT, 3, false, false));
  }

  @Test
  void clean() {
    assertThat(step(s -> s.clean(1, GUEST, 0x1000, 0x2000)))
        .isEqualTo(new Step.Clean(AT, 1, 3, 0x1000, 0x2000, UNSAID));
    assertThat(step(s -> s.clean(1, GUEST, 0x1000, 0x2000, 0)))
        .isEqualTo(new Step.Clean(AT, 1, 3, 0x1000, 0x2000, OptionalLong.of(0)));
    assertThat(step(s -> s.clean(1, GUEST, 0x1000, 0x2000, Steps.fromStart().preemptEvery(2))))
        .isEqualTo(new Step.Clean(AT, 1, 3, 0x1000, 0x2000, 0, 2, UNSAID));
    assertThat(step(s ->
            s.clean(1, GUEST, 0x1000, 0x2000, Steps.fromStart().preemptEvery(2).continuedAt(1), 0)))
        .isEqualTo(new Step.Clean(AT, 1, 3, 0x1000, 0x2000, 1, 2, OptionalLong.of(0)));
  }

  @Test
  void relinquish() {
    assertThat(step(s -> s.relinquish(1, GUEST, Steps.neverPreempted())))
        .isEqualTo(new Step.Relinquish(AT, 1, 3, 0, UNSAID));
    assertThat(step(s -> s.relinquish(1, GUEST, Steps.preemptEvery(4), -85)))
        .isEqualTo(new Step.Relinquish(AT, 1, 3, 4, OptionalLong.of(-85)));
  }

  @Test
  void teardown() {
    assertThat(step(s -> s.teardown(1, GUEST))).isEqualTo(new Step.Teardown(AT, 1, 3));
    assertThat(step(s -> s.teardown(1, GUEST, Steps.preemptEvery(2))))
        .isEqualTo(new Step.Teardown(AT, 1, 3, 2, UNSAID));
    assertThat(step(s -> s.teardown(1, GUEST, Steps.neverPreempted(), 0)))
        .isEqualTo(new Step.Teardown(AT, 1, 3, 0, OptionalLong.of(0)));
  }

  @Test
  void create() {
    assertThat(step(s -> s.create(GUEST))).isEqualTo(new Step.Create(AT, 3, 0, UNSAID));
    assertThat(step(s -> s.create(GUEST, 5))).isEqualTo(new Step.Create(AT, 3, 5, UNSAID));
    assertThat(step(s -> s.create(GUEST, 0, -16)))
        .isEqualTo(new Step.Create(AT, 3, 0, OptionalLong.of(-16)));
  }

  @Test
  void unpause() {
    assertThat(step(s -> s.unpause(1, GUEST))).isEqualTo(new Step.Unpause(AT, 1, 3));
  }

  @Test
  void mapRestricted() {
    MappingAttributes ram = Steps.as(P2mType.RAM_RW);
    assertThat(step(s -> s.map(1, GUEST, 0x1000, 0x2000, 0x5000, ram, P2mAccess.RX)))
        .isEqualTo(
            new Step.Map(AT, 1, 3, 0x1000, 0x2000, 0x5000, ram, Optional.of(P2mAccess.RX), UNSAID));
    assertThat(step(s -> s.map(1, GUEST, 0x1000, 0x2000, 0x5000, ram, P2mAccess.RX, -12)))
        .isEqualTo(new Step.Map(
            AT,
            1,
            3,
            0x1000,
            0x2000,
            0x5000,
            ram,
            Optional.of(P2mAccess.RX),
            OptionalLong.of(-12)));
  }

  @Test
  void populate() {
    MappingAttributes ram = Steps.as(P2mType.RAM_RW);
    assertThat(step(s -> s.populate(1, GUEST, 0x1000, 0x2000, ram)))
        .isEqualTo(new Step.Populate(AT, 1, 3, 0x1000, 0x2000, ram, UNSAID));
    assertThat(step(s -> s.populate(1, GUEST, 0x1000, 0x2000, ram, 0)))
        .isEqualTo(new Step.Populate(AT, 1, 3, 0x1000, 0x2000, ram, OptionalLong.of(0)));
  }

  @Test
  void entriesWhoseUseIsHeardOf() {
    assertThat(step(s -> s.invalidateRoot(1, GUEST))).isEqualTo(new Step.InvalidateRoot(AT, 1, 3));
    assertThat(step(s -> s.resolve(1, GUEST, 0x1000)))
        .isEqualTo(new Step.Resolve(AT, 1, 3, 0x1000, Optional.empty()));
    assertThat(step(s -> s.resolve(1, GUEST, 0x1000, false)))
        .isEqualTo(new Step.Resolve(AT, 1, 3, 0x1000, Optional.of(false)));
  }

  @Test
  void pool() {
    assertThat(step(s -> s.pool(1, GUEST, 0x1000, Steps.neverPreempted())))
        .isEqualTo(new Step.ResizePool(AT, 1, 3, 0x1000, 0, UNSAID));
    assertThat(step(s -> s.pool(1, GUEST, 0x1000, Steps.preemptEvery(2), -85)))
        .isEqualTo(new Step.ResizePool(AT, 1, 3, 0x1000, 2, OptionalLong.of(-85)));
  }

  @Test
  void whatAGuestDoesWithItsCaches() {
    assertThat(step(s -> s.setWay(1, GUEST))).isEqualTo(new Step.SetWay(AT, 1, 3));
    assertThat(step(s -> s.cachesOn(1, GUEST))).isEqualTo(new Step.SwitchCaches(AT, 1, 3, true));
    assertThat(step(s -> s.cachesOff(1, GUEST))).isEqualTo(new Step.SwitchCaches(AT, 1, 3, false));
  }

  @Test
  void worldSwitches() {
    assertThat(step(s -> s.enter(1, GUEST))).isEqualTo(new Step.Enter(AT, 1, 3));
    assertThat(step(s -> s.enter(1, GUEST, 2)))
        .isEqualTo(new Step.Enter(AT, 1, 3, OptionalInt.of(2)));
    assertThat(step(s -> s.leave(1))).isEqualTo(new Step.Leave(AT, 1));
  }

  @Test
  void emulate() {
    assertThat(step(s -> s.emulate(GUEST, 0x1000, 0x2000)))
        .isEqualTo(new Step.Emulate(AT, 3, 0x1000, 0x2000));
  }

  @Test
  void plainAbort() {
    assertThat(step(s -> s.abort(1, AccessKind.READ, GUEST, 0x1008, Steps.circumstances())))
        .isEqualTo(new Step.Abort(
            AT,
            1,
            3,
            AccessKind.READ,
            0x1008,
            Optional.empty(),
            false,
            true,
            false,
            false,
            Optional.empty()));
  }

  @Test
  void eachCircumstanceOfAnAbortIsItsOwn() {
    Steps.Circumstances plain = Steps.circumstances();

    assertThat(plain.fault(FaultKind.EXTERNAL))
        .isEqualTo(
            new Steps.Circumstances(Optional.of(FaultKind.EXTERNAL), false, true, false, false));
    assertThat(plain.stage1Walk())
        .isEqualTo(new Steps.Circumstances(Optional.empty(), true, true, false, false));
    assertThat(plain.noSyndrome())
        .isEqualTo(new Steps.Circumstances(Optional.empty(), false, false, false, false));
    assertThat(plain.externalAbort())
        .isEqualTo(new Steps.Circumstances(Optional.empty(), false, true, true, false));
    assertThat(plain.stage1Fails())
        .isEqualTo(new Steps.Circumstances(Optional.empty(), false, true, false, true));
  }

  @Test
  void abortWithCircumstancesAndOutcome() {
    Steps.Circumstances told = Steps.circumstances()
        .fault(FaultKind.PERMISSION)
        .stage1Walk()
        .noSyndrome()
        .stage1Fails();

    assertThat(
            step(s -> s.abort(1, AccessKind.FETCH, GUEST, 0x1008, told, AbortOutcome.MEM_ACCESS)))
        .isEqualTo(new Step.Abort(
            AT,
            1,
            3,
            AccessKind.FETCH,
            0x1008,
            Optional.of(FaultKind.PERMISSION),
            true,
            false,
            false,
            true,
            Optional.of(AbortOutcome.MEM_ACCESS)));
  }

  private static Step step(Consumer<Steps.Operation> call) {
    List<Step> steps = new ArrayList<>();
    call.accept(new Steps(AT.file(), steps::add).at(AT.line(), AT.column()));
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }
}
