package io.shatterproof.harness;

import static io.shatterproof.harness.TlbVectorBuilder.HERE;
import static io.shatterproof.harness.TlbVectorBuilder.LEVEL2;
import static io.shatterproof.harness.TlbVectorBuilder.LEVEL3;
import static io.shatterproof.harness.TlbVectorBuilder.NEW;
import static io.shatterproof.harness.TlbVectorBuilder.P;
import static io.shatterproof.harness.TlbVectorBuilder.Q;
import static io.shatterproof.harness.TlbVectorBuilder.dsb;
import static io.shatterproof.harness.TlbVectorBuilder.isb;
import static io.shatterproof.harness.TlbVectorBuilder.label;
import static io.shatterproof.harness.TlbVectorBuilder.page;
import static io.shatterproof.harness.TlbVectorBuilder.store;
import static io.shatterproof.harness.TlbVectorBuilder.tlbi;
import static io.shatterproof.harness.TlbVectorBuilder.tlbiP;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.explore.Independence;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which steps of PE 0 and PE 2 commute: each rule, and what it must not reach beyond. */
class StepIndependenceTest {
  private boolean namesMatter = true;
  private static final long CONTIGUOUS = 1L << 52;

  private boolean commute(Step one, Step other) {
    return commute(List.of(), List.of(one), List.of(other));
  }

  /** Of the last steps of two bodies, steps of the same phase being done before. */
  private boolean commute(List<Step> before, List<Step> one, List<Step> other) {
    ConformanceVector vector = new TlbVectorBuilder(3).build();
    Script script = new Script();
    vector.given().forEach(script::given);
    script.beginPhase(List.of());
    before.forEach(script::when);
    InterleavedSteps steps = new InterleavedSteps(
        new Step.Interleaved(HERE, List.of(one, other)), new StepText(vector.setup()));
    Independence independence =
        StepIndependence.of(vector.setup(), script, steps, () -> namesMatter);
    boolean commute = independence.commute(0, one.size() - 1, 1, other.size() - 1);
    assertThat(independence.commute(1, other.size() - 1, 0, one.size() - 1)).isEqualTo(commute);
    return commute;
  }

  private static Step write(SystemRegister register, long value) {
    return new Step.WriteRegister(HERE, 0, register, value);
  }

  @Test
  void storesToDifferentEntriesOfOneTableCommute() {
    assertThat(commute(store(0, P, 0), store(2, Q, 0))).isTrue();
    assertThat(commute(store(0, P, page(NEW)), store(2, Q, page(NEW)))).isTrue();
    assertThat(commute(label("brk", store(0, P, 0)), label("make", store(2, Q, 0))))
        .isTrue();
  }

  @Test
  void storesToOneWordDoNot() {
    assertThat(commute(store(0, P, 0), store(2, P, 0))).isFalse();
  }

  @Test
  void validEntryAndOneOfAnotherTableDoNot() {
    assertThat(commute(store(0, P, page(NEW)), store(2, LEVEL3 + 0x1000, 0))).isFalse();
    assertThat(commute(store(0, P, 0), store(2, LEVEL3 + 0x1000, 0)))
        .as("breaks")
        .isTrue();
  }

  @Test
  void storesOverTablesDoNot() {
    assertThat(commute(store(0, LEVEL2, 0), store(2, Q, 0))).as("was a table").isFalse();
    assertThat(commute(store(0, LEVEL2 + 8, LEVEL3 | 3), store(2, Q, 0)))
        .as("is one")
        .isFalse();
    assertThat(commute(
            List.of(store(0, P, LEVEL3 | 3)), List.of(store(0, P, 0)), List.of(store(2, Q, 0))))
        .as("was one meanwhile")
        .isFalse();
  }

  @Test
  void validEntriesOfAContiguousGroupDoNot() {
    assertThat(commute(store(0, P, page(NEW) | CONTIGUOUS), store(2, Q, page(NEW))))
        .isFalse();
    assertThat(commute(
            List.of(store(0, Q, page(NEW) | CONTIGUOUS)),
            List.of(store(0, P, page(NEW))),
            List.of(store(2, Q, 0))))
        .isFalse();
  }

