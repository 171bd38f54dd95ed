package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.hole;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a guest sees while operations of a P2M go on, computed from the events alone. */
class DomainMeanwhileTest {
  private static final long A = 4 * GIB;
  private static final long B = 5 * GIB;
  private static final OutcomeClaim SEES_A = ok(A);
  private static final OutcomeClaim SEES_B = ok(B);
  private static final OutcomeClaim FAULT =
      new OutcomeClaim.Fault(FaultKind.TRANSLATION, OptionalInt.empty());

  private static OutcomeClaim ok(long pa) {
    return new OutcomeClaim.Ok(pa, OptionalInt.empty());
  }

  private static Expectation sees(Scope scope, int pe, Stretch stretch, OutcomeClaim... claims) {
    return new Expectation.AccessSees(
        HERE,
        scope,
        pe,
        GuestAccess.of(AccessKind.READ, GIB),
        OptionalInt.of(0),
        stretch,
        true,
        Arrays.stream(claims).map(LegalOutcome::of).toList());
  }

  private static Expectation sees(Stretch stretch, OutcomeClaim... claims) {
    return sees(Scope.ARCHITECTURE, 1, stretch, claims);
  }

  private static Step labelled(String label, Step step) {
    return new Step.Labelled(HERE, label, step);
  }

  private static Stretch before(String label) {
    return new Stretch(Optional.empty(), false, Optional.of(label));
  }

  private static Stretch after(String label) {
    return new Stretch(Optional.of(label), true, Optional.empty());
  }

  /** A block is replaced, by break-before-make if the provider does that. */
  private static Result replace(P2mProvider provider, Expectation... meanwhile) {
    return run(
        provider,
        new VectorBuilder()
            .given(map(GIB, A))
            .when(labelled("replace", map(GIB, B)))
            .meanwhile(meanwhile));
  }

  private static Result run(P2mProvider provider, VectorBuilder vector) {
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20)).run(vector.build());
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  /** Replaces what is mapped without a break. */
  private static final class WithoutBreak extends ScriptedP2m {
    @Override
    void update(Session session, int index, long oldDescriptor, long newDescriptor) {
      if (S2Descriptor.isValid(oldDescriptor) && newDescriptor != 0) {
        session.store(index, oldDescriptor, newDescriptor);
      } else {
        super.update(session, index, oldDescriptor, newDescriptor);
      }
    }
  }

  @Test
  void eachOutcomeIsSeenWhereItIsPossible() {
    Result result = replace(
        new ScriptedP2m(),
        sees(Stretch.ALL, SEES_A, FAULT, SEES_B),
        sees(before("replace"), SEES_A),
        sees(after("replace"), SEES_B));

    assertThat(FailureText.of(result)).isEqualTo("scripted.p2m:7:3: agree: ");
    assertThat(result.checksReached()).isEqualTo(3);
  }

  @Test
  void outcomeThatIsNotExpectedIsToldWithTheEventBeforeIt() {
    Result result = replace(new ScriptedP2m(), sees(Stretch.ALL, SEES_A, SEES_B));

    assertThat(FailureText.of(result)).isEqualTo("""
        scripted.p2m:7:3: pe 1 read guest 0x40000000 -> translation fault level 1 behind event 2 \
        (store guest level 1 of 0x40000000 := invalid), expected only ok 0x100000000 or ok \
        0x140000000
          expected          | actual
          ok 0x100000000    | ok 0x100000000
        ! or ok 0x140000000 | or translation fault level 1
          event log, 9 events, the boundary marked >
               1  dsb sy
               2  store guest level 1 of 0x40000000 := invalid   // block 0x100000000 rwx (0x1000007fd) \
        -> invalid (0x0)
          >       pe 1 read guest 0x40000000 -> ok 0x100000000 or translation fault level 1
               3  dsb sy
               4  tlbi vmalls12e1is guest   // vmid 5 on pe 0
               5  dsb sy
               6  isb
               7  dsb sy
               8  store guest level 1 of 0x40000000 := block 0x140000000   // \
        invalid (0x0) -> block 0x140000000 rwx (0x1400007fd)
               9  dsb sy""");
  }

  @Test
  void expectationOfAnotherProfileIsLeftOut() {
    Result result = replace(
        new ScriptedP2m(),
        sees(BLOCKS, 1, before("replace"), SEES_A),
        sees(Scope.of(Set.of("pages")), 1, Stretch.ALL, SEES_A));

    assertThat(result.failures()).isEmpty();
    assertThat(result.checksReached()).isEqualTo(1);
    assertThat(result.checksOutOfScope()).isEqualTo(1);
    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void whoReportsNoEventsIsUnsupported() {
    P2mProvider accessOnly = new ScriptedP2m() {
      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.P2M, Capability.ACCESS);
      }
    };

    Result result = replace(accessOnly, sees(before("replace"), SEES_A));

    assertThat(result.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(result.reason())
        .isEqualTo(
            "the implementation does not have events, which what is seen meanwhile depend on");
  }

  @Test
  void observerIsInTheGuest() {
    Result result =
        replace(new ScriptedP2m(), sees(Scope.ARCHITECTURE, 0, before("replace"), SEES_A));

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).isEqualTo("PE 0 is not in the guest of domain guest");
  }

  @Test
  void architectureStepsAreOfBareTables() {
    Result result = run(
        new ScriptedP2m(),
        new VectorBuilder().when(new Step.SynchronizeContext(HERE, 0)).then(hole()));

    assertThat(result.reason())
        .isEqualTo("the vector uses bare tables; its setup provides no memory");
  }

  @Test
  void violationIsClaimedAtItsStepAndByItsHolders() {
    Expectation here = violation("replace", 1);

    assertThat(run(
                new WithoutBreak(),
                new VectorBuilder()
                    .given(map(GIB, A))
                    .when(labelled("replace", map(GIB, B)))
                    .then(here))
            .verdict())
        .isEqualTo(Verdict.AGREE);
  }

  @Test
  void violationAtAnotherStepOrOfOtherHoldersIsToldBesideTheClaim() {
    VectorBuilder vector = new VectorBuilder()
        .given(map(GIB, A))
        .when(labelled("replace", map(GIB, B)), labelled("other", map(2 * GIB, A)))
        .then(violation("other", 1), violation("replace", 0));

    Result result = run(new WithoutBreak(), vector);

    assertThat(result.failures())
        .filteredOn(failure -> !failure.message().startsWith("violation"))
        .extracting(Failure::message, Failure::actual)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "no_break at other held by pe 1 found 0 times, expected violation no_break at other"
                    + " held by pe 1",
                "violation no_break at replace held by pe 1"),
            org.assertj.core.groups.Tuple.tuple(
                "no_break at replace held by pe 0 found 0 times, expected violation no_break at"
                    + " replace held by pe 0",
                "violation no_break at replace held by pe 1"));
    assertThat(result.failures())
        .as("and nobody claimed the one that there is")
        .anyMatch(failure -> failure.message().startsWith("violation no_break: "));
  }

  private static Expectation violation(String label, int heldBy) {
    return new Expectation.ViolationIs(
        HERE,
        Scope.ARCHITECTURE,
        ViolationName.NO_BREAK,
        OptionalLong.empty(),
        Optional.of(label),
        List.of(heldBy));
  }
}
