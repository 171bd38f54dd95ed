package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.abort;
import static io.shatterproof.harness.VectorBuilder.hole;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operations answer: to the number on a profile of the vector, in kind on any other. */
class AnswersTest {
  private static final long A = 0x8_0000_0000L;
  private static final OptionalLong UNCLAIMED = OptionalLong.empty();

  @Test
  void wrongCodeOfEachOperationIsADisagreement() {
    OptionalLong success = OptionalLong.of(0);
    assertDisagrees(new Step.Protect(HERE, 0, 0, GIB, GIB, 3, 0, 0, success), "protect");
    assertDisagrees(new Step.ProtectNewMappings(HERE, 0, 0, 3, success), "protect default");
    assertDisagrees(new Step.Clean(HERE, 0, 0, GIB, GIB, success), "clean");
    assertDisagrees(new Step.Relinquish(HERE, 0, 0, 0, success), "relinquish");
    assertDisagrees(new Step.Clean(HERE, 0, 0, GIB, GIB, 1, 2, success), "clean");
    assertDisagrees(new Step.ResizePool(HERE, 0, 0, GIB, 0, success), "pool");
    assertDisagrees(new Step.Teardown(HERE, 0, 0, 0, success), "teardown");
    assertDisagrees(new Step.Teardown(HERE, 0, 0, 3, success), "teardown");
  }

