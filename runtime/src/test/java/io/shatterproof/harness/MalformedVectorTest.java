package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.abort;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.Counter;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is wrong with a vector is not blamed on the implementation, nor passed over. */
class MalformedVectorTest {
  private static final long A = 0x8_0000_0000L;

  @Test
  void stepOnADomainThatIsNotDeclared() {
    Step.Map good = map(GIB, A);
    Step bad =
        new Step.Map(HERE, 0, 3, GIB, good.sizeBytes(), A, good.attributes(), OptionalLong.empty());

    assertCannotBeJudged(new VectorBuilder().when(bad).then(hole(0)).build(), "domain 3");
  }

  @Test
  void stepOnAPeBeyondThePlatform() {
    Step bad = new Step.Unmap(HERE, 2, 0, GIB, GIB, OptionalLong.empty(), OptionalLong.empty());

    assertCannotBeJudged(new VectorBuilder().when(bad).then(hole(0)).build(), "PE 2");
  }

  @Test
  void expectationOnADomainThatIsNotDeclared() {
    assertCannotBeJudged(new VectorBuilder().when(map(GIB, A)).then(hole(-1)).build(), "domain -1");
  }

  @Test
  void lockTakenInsideItself() {
    Step inner = new Step.Locked(HERE, 0, 0, List.of());

    assertCannotBeJudged(
        new VectorBuilder()
            .when(new Step.Locked(HERE, 0, 0, List.of(inner)))
            .then(hole(0))
            .build(),
        "taken inside itself");
  }

  @Test
  void returnOfAPhaseWithoutOperation() {
    ConformanceVector vector = new VectorBuilder()
        .given(map(GIB, A))
        .then(new Expectation.Returned(HERE, BLOCKS, 0))
        .build();

    assertCannotBeJudged(vector, "no operation");
  }

  @Test
  void vectorThatChecksNothing() {
    assertCannotBeJudged(new VectorBuilder().when(map(GIB, A)).build(), "checks nothing");
  }

  @Test
  void expectationThatClaimsNothing() {
    Expectation access = new Expectation.AccessHas(
        HERE, Scope.ARCHITECTURE, 1, AccessKind.READ, 0, GIB, ExpectationClass.MUST_NOT, List.of());
    Expectation counts = new Expectation.CountsAre(HERE, BLOCKS, List.of());
    Expectation events =
        new Expectation.EventsAre(HERE, BLOCKS, false, EventMatching.INCLUDE, List.of());

    Expectation statistics = new Expectation.StatisticsAre(HERE, BLOCKS, 0, List.of());

    for (Expectation empty : List.of(access, counts, events, statistics)) {
      assertCannotBeJudged(
          new VectorBuilder().when(map(GIB, A)).then(empty).build(), "claims nothing");
    }
  }

  @Test
  void patternOnADomainThatIsNotDeclared() {
    Expectation events = new Expectation.EventsAre(
        HERE,
        BLOCKS,
        false,
        EventMatching.INCLUDE,
        List.of(new EventPattern.Invalidated(TlbiOp.VMALLS12E1IS, 9, OptionalLong.empty())));
    ConformanceVector vector = new VectorBuilder()
        .given(map(GIB, A))
        .when(map(GIB, 2 * A))
        .then(events)
        .build();

    assertCannotBeJudged(vector, "domain 9");
  }

