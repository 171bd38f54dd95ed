package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.KnownDefect;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is announced excuses itself and nothing else. */
class ExcuseTest {
  private static final long A = 0x8_0000_0000L;
  private static final long B = 0x9_0000_0000L;
  private static final Expectation NO_BREAK_ONCE =
      new Expectation.ViolationIs(HERE, BLOCKS, ViolationName.NO_BREAK, OptionalLong.of(1));

  @Test
  void wrongLookupIsNotExcusedByAKnownViolation() {
    ConformanceVector vector = new VectorBuilder()
        .given(map(GIB, A))
        .when(map(GIB, B))
        .then(lookupIs(A))
        .failsOnBlocks(ViolationName.NO_BREAK, 1)
        .build();

    Result result = run(new SkipsTheBreak(), vector);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).startsWith("lookup guest");
  }

  /** The PE may hold the old block, since nobody invalidated it. */
  @Test
  void accessThatMeetsWhatIsHeldIsExcused() {
    assertThat(run(new SkipsTheTlbi(), failingWithNoTlbi(reads(GIB, B))).verdict())
        .isEqualTo(Verdict.AGREE);
  }

  /** The tables say B, whoever holds A. */
  @Test
  void accessThatMeetsWhatTheTablesSayIsNotExcused() {
    Result result = run(new SkipsTheTlbi(), failingWithNoTlbi(reads(GIB, A)));

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).startsWith("pe 1 read guest 0x40000000 -> ok 0x900000000");
  }

  @Test
  void accessElsewhereIsNotExcused() {
    Result result = run(new SkipsTheTlbi(), failingWithNoTlbi(reads(2 * GIB, B)));

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).startsWith("pe 1 read guest 0x80000000 -> translation fault");
  }

  private static ConformanceVector failingWithNoTlbi(Expectation access) {
    return new VectorBuilder()
        .given(map(GIB, A))
        .when(map(GIB, B))
        .then(access)
        .failsOnBlocks(ViolationName.NO_TLBI, 1)
        .build();
  }

  private static Expectation reads(long ipa, long pa) {
    return new Expectation.AccessHas(
        HERE,
        Scope.ARCHITECTURE,
        1,
        GuestAccess.of(AccessKind.READ, ipa),
        OptionalInt.of(0),
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(
            new OutcomeClaim.Ok(pa, OptionalInt.empty(), AttributeClaim.NONE, List.of()))));
  }

  /** Breaks the block, and makes the new one before anybody has forgotten the old one. */
  private static class SkipsTheTlbi extends ScriptedP2m {
    @Override
    void update(Session session, int index, long oldDescriptor, long newDescriptor) {
      if (oldDescriptor != 0) {
        session.store(index, oldDescriptor, 0);
      }
      session.store(index, 0, newDescriptor);
    }
  }

  @Test
  void secondKnownFailureOfAProfileMustOccurToo() {
    ConformanceVector one = new VectorBuilder()
        .given(map(GIB, A))
        .when(map(GIB, B))
        .then(lookupIs(B))
        .failsOnBlocks(ViolationName.NO_BREAK, 1)
        .failsOnBlocks(ViolationName.NO_TLBI, 1)
        .build();

    Result result = run(new SkipsTheBreak(), one);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).contains("no_tlbi occurred 0 times");
  }

  @Test
  void expectedViolationOfOnePhaseExcusesNoOtherPhase() {
    ConformanceVector vector = phases(
        new Phase(List.of(map(GIB, B)), List.of(NO_BREAK_ONCE)),
        new Phase(List.of(map(GIB, A)), List.of(lookupIs(A))));

    Result result = run(new SkipsTheBreak(), vector);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).contains("violation no_break");
  }

  @Test
  void violationExpectedInEachPhaseIsNoSurprise() {
    ConformanceVector vector = phases(
        new Phase(List.of(map(GIB, B)), List.of(NO_BREAK_ONCE)),
        new Phase(List.of(map(GIB, A)), List.of(NO_BREAK_ONCE)));

    assertThat(run(new SkipsTheBreak(), vector).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void missingCapabilityDoesNotHideAFailure() {
    ConformanceVector vector = new VectorBuilder()
        .when(map(GIB, A))
        .then(lookupIs(B), new Expectation.NoViolation(HERE, Scope.ARCHITECTURE))
        .build();
    ScriptedP2m silent = new ScriptedP2m() {
      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.P2M);
      }
    };

    Result result = run(silent, vector);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).startsWith("lookup guest");
  }

  @Test
  void knownViolationIsToldWithTheReasonThatTheProviderLists() {
    Result result = run(new ListsDefects(ViolationName.NO_BREAK), failingOnce());

    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.known())
        .containsExactly(new KnownViolation(ViolationName.NO_BREAK, 1, "it skips the break"));
  }

  @Test
  void knownFailureThatTheProviderDoesNotListIsAFailure() {
    Result result = run(new ListsDefects(ViolationName.DOUBLE_FREE), failingOnce());

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason())
        .isEqualTo("said to fail on blocks with no_break, but the implementation does not list that"
            + " among the defects of the profile");
  }

  @Test
  void nullForItsDefectsIsACrash() {
    assertThat(run(new ListsDefects(null), failingOnce()).verdict()).isEqualTo(Verdict.CRASH);
  }

  private static ConformanceVector failingOnce() {
    return new VectorBuilder()
        .given(map(GIB, A))
        .when(map(GIB, B))
        .then(lookupIs(B))
        .failsOnBlocks(ViolationName.NO_BREAK, 1)
        .build();
  }

  private static ConformanceVector phases(Phase... phases) {
    VectorBuilder builder = new VectorBuilder().given(map(GIB, A));
    for (Phase phase : phases) {
      builder.then(phase.then().get(0)); // each phase has one check
    }
    ConformanceVector single = builder.build();
    return new ConformanceVector(single.heading(), single.setup(), single.given(), List.of(phases));
  }

  private static Expectation lookupIs(long pa) {
    return new Expectation.LookupIs(
        HERE,
        Scope.ARCHITECTURE,
        0,
        GIB,
        pa,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Result run(ScriptedP2m provider, ConformanceVector vector) {
    return new VectorRunner(provider, Duration.ofSeconds(20)).run(vector).get(0);
  }

  /** Says why it skips the break. */
  private static final class ListsDefects extends ScriptedP2m {
    private final @Nullable ViolationName name;

    ListsDefects(@Nullable ViolationName name) {
      this.name = name;
    }

    @Override
    @SuppressWarnings("NullAway") // null where none may be is the point
    public List<KnownDefect> knownDefects(String profile) {
      return name == null ? null : List.of(new KnownDefect(name, "it skips the break", "here"));
    }

    @Override
    void update(Session session, int index, long oldDescriptor, long newDescriptor) {
      session.store(index, oldDescriptor, newDescriptor);
      session.flush();
    }
  }
}
