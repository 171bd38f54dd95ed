package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.hole;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Operations of several PEs at once: judged in every order, the reason told by the shortest. */
class SeveralPesTest {
  private static final long A = 4 * GIB;
  private static final long B = 5 * GIB;

  private static final Expectation NO_BREAK = new Expectation.ViolationIs(
      HERE, Scope.ARCHITECTURE, ViolationName.NO_BREAK, OptionalLong.empty());

  /** Replaces what is mapped without a break. */
  private static class WithoutBreak extends ScriptedP2m {
    @Override
    void update(Session session, int index, long oldDescriptor, long newDescriptor) {
      if (S2Descriptor.isValid(oldDescriptor) && newDescriptor != 0) {
        session.store(index, oldDescriptor, newDescriptor);
      } else {
        super.update(session, index, oldDescriptor, newDescriptor);
      }
    }
  }

  private static Step unmap(int pe) {
    return new Step.Unmap(HERE, pe, 0, GIB, GIB, OptionalLong.empty(), OptionalLong.empty());
  }

  private static Step map(int pe, long pa) {
    Step.Map map = VectorBuilder.map(GIB, pa);
    return new Step.Map(
        HERE, pe, 0, map.ipa(), map.sizeBytes(), pa, map.attributes(), OptionalLong.empty());
  }

  private static Step atOnce(List<Step> one, List<Step> other) {
    return new Step.Interleaved(HERE, List.of(one, other));
  }

  private static Result run(P2mProvider provider, VectorBuilder vector) {
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20)).run(vector.build());
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  /** Replays a vector as generated tests do. */
  private static Trial trial(P2mProvider provider, ConformanceVector vector, long states) {
    Trial trial = Trial.start(
        vector.heading(), vector.setup(), provider, "blocks", new ExplorationLimits(states, true));
    vector.given().forEach(trial::given);
    for (Phase phase : vector.phases()) {
      trial.beginPhase(phase.meanwhile());
      phase.when().forEach(trial::when);
      phase.then().forEach(trial::then);
    }
    return trial;
  }

  @Test
  void whatHoldsInEveryOrderAgrees() {
    Result result = run(
        new ScriptedP2m(),
        new VectorBuilder()
            .given(map(0, A))
            .when(atOnce(List.of(unmap(0)), List.of(unmap(1))))
            .then(hole()));

    assertThat(result.failures()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.checksReached()).isEqualTo(1);
  }

  @Test
  void whatFailsInAnotherOrderThanTheFirstIsToldWithIt() {
    Result result = run(
        new ScriptedP2m(),
        new VectorBuilder().when(atOnce(List.of(map(0, A)), List.of(unmap(1)))).then(hole()));

    assertThat(FailureText.of(result)).isEqualTo("""
        scripted.p2m:7:3: lookup guest 0x40000000 is 0x100000000 (rwx), expected hole
          expected | actual
        ! hole     | 0x100000000 (rwx)
          the shortest order that fails:
            1. PE 1: unmap guest 0x40000000 size 0x40000000
            2. PE 0: map guest 0x40000000 size 0x40000000 to 0x100000000 perm rwx""");
  }

  @Test
  void violationInOneOrderIsASurprise() {
    Result result = run(
        new WithoutBreak(),
        new VectorBuilder()
            .given(map(0, B))
            .when(atOnce(List.of(unmap(1), unmap(1)), List.of(map(0, A))))
            .then(new Expectation.CountsAre(
                HERE,
                Scope.ARCHITECTURE,
                List.of(
                    new Expectation.Count(io.shatterproof.event.Counter.LIVE_STORES, 9, true)))));

    assertThat(result.failures()).singleElement().satisfies(failure -> {
      assertThat(failure.message()).startsWith("violation no_break: ");
      assertThat(failure.details()).as("the unmapping may wait").startsWith("""
              the shortest order that fails:
                1. PE 0: map guest 0x40000000 size 0x40000000 to 0x100000000 perm rwx
              event log""");
    });
  }

  @Test
  void violationThatIsExpectedNeedNotHappenInEveryOrder() {
    VectorBuilder race =
        new VectorBuilder().given(map(0, B)).when(atOnce(List.of(unmap(1)), List.of(map(0, A))));

    assertThat(run(new WithoutBreak(), race.then(NO_BREAK)).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void violationThatHappensInNoOrderIsMissed() {
    VectorBuilder race =
        new VectorBuilder().given(map(0, B)).when(atOnce(List.of(unmap(1)), List.of(map(0, A))));

    assertThat(run(new ScriptedP2m(), race.then(NO_BREAK)).failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.message())
            .isEqualTo("no_break found 0 times, expected violation no_break"));
  }

  @Test
  void moreStatesThanMayBeVisitedAreNoPass() {
    List<Step> body = List.of(unmap(0), unmap(0), unmap(0));
    List<Step> other = List.of(unmap(1), unmap(1), unmap(1));
    ConformanceVector vector =
        new VectorBuilder().when(atOnce(body, other)).then(hole()).build();

    Trial few = trial(new ScriptedP2m(), vector, 30);
    Result result = few.finish();
    Trial enough = trial(new ScriptedP2m(), vector, 69);

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason())
        .isEqualTo("the PEs reach more than 30 states: 30 were visited in 8 orders; allow"
            + " more of them with -Dshatterproof.states=, or let the PEs do less at once");
    assertThat(few.explored()).get().extracting(Explored::exhaustive).isEqualTo(false);
    assertThat(enough.finish().verdict()).isEqualTo(Verdict.AGREE);
    assertThat(enough.explored()).get().hasToString("69 states in 20 orders, reduced");
  }

  @Test
  void crashInOneOrderIsTheVerdict() {
    P2mProvider crashesAlone = new ScriptedP2m() {
      @Override
      void update(Session session, int index, long oldDescriptor, long newDescriptor) {
        if (oldDescriptor == 0 && newDescriptor == 0) {
          throw new IllegalStateException("nothing is mapped");
        }
        super.update(session, index, oldDescriptor, newDescriptor);
      }
    };

    Result result = run(
        crashesAlone,
        new VectorBuilder().when(atOnce(List.of(map(0, A)), List.of(unmap(1)))).then(hole()));

    assertThat(result.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(result.reason())
        .isEqualTo(
            "the implementation crashed in unmap: java.lang.IllegalStateException: nothing is"
                + " mapped; when the PEs go on in the order 1 0");
  }

  @Test
  void severalPesAreOfDifferentNumbers() {
    Result result = run(
        new ScriptedP2m(),
        new VectorBuilder().when(atOnce(List.of(unmap(0)), List.of(unmap(0)))).then(hole()));

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason())
        .endsWith("what is done at once are steps of one PE each, and of different PEs");
  }

  @Test
  void severalPesAtOnceStandInAPhaseOnce() {
    Step race = atOnce(List.of(unmap(0)), List.of(unmap(1)));

    assertThat(
            run(new ScriptedP2m(), new VectorBuilder().given(race).then(hole())).reason())
        .endsWith(
            "several PEs at once stand in a phase, at most once, and not inside another step");
    assertThat(run(new ScriptedP2m(), new VectorBuilder().when(race, race).then(hole()))
            .reason())
        .endsWith(
            "several PEs at once stand in a phase, at most once, and not inside another step");
  }
}
