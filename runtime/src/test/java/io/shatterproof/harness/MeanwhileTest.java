package io.shatterproof.harness;

import static io.shatterproof.harness.TlbVectorBuilder.CONFLICT;
import static io.shatterproof.harness.TlbVectorBuilder.FAULT;
import static io.shatterproof.harness.TlbVectorBuilder.HERE;
import static io.shatterproof.harness.TlbVectorBuilder.LEVEL3;
import static io.shatterproof.harness.TlbVectorBuilder.NEW;
import static io.shatterproof.harness.TlbVectorBuilder.OLD;
import static io.shatterproof.harness.TlbVectorBuilder.P;
import static io.shatterproof.harness.TlbVectorBuilder.Q;
import static io.shatterproof.harness.TlbVectorBuilder.after;
import static io.shatterproof.harness.TlbVectorBuilder.before;
import static io.shatterproof.harness.TlbVectorBuilder.dsb;
import static io.shatterproof.harness.TlbVectorBuilder.label;
import static io.shatterproof.harness.TlbVectorBuilder.never;
import static io.shatterproof.harness.TlbVectorBuilder.ok;
import static io.shatterproof.harness.TlbVectorBuilder.page;
import static io.shatterproof.harness.TlbVectorBuilder.sees;
import static io.shatterproof.harness.TlbVectorBuilder.since;
import static io.shatterproof.harness.TlbVectorBuilder.store;
import static io.shatterproof.harness.TlbVectorBuilder.tlbi;
import static io.shatterproof.harness.TlbVectorBuilder.tlbiP;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.EventSink;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What a PE in the guest sees while another one maintains its tables under bare tables. */
class MeanwhileTest {
  private static final OutcomeClaim SEES_OLD = ok(OLD + 8);
  private static final OutcomeClaim SEES_NEW = ok(NEW + 8);
  private static final OutcomeClaim WILD = new OutcomeClaim.Wild();

  private static Result run(TlbVectorBuilder builder) {
    return run(builder, new ReferenceProvider());
  }