  private static void assertDisagrees(Step step, String operation) {
    Result result = run(new Returning(Errno.EINVAL.code(), true), when(step));

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).isEqualTo(operation + " returned -22 (EINVAL), expected 0");
    assertThat(result.checksReached()).isEqualTo(2);
  }

  @Test
  void codesOfThePhaseAreJudgedByReturned() {
    ConformanceVector vector = new VectorBuilder()
        .when(new Step.Relinquish(HERE, 0, 0, 2, UNCLAIMED))
        .then(new Expectation.Returned(HERE, BLOCKS, Errno.ERESTART.code()))
        .build();

    assertThat(run(new Returning(Errno.ERESTART.code(), true), vector).verdict())
        .isEqualTo(Verdict.AGREE);
    assertThat(run(new Returning(0, true), vector).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void restartThatIsClaimedIsNoObstacleInTheArrangement() {
    ConformanceVector claimed = given(relinquish(Errno.ERESTART.code()));
    ConformanceVector unclaimed = given(new Step.Relinquish(HERE, 0, 0, 2, UNCLAIMED));
    Returning restarts = new Returning(Errno.ERESTART.code(), true);

    assertThat(run(restarts, claimed).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(restarts, unclaimed).verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
  }

  @Test
  void whoNeverStopsHalfWayHasNotFailedWhereOthersRestart() {
    Step restarts = relinquish(Errno.ERESTART.code());

    assertThat(run(new Returning(0, false), when(restarts)).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(new Returning(0, true), when(restarts)).reason())
        .isEqualTo("relinquish returned 0, expected -85 (ERESTART)");
    assertThat(run(new Returning(Errno.ENOMEM.code(), false), when(restarts)).verdict())
        .isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void teardownThatNobodyAsksIsNoOperationOfThePhase() {
    ConformanceVector vector = new VectorBuilder()
        .when(new Step.Relinquish(HERE, 0, 0, 0, UNCLAIMED), new Step.Teardown(HERE, 0, 0))
        .then(new Expectation.Returned(HERE, BLOCKS, Errno.ERESTART.code()))
        .build();
    ScriptedP2m restarts = new ScriptedP2m() {
      private boolean isTornDown;

      @Override
      void called(String call) {
        isTornDown = call.startsWith("teardown");
      }

      @Override
      long code() {
        return isTornDown ? 0 : Errno.ERESTART.code();
      }
    };

    Result result = run(restarts, vector);

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void teardownThatIsPreemptedIsCalledAgain() {
    Step stopped = new Step.Teardown(HERE, 0, 0, 1, OptionalLong.of(Errno.ERESTART.code()));
    Step done = new Step.Teardown(HERE, 0, 0, 0, OptionalLong.of(0));
    List<String> calls = new ArrayList<>();
    ScriptedP2m stops = new ScriptedP2m() {
      private int teardowns;

      @Override
      void called(String call) {
        calls.add(call);
        teardowns++;
      }

      @Override
      long code() {
        return teardowns == 1 ? Errno.ERESTART.code() : 0;
      }
    };
    ConformanceVector vector = new VectorBuilder()
        .when(stopped, done)
        .then(new Expectation.Returned(HERE, BLOCKS, 0))
        .build();

    Result result = run(stops, vector);

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.AGREE);
    assertThat(calls).containsExactly("teardown pe 0 domain 0 every 1", "teardown pe 0 domain 0");
  }

  @Test
  void whoIsDoneWhereOthersStopIsNotCalledAgain() {
    Step stopped = new Step.Teardown(HERE, 0, 0, 1, OptionalLong.of(Errno.ERESTART.code()));
    Step done = new Step.Teardown(HERE, 0, 0, 0, OptionalLong.of(0));
    List<String> calls = new ArrayList<>();
    ScriptedP2m neverStops = new ScriptedP2m() {
      @Override
      void called(String call) {
        calls.add(call);
      }

      @Override
      public List<String> profiles() {
        return List.of();
      }
    };
    ConformanceVector vector = new VectorBuilder()
        .when(stopped, done)
        .then(new Expectation.NoViolation(HERE, Scope.ARCHITECTURE))
        .build();

    Result result = run(neverStops, vector);

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.AGREE);
    assertThat(calls).containsExactly("teardown pe 0 domain 0 every 1");
  }

  @Test
  void wrongOutcomeOfAnAbortIsADisagreement() {
    Result result =
        run(new Aborting(AbortOutcome.RETRY, true), when(abort(Optional.of(AbortOutcome.INJECT))));

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.checksReached()).isEqualTo(2);
    assertThat(FailureText.of(result)).isEqualTo("""
            scripted.p2m:7:3: abort returned retry, expected inject
              expected | actual
            ! inject   | retry""");
  }

  @Test
  void outcomeThatIsNotClaimedIsNoCheck() {
    Result result = run(new Aborting(AbortOutcome.CRASH, true), when(abort(Optional.empty())));

    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.checksReached()).isEqualTo(1);
  }

  @Test
  void retryAndMemAccessDifferOnlyOnAProfileOfTheVector() {
    ConformanceVector memAccess = when(abort(Optional.of(AbortOutcome.MEM_ACCESS)));

    assertThat(run(new Aborting(AbortOutcome.RETRY, true), memAccess).verdict())
        .isEqualTo(Verdict.DISAGREE);
    assertThat(run(new Aborting(AbortOutcome.RETRY, false), memAccess).verdict())
        .isEqualTo(Verdict.AGREE);
    assertThat(run(new Aborting(AbortOutcome.INJECT, false), memAccess).verdict())
        .isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void abortWithoutFaultHasTheFaultThatTheAccessMeetsNow() {
    List<FaultKind> told = new ArrayList<>();
    ScriptedP2m listening = new ScriptedP2m() {
      @Override
      AbortOutcome outcome(GuestAbort abort) {
        told.add(abort.fault());
        return super.outcome(abort);
      }
    };
    ConformanceVector vector = new VectorBuilder()
        .when(
            abort(1, AccessKind.WRITE, Optional.empty(), Optional.empty()),
            mapReadOnly(),
            abort(1, AccessKind.WRITE, Optional.empty(), Optional.empty()),
            abort(1, AccessKind.READ, Optional.empty(), Optional.empty()),
            abort(1, AccessKind.READ, Optional.of(FaultKind.ACCESS_FLAG), Optional.empty()))
        .then(new Expectation.NoViolation(HERE, Scope.ARCHITECTURE))
        .build();

    assertThat(run(listening, vector).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(told)
        .containsExactly(
            FaultKind.TRANSLATION, // nothing is mapped
            FaultKind.PERMISSION,
            FaultKind.TRANSLATION, // the access would succeed
            FaultKind.ACCESS_FLAG);
  }

  @Test
  void abortWithoutFaultNeedsEvents() {
    ScriptedP2m silent = new ScriptedP2m() {
      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.P2M);
      }
    };

    assertThat(run(silent, when(abort(Optional.empty()))).reason())
        .isEqualTo("the implementation does not have events, which aborts that name no fault "
            + "depend on");
  }

  @Test
  void wrongRestrictionIsADisagreement() {
    assertThat(
            run(new Restricting(7, true), restriction(OptionalLong.of(GIB), 3)).reason())
        .isEqualTo("access guest 0x40000000 is rwx, expected rw");
    assertThat(run(new Restricting(7, true), restriction(UNCLAIMED, 0)).reason())
        .isEqualTo("access guest default is rwx, expected n");
    assertThat(
            run(new Restricting(-3, true), restriction(OptionalLong.of(GIB), 3)).reason())
        .isEqualTo("access guest 0x40000000 is -3 (ESRCH), expected rw");
    assertThat(run(new Restricting(1L << 32, true), restriction(OptionalLong.of(GIB), 0))
            .reason())
        .isEqualTo("access guest 0x40000000 is 4294967296, expected n");
  }

  @Test
  void errorOfARestrictionIsComparedToTheNumberOnAProfileOnly() {
    ConformanceVector noSuchPage = restriction(OptionalLong.of(GIB), Errno.ESRCH.code());

    assertThat(run(new Restricting(Errno.ENOENT.code(), true), noSuchPage).reason())
        .isEqualTo("access guest 0x40000000 is -2 (ENOENT), expected -3 (ESRCH)");
    assertThat(run(new Restricting(Errno.ENOENT.code(), false), noSuchPage).verdict())
        .isEqualTo(Verdict.AGREE);
    assertThat(run(new Restricting(7, false), noSuchPage).reason())
        .isEqualTo("access guest 0x40000000 is rwx, expected a failure");
  }

  @Test
  void wrongFiguresStandBesideThoseExpected() {
    ConformanceVector vector = new VectorBuilder()
        .then(new Expectation.StatisticsAre(
            HERE,
            BLOCKS,
            0,
            List.of(
                new Expectation.Figure(Statistic.MAPPINGS, 1, 511),
                new Expectation.Figure(Statistic.SHATTERED, 1, -1),
                new Expectation.Figure(Statistic.LOWEST, 0, GIB))))
        .build();
    ScriptedP2m counting = new ScriptedP2m() {
      @Override
      long figure(Statistic which) {
        return which == Statistic.MAPPINGS ? 510 : -1;
      }
    };

    Result result = run(counting, vector);

    assertThat(FailureText.of(result)).isEqualTo("""
            scripted.p2m:7:3: stats guest: mappings level 1 510, expected 511; \
            lowest 0xffffffffffffffff, expected 0x40000000
              expected             | actual
            ! mappings level 1 511 | mappings level 1 510
              shattered level 1 -1 | shattered level 1 -1
            ! lowest 0x40000000    | lowest 0xffffffffffffffff""");
  }

  private static Step relinquish(long returns) {
    return new Step.Relinquish(HERE, 0, 0, 2, OptionalLong.of(returns));
  }

  private static Step mapReadOnly() {
    Step.Map plain = map(GIB, A);
    return new Step.Map(
        HERE,
        0,
        0,
        GIB,
        GIB,
        A,
        MappingAttributes.of(new S2Permissions(true, false, false), MemoryAttributes.NORMAL_WB),
        plain.returns());
  }

  private static ConformanceVector given(Step step) {
    return new VectorBuilder().given(step).then(hole()).build();
  }

  private static ConformanceVector when(Step step) {
    return new VectorBuilder().when(step).then(hole()).build();
  }

  private static ConformanceVector restriction(OptionalLong ipa, long answer) {
    return new VectorBuilder()
        .then(new Expectation.RestrictionIs(HERE, Scope.ARCHITECTURE, 0, ipa, answer))
        .build();
  }

  private static Result run(ScriptedP2m provider, ConformanceVector vector) {
    return new VectorRunner(provider, Duration.ofSeconds(20)).run(vector).get(0);
  }

  /** Claims the profile of the vectors here, or none. */
  private static class Claiming extends ScriptedP2m {
    private final boolean claims;

    Claiming(boolean claims) {
      this.claims = claims;
    }

    @Override
    public List<String> profiles() {
      return claims ? super.profiles() : List.of();
    }
  }

  private static final class Returning extends Claiming {
    private final long code;

    Returning(long code, boolean claims) {
      super(claims);
      this.code = code;
    }

    @Override
    long code() {
      return code;
    }
  }

  private static final class Aborting extends Claiming {
    private final AbortOutcome outcome;

    Aborting(AbortOutcome outcome, boolean claims) {
      super(claims);
      this.outcome = outcome;
    }

    @Override
    AbortOutcome outcome(GuestAbort abort) {
      return outcome;
    }
  }

  private static final class Restricting extends Claiming {
    private final long restriction;

    Restricting(long restriction, boolean claims) {
      super(claims);
      this.restriction = restriction;
    }

    @Override
    long restriction() {
      return restriction;
    }
  }
}
