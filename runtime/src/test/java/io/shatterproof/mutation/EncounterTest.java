package io.shatterproof.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.harness.Failure;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.json.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A kill is a check that fails for what the fault does, and nothing else. */
final class EncounterTest {
  private static final Set<Observable> REVEALING =
      Set.of(Observable.of(Counter.TLBI), Observable.of(EventKind.TLBI));

  private static Result result(Verdict verdict, String reason, Failure... failures) {
    return new Result(
        Vectors.bareTables().heading(),
        "M99",
        "xen_4_8",
        verdict,
        reason,
        List.of(failures),
        List.of(),
        List.of(),
        List.of(),
        1,
        0);
  }

  private static Failure failure(int line, Observable... observables) {
    return new Failure(
        new Origin("a.p2m", line, 1), "message", "expected", "actual", "", Set.of(observables));
  }

  @Test
  void firstFailureThatRevealsTheFaultIsTheKill() {
    Result result = result(
        Verdict.DISAGREE,
        "",
        failure(3, Observable.RETURNED),
        failure(5, Observable.RETURNED, Observable.of(Counter.TLBI)),
        failure(8, Observable.of(EventKind.TLBI)));

    assertThat(Encounter.of(result, REVEALING))
        .isEqualTo(new Encounter(
            Encounter.Effect.KILLED, Optional.of(new Origin("a.p2m", 5, 1)), "count tlbi"));
  }

  @Test
  void failuresOfSomethingElseAreNoKill() {
    Result result = result(
        Verdict.DISAGREE,
        "",
        failure(3, Observable.RETURNED),
        failure(4, Observable.of(Counter.LIVE_STORES)));

    Encounter encounter = Encounter.of(result, REVEALING);

    assertThat(encounter.isKill()).isFalse();
    assertThat(encounter)
        .isEqualTo(new Encounter(
            Encounter.Effect.BESIDE,
            Optional.of(new Origin("a.p2m", 3, 1)),
            "count live stores, returned"));
  }

  /** Even if a check had failed before, for the right reason. */
  @ParameterizedTest
  @EnumSource(names = {"CRASH", "TIMEOUT", "COULD_NOT_JUDGE"})
  void whatDoesNotEndIsNoKill(Verdict verdict) {
    Result result = result(verdict, "why", failure(3, Observable.of(Counter.TLBI)));

    assertThat(Encounter.of(result, REVEALING).effect()).isEqualTo(Encounter.Effect.LOST);
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_APPLICABLE", "UNSUPPORTED"})
  void whatIsNotJudgedIsNoKill(Verdict verdict) {
    assertThat(Encounter.of(result(verdict, "why"), REVEALING))
        .isEqualTo(new Encounter(Encounter.Effect.NOT_JUDGED, Optional.empty(), "why"));
  }

  @Test
  void agreementIsNoKill() {
    assertThat(Encounter.of(result(Verdict.AGREE, ""), REVEALING).effect())
        .isEqualTo(Encounter.Effect.UNSEEN);
  }
}