  private static Result run(TlbVectorBuilder builder, io.shatterproof.spi.P2mProvider provider) {
    ConformanceVector vector = builder.build();
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20)).run(vector);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  /** Break and make; without VMALLE1IS a combined entry stays. */
  private static TlbVectorBuilder remap(boolean removesCombined) {
    TlbVectorBuilder builder = new TlbVectorBuilder()
        .when(
            label("brk", store(0, P, 0)),
            dsb(0, DsbOption.ISHST),
            tlbiP(0, TlbiOp.IPAS2E1IS),
            dsb(0, DsbOption.ISH));
    if (removesCombined) {
      builder.when(tlbi(0, TlbiOp.VMALLE1IS), dsb(0, DsbOption.ISH));
    }
    return builder.when(label("make", store(0, P, page(NEW))), dsb(0, DsbOption.ISH));
  }

  @Test
  void eachOutcomeIsSeenWhereItIsPossible() {
    Result result = run(remap(true)
        .meanwhile(
            sees(before("brk"), SEES_OLD),
            sees(since("brk", "make"), SEES_OLD, FAULT),
            sees(after("make"), FAULT, SEES_NEW)));

    assertThat(FailureText.of(result)).isEqualTo("tlb.p2m:7:3: agree: ");
    assertThat(result.checksReached()).isEqualTo(3);
  }

  @Test
  void outcomeThatIsNotExpectedIsToldWithItsBoundary() {
    Result result = run(remap(true).meanwhile(sees(since("brk"), false, FAULT, SEES_NEW)));

    assertThat(FailureText.of(result)).isEqualTo("""
        tlb.p2m:7:3: pe 1 read 0x40000008 -> ok 0x90000008 behind step 1 (PE 0: store page P := 0x0 \
        (brk)), expected only translation fault level 3 or ok 0xa0000008 from brk
          expected                  | actual
          translation fault level 3 | translation fault level 3
        ! or ok 0xa0000008          | or ok 0x90000008
          step log, 8 steps, the boundary marked >
               1  PE 0: store page P := 0x0 (brk)
          >       pe 1 read 0x40000008 -> translation fault level 3 or ok 0x90000008
               2  PE 0: dsb ishst
               3  PE 0: tlbi ipas2e1is P
               4  PE 0: dsb ish
               5  PE 0: tlbi vmalle1is
               6  PE 0: dsb ish
               7  PE 0: store page P := 0xa00007ff (make)
               8  PE 0: dsb ish""");
  }

  @Test
  void outcomeThatIsNeverPossibleIsMissed() {
    Result result = run(remap(true).meanwhile(sees(after("make"), FAULT, SEES_NEW, CONFLICT)));

    assertThat(result.failures()).singleElement().satisfies(failure -> {
      assertThat(failure.message())
          .isEqualTo("pe 1 read 0x40000008 is never conflict after make, which is one of the"
              + " outcomes expected");
      assertThat(failure.actual()).isEqualTo("translation fault level 3\nor ok 0xa0000008");
    });
  }

  @Test
  void inclusionAloneMissesNothing() {
    Result result =
        run(remap(true).meanwhile(sees(after("make"), false, FAULT, SEES_NEW, CONFLICT)));

    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void combinedEntryThatWasNotRemovedIsStillSeen() {
    assertThat(run(remap(false).meanwhile(sees(after("make"), SEES_OLD, SEES_NEW, FAULT, CONFLICT)))
            .failures()
            .stream()
            .filter(failure -> failure.message().contains("read")))
        .as("besides, that breaks a rule")
        .isEmpty();
    assertThat(run(remap(false).meanwhile(sees(after("make"), SEES_NEW, FAULT))).verdict())
        .isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void oldOneIsNeverSeenAfterTheNewOne() {
    assertThat(run(remap(true).meanwhile(never(SEES_OLD, SEES_NEW))).verdict())
        .isEqualTo(Verdict.AGREE);

    Result result = run(remap(true).meanwhile(never(FAULT, SEES_OLD)));

    assertThat(result.failures())
        .singleElement()
        .satisfies(
            failure -> assertThat(failure.message())
                .isEqualTo(
                    "pe 1 read 0x40000008 can be translation fault level 3 behind step 1 (PE 0: store"
                        + " page P := 0x0 (brk)), although it could be ok 0x90000008 before the first step"));
  }

  @Test
  void bothAtOneBoundaryAreOneAfterTheOther() {
    Result result = run(remap(true).meanwhile(never(SEES_OLD, FAULT)));

    assertThat(result.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.message())
            .endsWith("although it could be translation fault level 3 there"));
  }

  @Test
  void stretchWithoutBoundaryFails() {
    Result result = run(remap(true).meanwhile(sees(since("make", "brk"), SEES_OLD)));

    assertThat(result.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.message())
            .isEqualTo(
                "pe 1 read 0x40000008 is looked at nowhere: there is no boundary from make to"
                    + " brk, since the stretch ends before it begins"));
  }

  @Test
  void labelThatNoStepHasCannotBeJudged() {
    Result result = run(remap(true).meanwhile(sees(since("mkae"), SEES_OLD)));

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).isEqualTo("no step of the phase has the label mkae");
  }

  @Test
  void labelThatTwoStepsHaveCannotBeJudged() {
    Result result = run(new TlbVectorBuilder()
        .when(label("brk", store(0, P, 0)), label("brk", store(0, Q, 0)))
        .meanwhile(sees(Stretch.ALL, SEES_OLD)));

    assertThat(result.reason()).isEqualTo("two steps of a phase have the label brk");
  }

  @Test
  void labelsAreThoseOfTheirPhase() {
    Result result = run(new TlbVectorBuilder()
        .when(label("brk", store(0, P, 0)))
        .meanwhile(sees(since("brk"), SEES_OLD, FAULT))
        .phase()
        .when(label("brk", dsb(0, DsbOption.ISH)))
        .meanwhile(sees(before("brk"), SEES_OLD, FAULT)));

    assertThat(result.failures()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void programThatDoesNotSayThatItMaintainsTlbsCannotBeJudged() {
    TlbVectorBuilder maintains = new TlbVectorBuilder()
        .needs(Capability.REGIME)
        .when(dsb(0, DsbOption.ISH))
        .then(BareVectorBuilder.word(P, page(OLD), -1));

    assertThat(run(maintains).reason())
        .isEqualTo("tlb.p2m:7:3: the vector does not say that it needs the capability tlb");
  }

  @Test
  void whoDoesNotMaintainTlbsIsUnsupported() {
    Result result = run(remap(true).meanwhile(sees(before("brk"), SEES_OLD)), new ScriptedMmu());

    assertThat(result.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(result.reason()).isEqualTo("needs the capability tlb");
  }

  @Test
  void freedTableMakesAnythingPossible() {
    Step free = new Step.FreeTable(HERE, 0, LEVEL3, 0x1000, "table");

    assertThat(run(new TlbVectorBuilder()
                .when(label("free", free))
                .meanwhile(sees(after("free"), SEES_OLD, WILD)))
            .verdict())
        .isEqualTo(Verdict.AGREE);
    assertThat(run(new TlbVectorBuilder()
                .when(label("free", free))
                .meanwhile(sees(after("free"), SEES_OLD)))
            .failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.message()).contains("-> wild behind step 1"));
    assertThat(run(remap(true).meanwhile(sees(after("make"), FAULT, SEES_NEW, WILD)))
            .failures())
        .as("what nothing makes wild is never so")
        .singleElement()
        .satisfies(failure -> assertThat(failure.message()).contains("is never wild"));
  }

  @Test
  void arrangementIsCompletedOnTheImplementation() {
    List<String> calls = new ArrayList<>();

    run(
        new TlbVectorBuilder().noncoherentWalker().meanwhile(sees(Stretch.ALL, SEES_OLD)),
        chip((call, answer) -> {
          calls.add(call);
          return answer;
        }));

    assertThat(calls.stream().filter(call -> !call.startsWith("readDescriptor")))
        .startsWith("provideMemory")
        .endsWith(
            "dsb 0 SY",
            "dsb 1 SY",
            "cleanLine 0 2147483656",
            "cleanLine 0 2147487744",
            "cleanLine 0 2147491840",
            "cleanLine 0 2147491848",
            "dsb 0 SY",
            "tlbi 0 ALLE1IS 0",
            "dsb 0 SY",
            "isb 0",
            "isb 1",
            "probe 1",
            "close");
  }

  @Test
  void chipThatAnswersOneOfThePossibleOutcomesAgrees() {
    Result result = run(
        remap(true)
            .meanwhile(
                sees(before("brk"), SEES_OLD),
                sees(since("brk", "make"), SEES_OLD, FAULT),
                sees(after("make"), FAULT, SEES_NEW)),
        chip((call, answer) -> call.startsWith("probe") ? List.of(last(answer)) : answer));

    assertThat(FailureText.of(result)).isEqualTo("tlb.p2m:7:3: agree: ");
  }

  @Test
  void chipThatAnswersWhatIsNotPossibleIsCaught() {
    AccessReport stale = new AccessReport(
        new Outcome.Translated(0x4000, 3, AccessAttributes.NORMAL_WB), Syndrome.NONE);

    Result result = run(
        remap(true).meanwhile(sees(before("brk"), SEES_OLD)),
        chip((call, answer) -> call.startsWith("probe") ? List.of(stale) : answer));

    assertThat(result.failures().stream().map(Failure::message))
        .containsExactlyInAnyOrder(
            "pe 1 read 0x40000008 -> ok 0x4000 before the first step, expected only ok 0x90000008"
                + " before brk",
            "the implementation's reports contradict each other: pe 1 read 0x40000008 is said to"
                + " meet ok 0x4000, which is none of ok 0x90000008",
            "the implementation's reports contradict each other: pe 1 read 0x40000008 is said to"
                + " meet ok 0x4000, which is none of ok 0x90000008, translation fault level 3",
            "the implementation's reports contradict each other: pe 1 read 0x40000008 is said to"
                + " meet ok 0x4000, which is none of translation fault level 3",
            "the implementation's reports contradict each other: pe 1 read 0x40000008 is said to"
                + " meet ok 0x4000, which is none of ok 0xa0000008, translation fault level 3",
            "the implementation's reports contradict each other: pe 1 read 0x40000008 is said to"
                + " meet ok 0x4000, which is none of ok 0xa0000008");
  }

  private static AccessReport last(Object reports) {
    List<?> list = (List<?>) reports;
    return (AccessReport) list.get(list.size() - 1);
  }

  /** The reference with every answer put through a function of the call and the answer. */
  private static ScriptedMmu chip(BiFunction<String, Object, Object> answers) {
    return new ScriptedMmu() {
      @Override
      public java.util.Set<Capability> capabilities() {
        return java.util.Set.of(Capability.REGIME, Capability.SYNDROME, Capability.TLB);
      }

      @Override
      public P2mSession open(Platform platform, String profile, EventSink events) {
        P2mSession session = new ReferenceProvider().open(platform, profile, events);
        return (P2mSession) Proxy.newProxyInstance(
            P2mSession.class.getClassLoader(),
            new Class<?>[] {P2mSession.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(session, arguments);
                return answers.apply(text(method.getName(), arguments), answer);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
      }
    };
  }

  private static String text(String name, Object[] arguments) {
    StringBuilder text = new StringBuilder(name);
    boolean isLong = name.equals("provideMemory") || name.equals("close");
    for (Object argument : isLong || arguments == null ? new Object[0] : arguments) {
      if (!(argument instanceof GuestAccess)) {
        text.append(' ').append(argument);
      }
    }
    return text.toString();
  }

  @Test
  void notInvalidatedEntryIsSeenForEver() {
    Result result = run(new TlbVectorBuilder()
        .when(label("brk", store(0, P, 0)), dsb(0, DsbOption.ISH))
        .meanwhile(sees(after("brk"), SEES_OLD, FAULT))
        .phase()
        .when(tlbi(0, TlbiOp.VMALLS12E1IS), label("done", dsb(0, DsbOption.ISH)))
        .meanwhile(sees(before("done"), SEES_OLD, FAULT), sees(after("done"), FAULT)));

    assertThat(result.failures()).isEmpty();
    assertThat(Optional.of(result.verdict())).contains(Verdict.AGREE);
  }
}