  @Test
  void storesDoNotWhereStage1OrHardwareReadsThem() {
    List<Step> stores = List.of(store(0, P, 0));
    List<Step> others = List.of(store(2, Q, 0));

    assertThat(commute(List.of(write(SystemRegister.SCTLR_EL1, 1)), stores, others))
        .isFalse();
    assertThat(commute(List.of(write(SystemRegister.VTCR_EL2, 1L << 21)), stores, others))
        .isFalse();
    assertThat(commute(List.of(write(SystemRegister.VTCR_EL2, 0)), stores, others))
        .isTrue();
  }

  @Test
  void breakAndIsbCommute() {
    assertThat(commute(store(0, P, 0), isb(2))).isTrue();
    assertThat(commute(store(0, P, page(NEW)), isb(2))).as("a make").isFalse();
    assertThat(commute(
            List.of(write(SystemRegister.VTTBR_EL2, 0)), List.of(store(0, P, 0)), List.of(isb(2))))
        .as("a register may be pending")
        .isFalse();
  }

  @Test
  void tlbisAndIsbsCommuteAmongEachOther() {
    assertThat(commute(tlbi(0, TlbiOp.VMALLE1IS), tlbiP(2, TlbiOp.IPAS2E1IS))).isTrue();
    assertThat(commute(tlbi(0, TlbiOp.VMALLE1IS), isb(2))).isTrue();
    assertThat(commute(isb(0), isb(2))).isTrue();
  }

  @Test
  void tlbiAndBreakDoNot() {
    assertThat(commute(store(0, P, 0), tlbiP(2, TlbiOp.IPAS2E1IS))).isFalse();
  }

  @Test
  void dsbsCommuteWhereNoTlbiIsToComplete() {
    Step dsb = dsb(0, DsbOption.ISH);
    Step other = dsb(2, DsbOption.ISH);

    assertThat(commute(dsb, other)).isTrue();
    assertThat(commute(List.of(), List.of(tlbi(0, TlbiOp.VMALLE1IS), dsb), List.of(other)))
        .isFalse();
    assertThat(commute(List.of(tlbi(2, TlbiOp.VMALLE1IS)), List.of(dsb), List.of(other)))
        .isFalse();
    assertThat(commute(dsb, store(2, P, 0))).isFalse();
    assertThat(commute(dsb, tlbi(2, TlbiOp.VMALLE1IS))).isFalse();
    assertThat(commute(dsb, isb(2))).isFalse();
  }

  @Test
  void nothingElseDoes() {
    Step clean = new Step.CleanLine(HERE, 0, P, "");
    Step free = new Step.FreeTable(HERE, 0, LEVEL3, 0x1000, "");
    Step run = new Step.RunAt(HERE, 0, 1);
    Step perform = new Step.Perform(HERE, 0, TlbVectorBuilder.read());

    for (Step step : List.of(clean, free, run, perform)) {
      assertThat(commute(step, store(2, Q, 0))).isFalse();
      assertThat(commute(step, isb(2))).isFalse();
    }
  }

  @Test
  void whatDecidesTheNameOfAViolationAloneCommutesWhereNobodyAsksForNames() {
    namesMatter = false;

    assertThat(commute(store(0, P, 0), dsb(2, DsbOption.ISH))).isTrue();
    assertThat(commute(store(0, P, 0), tlbi(2, TlbiOp.VMALLE1IS))).isTrue();
    assertThat(commute(store(0, P, page(NEW)), tlbi(2, TlbiOp.VMALLE1IS))).isTrue();
    assertThat(commute(store(0, P, page(NEW)), dsb(2, DsbOption.ISH))).isTrue();
    assertThat(commute(dsb(0, DsbOption.ISH), dsb(2, DsbOption.ISH))).isTrue();
  }

  @Test
  void aBarrierBehindAnInvalidationDoesNotCommuteWithAMakeInAnyCase() {
    namesMatter = false;
    List<Step> cleared = List.of(tlbi(2, TlbiOp.VMALLE1IS), dsb(2, DsbOption.ISH));

    assertThat(commute(List.of(), List.of(store(0, P, page(NEW))), cleared)).isFalse();
    assertThat(commute(List.of(), List.of(store(0, P, 0)), cleared)).isTrue();
    assertThat(commute(List.of(), List.of(tlbi(0, TlbiOp.VMALLE1IS)), cleared)).isFalse();
  }
}
