package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.EventSink;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Scope;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a scenario says that it does not ask about, and that it does not hold yet. */
final class ExpectedFailureTest {
  private static final long A = 0x8_0000_0000L;
  private static final long B = 0x9_0000_0000L;

  private static VectorBuilder replacement() {
    return new VectorBuilder()
        .given(map(GIB, A))
        .when(map(GIB, B))
        .then(new Expectation.NoViolation(HERE, Scope.ARCHITECTURE));
  }

  private static Result run(P2mProvider provider, ConformanceVector vector) {
    return new VectorRunner(provider, Duration.ofSeconds(20)).run(vector).get(0);
  }

  @Test
  void failureThatIsExpectedAgreesAndIsTold() {
    Result result = run(
        new SkipsTheBreak(), replacement().expectedToFail(Scope.ARCHITECTURE).build());

    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.failures()).isEmpty();
    assertThat(result.expectedFailures()).isNotEmpty();
    assertThat(result.reason()).startsWith("fails as expected until \"it is mended\": ");
  }

  @Test
  void failureThatIsExpectedAndDoesNotComeIsOne() {
    Result result =
        run(new ScriptedP2m(), replacement().expectedToFail(Scope.ARCHITECTURE).build());

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.failures()).hasSize(1);
    assertThat(result.reason())
        .isEqualTo("expected to fail until \"it is mended\", but it agrees now: remove the clause");
  }

  @Test
  void failureOfAnotherProfileIsNotExpected() {
    Scope other = Scope.of(Set.of("pages"));
    Scope own = Scope.of(Set.of("blocks", "pages"));

    assertThat(run(new SkipsTheBreak(), replacement().expectedToFail(other).build())
            .verdict())
        .isEqualTo(Verdict.DISAGREE);
    assertThat(
            run(new ScriptedP2m(), replacement().expectedToFail(other).build()).verdict())
        .isEqualTo(Verdict.AGREE);
    assertThat(
            run(new SkipsTheBreak(), replacement().expectedToFail(own).build()).verdict())
        .isEqualTo(Verdict.AGREE);
  }

  @Test
  void contradictionIsNoExpectedFailure() {
    P2mProvider silent = new ScriptedP2m() {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {}
    };

    assertThat(run(silent, replacement().expectedToFail(Scope.ARCHITECTURE).build())
            .verdict())
        .isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void crashIsNoExpectedFailure() {
    P2mProvider crashing = new ScriptedP2m() {
      @Override
      long code() {
        throw new IllegalStateException("dead");
      }
    };

    assertThat(run(crashing, replacement().expectedToFail(Scope.ARCHITECTURE).build())
            .verdict())
        .isEqualTo(Verdict.CRASH);
  }

  @Test
  void runWithoutVerdictIsNoExpectedFailure() {
    ConformanceVector vector =
        replacement().withCheckNeverReached().expectedToFail(Scope.ARCHITECTURE).build();

    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
  }

  @Test
  void waivedViolationIsNoFailureAndIsTold() {
    Result result =
        run(new SkipsTheBreak(), replacement().waives(ViolationName.NO_BREAK).build());

    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.waived()).containsExactly(new WaivedViolation(ViolationName.NO_BREAK, 1));
  }

  @Test
  void waiverThatIsNotNeededIsTold() {
    Result result =
        run(new ScriptedP2m(), replacement().waives(ViolationName.LEAK).build());

    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.waived()).containsExactly(new WaivedViolation(ViolationName.LEAK, 0));
  }

  @Test
  void waiverOfOneNameExcusesNoOther() {
    ConformanceVector vector =
        replacement().waives(ViolationName.NO_TLBI, ViolationName.LEAK).build();

    assertThat(run(new SkipsTheBreak(), vector).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void waivedViolationIsNotFoundWhereItIsExpected() {
    ConformanceVector vector = new VectorBuilder()
        .given(map(GIB, A))
        .when(map(GIB, B))
        .then(new Expectation.ViolationIs(
            HERE, Scope.ARCHITECTURE, ViolationName.NO_BREAK, OptionalLong.of(1)))
        .waives(ViolationName.NO_BREAK)
        .build();

    assertThat(run(new SkipsTheBreak(), vector).reason()).contains("no_break found 0 times");
  }
}
