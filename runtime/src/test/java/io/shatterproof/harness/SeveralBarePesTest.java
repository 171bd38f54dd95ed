package io.shatterproof.harness;

import static io.shatterproof.harness.TlbVectorBuilder.FAULT;
import static io.shatterproof.harness.TlbVectorBuilder.HERE;
import static io.shatterproof.harness.TlbVectorBuilder.NEW;
import static io.shatterproof.harness.TlbVectorBuilder.OLD;
import static io.shatterproof.harness.TlbVectorBuilder.P;
import static io.shatterproof.harness.TlbVectorBuilder.Q;
import static io.shatterproof.harness.TlbVectorBuilder.after;
import static io.shatterproof.harness.TlbVectorBuilder.dsb;
import static io.shatterproof.harness.TlbVectorBuilder.isb;
import static io.shatterproof.harness.TlbVectorBuilder.label;
import static io.shatterproof.harness.TlbVectorBuilder.never;
import static io.shatterproof.harness.TlbVectorBuilder.ok;
import static io.shatterproof.harness.TlbVectorBuilder.page;
import static io.shatterproof.harness.TlbVectorBuilder.sees;
import static io.shatterproof.harness.TlbVectorBuilder.since;
import static io.shatterproof.harness.TlbVectorBuilder.store;
import static io.shatterproof.harness.TlbVectorBuilder.tlbi;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.explore.Interleavings;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two PEs that maintain the same tables, seen by a third one in every order. */
class SeveralBarePesTest {
  private static final OutcomeClaim SEES_OLD = ok(OLD + 8);
  private static final OutcomeClaim SEES_NEW = ok(NEW + 8);

  private static Trial trial(TlbVectorBuilder builder, ExplorationLimits limits) {
    ConformanceVector vector = builder.build();
    Trial trial =
        Trial.start(vector.heading(), vector.setup(), new ReferenceProvider(), "", limits);
    vector.given().forEach(trial::given);
    for (Phase phase : vector.phases()) {
      trial.beginPhase(phase.meanwhile());
      phase.when().forEach(trial::when);
      phase.then().forEach(trial::then);
    }
    return trial;
  }

  private static Result run(TlbVectorBuilder builder) {
    return trial(builder, new ExplorationLimits(100_000, true)).finish();
  }

  private static List<Step> unmapP() {
    return List.of(
        label("brk", store(0, P, 0)),
        dsb(0, DsbOption.ISHST),
        tlbi(0, TlbiOp.VMALLS12E1IS),
        label("done", dsb(0, DsbOption.ISH)));
  }

  @Test
  void membersMayBePossibleInDifferentOrders() {
    // Whether PE 2 invalidates before or after the break decides what is left.
    Result result = run(new TlbVectorBuilder(3)
        .atOnce(
            List.of(store(0, P, 0), label("brk", dsb(0, DsbOption.ISH))),
            List.of(tlbi(2, TlbiOp.VMALLS12E1IS), label("inv", dsb(2, DsbOption.ISH))))
        .meanwhile(sees(since("inv"), SEES_OLD, FAULT)));

    assertThat(result.failures()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void shortestOrderThatFailsIsTold() {
    Result result = run(new TlbVectorBuilder(3)
        .atOnce(unmapP(), List.of(isb(2), dsb(2, DsbOption.ISH), label("make", store(2, Q, 0))))
        .meanwhile(sees(since("make"), false, SEES_OLD)));

    assertThat(result.failures()).singleElement().satisfies(failure -> {
      assertThat(failure.message())
          .startsWith("pe 1 read 0x40000008 -> translation fault level 3 behind step ");
      assertThat(failure.details().lines().takeWhile(line -> !line.startsWith("step log")))
          .hasSize(5)
          .startsWith("the shortest order that fails:")
          .contains("  4. PE 2: store page Q := 0x0 (make)")
          .anyMatch(line -> line.endsWith("PE 0: store page P := 0x0 (brk)"));
    });
  }

  @Test
  void reductionVisitsFewerStatesAndSaysTheSame() {
    TlbVectorBuilder both = program();
    Trial reduced = trial(both, new ExplorationLimits(100_000, true));
    Trial every = trial(program(), new ExplorationLimits(100_000, true).unreduced());

    assertThat(reduced.finish().verdict()).isEqualTo(Verdict.AGREE);
    assertThat(every.finish().verdict()).isEqualTo(Verdict.AGREE);
    assertThat(every.explored()).get().hasToString("251 states in 70 orders");
    assertThat(reduced.explored().orElseThrow().states())
        .isLessThan(every.explored().orElseThrow().states());
    assertThat(reduced.explored().orElseThrow().reduced()).isTrue();
  }

  private static TlbVectorBuilder program() {
    return new TlbVectorBuilder(3)
        .atOnce(
            unmapP(),
            List.of(store(2, Q, 0), isb(2), tlbi(2, TlbiOp.VMALLS12E1IS), dsb(2, DsbOption.ISH)))
        .meanwhile(sees(Stretch.ALL, SEES_OLD, FAULT), sees(after("done"), FAULT));
  }

  @Test
  void orderOfBoundariesIsJudgedInEveryOrder() {
    Trial trial =
        trial(program().meanwhile(never(SEES_NEW, FAULT)), new ExplorationLimits(100_000, true));

    assertThat(trial.finish().verdict()).isEqualTo(Verdict.AGREE);
    assertThat(trial.explored()).as("no reduction").get().hasToString("251 states in 70 orders");
  }

  @Test
  void stretchThatOneOrderHasIsEnough() {
    TlbVectorBuilder race = new TlbVectorBuilder(3)
        .atOnce(List.of(label("one", isb(0))), List.of(label("two", isb(2))))
        .meanwhile(sees(new Stretch(Optional.of("two"), true, Optional.of("one")), SEES_OLD));

    assertThat(trial(race, new ExplorationLimits(10, false)).finish().verdict())
        .isEqualTo(Verdict.AGREE);
  }

  /** Eight steps each: what the documentation gives the numbers of. */
  @Test
  void ofTwoPesWithEightStepsHalfTheStatesAreVisited() {
    ConformanceVector vector = new TlbVectorBuilder(3).build();
    InterleavedSteps steps = new InterleavedSteps(
        new Step.Interleaved(HERE, List.of(eight(0, P), eight(2, Q))),
        new StepText(vector.setup()));
    Interleavings few = new Interleavings(
        steps.lengths(), StepIndependence.of(vector.setup(), script(vector), steps));

    while (few.next().isPresent()) {
      // only counted
    }

    assertThat(few.states()).isEqualTo(20_730);
  }

  private static Script script(ConformanceVector vector) {
    Script script = new Script();
    vector.given().forEach(script::given);
    script.beginPhase(List.of());
    return script;
  }

  private static List<Step> eight(int pe, long word) {
    return List.of(
        store(pe, word, 0),
        dsb(pe, DsbOption.ISHST),
        tlbi(pe, TlbiOp.IPAS2E1IS),
        dsb(pe, DsbOption.ISH),
        tlbi(pe, TlbiOp.VMALLE1IS),
        dsb(pe, DsbOption.ISH),
        store(pe, word, page(NEW)),
        dsb(pe, DsbOption.ISH));
  }
}