  @Test
  void stepOnADomainAfterItsTeardown() {
    Step teardown = new Step.Teardown(HERE, 0, 0);
    List<Step> steps = List.of(
        map(GIB, A),
        new Step.Unmap(HERE, 0, 0, GIB, GIB, OptionalLong.empty(), OptionalLong.empty()),
        new Step.Locked(HERE, 0, 0, List.of()),
        new Step.Protect(HERE, 0, 0, GIB, GIB, 0, 0, 0, OptionalLong.empty()),
        new Step.ProtectNewMappings(HERE, 0, 0, 0, OptionalLong.empty()),
        new Step.Listen(HERE, 0, false, false),
        new Step.Clean(HERE, 0, 0, GIB, GIB, OptionalLong.empty()),
        new Step.Relinquish(HERE, 0, 0, 0, OptionalLong.empty()),
        teardown,
        new Step.Enter(HERE, 0, 0),
        new Step.Emulate(HERE, 0, GIB, GIB),
        new Step.Unpause(HERE, 0, 0),
        new Step.ResizePool(HERE, 0, 0, GIB, 0, OptionalLong.empty()),
        new Step.SetWay(HERE, 1, 0),
        new Step.SwitchCaches(HERE, 1, 0, true),
        abort(Optional.empty()));

    for (Step step : steps) {
      assertCannotBeJudged(
          new VectorBuilder().when(teardown, step).then(NOTHING_COUNTED).build(),
          "domain guest after its teardown");
    }
  }

  @Test
  void expectationOnADomainAfterItsTeardown() {
    List<Expectation> expectations = List.of(
        hole(0),
        new Expectation.AccessHas(
            HERE,
            Scope.ARCHITECTURE,
            1,
            AccessKind.READ,
            0,
            GIB,
            ExpectationClass.MUST,
            List.of(LegalOutcome.of(new OutcomeClaim.Ok(A, OptionalInt.empty())))),
        new Expectation.RestrictionIs(HERE, BLOCKS, 0, OptionalLong.empty(), 0),
        new Expectation.StatisticsAre(
            HERE, BLOCKS, 0, List.of(new Expectation.Figure(Statistic.END, 0, 0))));

    for (Expectation expectation : expectations) {
      assertCannotBeJudged(
          new VectorBuilder()
              .when(new Step.Teardown(HERE, 0, 0))
              .then(expectation)
              .build(),
          "domain guest after its teardown");
    }
  }

  @Test
  void domainThatIsRelinquishedCanStillBeNamed() {
    ConformanceVector vector = new VectorBuilder()
        .when(
            new Step.Relinquish(HERE, 0, 0, 0, OptionalLong.empty()),
            new Step.Relinquish(HERE, 0, 0, 0, OptionalLong.empty()))
        .then(hole(0))
        .build();

    assertThat(run(vector).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void stepThatDoesNotStandInsideALockedSection() {
    List<Step> steps = List.of(
        new Step.Listen(HERE, 0, false, false),
        new Step.Relinquish(HERE, 0, 0, 0, OptionalLong.empty()),
        new Step.Teardown(HERE, 0, 0),
        new Step.Enter(HERE, 0, 0),
        new Step.Leave(HERE, 1),
        new Step.Emulate(HERE, 0, GIB, GIB),
        new Step.Create(HERE, 0, 0, OptionalLong.empty()),
        new Step.Unpause(HERE, 0, 0),
        new Step.ResizePool(HERE, 0, 0, GIB, 0, OptionalLong.empty()),
        new Step.SetWay(HERE, 1, 0),
        new Step.SwitchCaches(HERE, 1, 0, true),
        abort(Optional.empty()));

    for (Step step : steps) {
      assertCannotBeJudged(
          new VectorBuilder()
              .when(new Step.Locked(HERE, 0, 0, List.of(step)))
              .then(hole(0))
              .build(),
          "does not stand inside a locked section");
    }
  }

  private static final Expectation NOTHING_COUNTED = new Expectation.CountsAre(
      HERE, BLOCKS, List.of(new Expectation.Count(Counter.TLBI, 0, false)));

  private static Expectation hole(int domain) {
    return new Expectation.LookupIsHole(HERE, Scope.ARCHITECTURE, domain, GIB, Optional.empty());
  }

  private static void assertCannotBeJudged(ConformanceVector vector, String reason) {
    Result result = run(vector);

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).contains(reason);
  }

  private static Result run(ConformanceVector vector) {
    ScriptedP2m lockable = new ScriptedP2m();
    return new VectorRunner(lockable, Duration.ofSeconds(20)).run(vector).get(0);
  }
}
