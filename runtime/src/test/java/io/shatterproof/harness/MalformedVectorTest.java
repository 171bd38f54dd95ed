package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    for (Expectation empty : List.of(access, counts, events)) {
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

  private static Expectation hole(int domain) {
    return new Expectation.LookupIsHole(HERE, Scope.ARCHITECTURE, domain, GIB, Optional.empty());
  }

  private static void assertCannotBeJudged(ConformanceVector vector, String reason) {
    ScriptedP2m lockable = new ScriptedP2m();
    Result result =
        new VectorRunner(lockable, Duration.ofSeconds(20)).run(vector).get(0);

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).contains(reason);
  }
}
