package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What an access in a guest can meet after an operation, its PE holding what it may. */
class AccessAfterwardsTest {
  private static final long A = 4 * GIB;
  private static final OutcomeClaim SEES_A = new OutcomeClaim.Ok(A, OptionalInt.empty());
  private static final OutcomeClaim FAULT =
      new OutcomeClaim.Fault(FaultKind.TRANSLATION, OptionalInt.empty());
  private static final OutcomeClaim DENIED =
      new OutcomeClaim.Fault(FaultKind.PERMISSION, OptionalInt.empty());

  /** Removes without an invalidation. */
  private static final class WithoutFlush extends ScriptedP2m {
    @Override
    void update(Session session, int index, long oldDescriptor, long newDescriptor) {
      session.store(index, oldDescriptor, newDescriptor);
    }
  }

  private static Expectation read(
      Scope scope, ExpectationClass expectationClass, OutcomeClaim... claims) {
    return new Expectation.AccessHas(
        HERE,
        scope,
        1,
        GuestAccess.of(AccessKind.READ, GIB),
        OptionalInt.of(0),
        expectationClass,
        Arrays.stream(claims).map(LegalOutcome::of).toList());
  }

  private static Expectation read(OutcomeClaim claim) {
    return read(Scope.ARCHITECTURE, ExpectationClass.MUST, claim);
  }

  /** A block is removed. */
  private static Result remove(P2mProvider provider, Expectation... then) {
    VectorBuilder vector = new VectorBuilder()
        .given(map(GIB, A))
        .when(new Step.Unmap(HERE, 0, 0, GIB, GIB, OptionalLong.empty(), OptionalLong.empty()))
        .then(then);
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20)).run(vector.build());
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  @Test
  void whatWasInvalidatedIsMetNoMore() {
    assertThat(remove(new ScriptedP2m(), read(FAULT)).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void whatWasNotInvalidatedCanStillBeMet() {
    Result result = remove(new WithoutFlush(), read(FAULT));

    assertThat(result.failures())
        .filteredOn(failure -> failure.message().startsWith("pe 1 read"))
        .singleElement()
        .satisfies(failure -> assertThat(failure.message())
            .isEqualTo("pe 1 read guest 0x40000000 -> ok 0x100000000, one of 2 outcomes, expected"
                + " translation fault"));
  }

  @Test
  void everyOutcomeCanBeListed() {
    Expectation both = read(Scope.ARCHITECTURE, ExpectationClass.ONE_OF, SEES_A, FAULT);

    assertThat(remove(new WithoutFlush(), both).failures())
        .noneMatch(failure -> failure.message().startsWith("pe 1 read"));
  }

  @Test
  void outcomeThatIsNeverMetIsMissedInTheScopeOfAProfileOnly() {
    OutcomeClaim[] claims = {SEES_A, FAULT, DENIED};

    assertThat(remove(
                new WithoutFlush(), read(Scope.ARCHITECTURE, ExpectationClass.ONE_OF, claims))
            .failures())
        .noneMatch(failure -> failure.message().startsWith("pe 1 read"));
    assertThat(remove(new WithoutFlush(), read(BLOCKS, ExpectationClass.ONE_OF, claims)).failures())
        .anyMatch(failure -> failure.message().contains("is never permission fault"));
  }
}
