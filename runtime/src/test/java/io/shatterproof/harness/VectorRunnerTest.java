package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventSink;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.Errno;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The seven results, each for its reason. */
class VectorRunnerTest {
  private static final long A = 0x8_0000_0000L;
  private static final long B = 0x9_0000_0000L;

  /** A replaces B at 1G: the good twin of most tests here. */
  private static VectorBuilder replacement() {
    return new VectorBuilder().given(map(GIB, A)).when(map(GIB, B)).then(lookupIs(B));
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

  private static Expectation liveEvents(EventMatching matching, EventPattern... patterns) {
    return new Expectation.EventsAre(HERE, BLOCKS, false, matching, List.of(patterns));
  }

  private static EventPattern store(DescriptorClaim.Kind kind) {
    return new EventPattern.Stored(0, 1, GIB + 0x1234_5000, DescriptorClaim.of(kind));
  }

  private static EventPattern flush() {
    return new EventPattern.Invalidated(TlbiOp.VMALLS12E1IS, 0, OptionalLong.empty());
  }

  private static Result run(P2mProvider provider, ConformanceVector vector) {
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20)).run(vector);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  @Test
  void providerThatDoesWhatIsExpectedAgrees() {
    ConformanceVector vector = replacement()
        .then(
            liveEvents(
                EventMatching.IN_ORDER,
                store(DescriptorClaim.Kind.INVALID),
                flush(),
                store(DescriptorClaim.Kind.BLOCK)),
            new Expectation.CountsAre(
                HERE, BLOCKS, List.of(new Expectation.Count(Counter.LIVE_STORES, 2, false))),
            new Expectation.NoViolation(HERE, Scope.ARCHITECTURE))
        .build();

    Result result = run(new ScriptedP2m(), vector);

    assertThat(result.failures()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.checksReached()).isEqualTo(4);
  }

  @Test
  void missingBreakIsAViolationEvenIfNoExpectationAsks() {
    Result result = run(new SkipsTheBreak(), replacement().build());

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.failures().get(0).message()).contains("violation no_break");
  }

  @Test
  void expectedViolationIsNoFailure() {
    ConformanceVector vector = replacement()
        .then(new Expectation.ViolationIs(HERE, BLOCKS, ViolationName.NO_BREAK, OptionalLong.of(1)))
        .build();

    assertThat(run(new SkipsTheBreak(), vector).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void knownFailureLetsArchitectureExpectationsFail() {
    ConformanceVector vector = replacement()
        .then(new Expectation.NoViolation(HERE, Scope.ARCHITECTURE))
        .failsOnBlocks(ViolationName.NO_BREAK, 1)
        .build();

    Result result = run(new SkipsTheBreak(), vector);

    assertThat(result.verdict()).isEqualTo(Verdict.AGREE);
    assertThat(result.known()).containsExactly(new KnownViolation(ViolationName.NO_BREAK, 1, ""));
  }

  @Test
  void knownFailureThatNoLongerOccursIsAFailure() {
    ConformanceVector vector =
        replacement().failsOnBlocks(ViolationName.NO_BREAK, 1).build();

    Result result = run(new ScriptedP2m(), vector);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).contains("occurred 0 times");
  }

  @Test
  void knownFailureMustOccurAsOftenAsStated() {
    ConformanceVector vector =
        replacement().failsOnBlocks(ViolationName.NO_BREAK, 2).build();

    assertThat(run(new SkipsTheBreak(), vector).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void hiddenStoreIsFoundByReadingBack() {
    P2mProvider hiding = new ScriptedP2m() {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {
        if (newDescriptor == 0) {
          super.report(events, index, oldDescriptor, newDescriptor);
        }
      }
    };

    Result result = run(hiding, replacement().build());

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.failures()).anyMatch(failure -> failure.message().contains("read back"));
  }

  @Test
  void mappingWithoutAnyStoreIsAContradiction() {
    P2mProvider silent = new ScriptedP2m() {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {}

      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.P2M, Capability.EVENTS); // nothing is read back
      }
    };

    Result result = run(silent, replacement().build());

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).contains("no store into a table was reported");
    assertThat(run(new ScriptedP2m(), replacement().build()).verdict()).isEqualTo(Verdict.AGREE);
  }

  /** Nothing is mapped any more, and so nobody is asked for it. */
  @Test
  void mappingThatWasRemovedAgainNeedsAStoreToo() {
    P2mProvider silent = new ScriptedP2m() {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {}

      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.P2M, Capability.EVENTS);
      }
    };
    ConformanceVector vector = new VectorBuilder()
        .given(map(GIB, A))
        .when(new Step.Unmap(HERE, 0, 0, GIB, GIB, OptionalLong.empty(), OptionalLong.empty()))
        .then(VectorBuilder.hole())
        .build();

    assertThat(run(silent, vector).reason())
        .contains("0x40000000 was mapped, and no store into a table was reported");
    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void storeToldToBeOfflineAlthoughLiveIsAContradiction() {
    P2mProvider lying = new ScriptedP2m() {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {
        events.store(0, ROOT, index, 1, (long) index << 30, oldDescriptor, newDescriptor, false);
      }
    };

    Result result = run(lying, replacement().build());

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).contains("contradict");
  }

  @Test
  void extraFlushIsTheFirstDifferenceOfTheEventLog() {
    ConformanceVector vector = replacement()
        .then(liveEvents(
            EventMatching.IN_ORDER,
            store(DescriptorClaim.Kind.INVALID),
            flush(),
            store(DescriptorClaim.Kind.BLOCK)))
        .build();
    P2mProvider flushesTwice = new ScriptedP2m() {
      @Override
      void update(Session session, int index, long oldDescriptor, long newDescriptor) {
        super.update(session, index, oldDescriptor, newDescriptor);
        session.flush();
      }
    };

    Result result = run(flushesTwice, vector);

    assertThat(result.failures()).hasSize(1);
    Failure failure = result.failures().get(0);
    assertThat(failure.origin()).isEqualTo(HERE);
    assertThat(failure.message()).contains("event 4 is too many: tlbi vmalls12e1is guest");
    assertThat(failure.details().lines().filter(line -> line.startsWith(">")))
        .singleElement()
        .asString()
        .contains("tlbi vmalls12e1is guest");
  }

  @Test
  void anyOrderNeedsAPatternForEachEventButNoOrder() {
    ConformanceVector vector = replacement()
        .then(liveEvents(
            EventMatching.ANY_ORDER,
            store(DescriptorClaim.Kind.ANY),
            flush(),
            store(DescriptorClaim.Kind.INVALID)))
        .build();
    ConformanceVector tooFew = replacement()
        .then(liveEvents(EventMatching.ANY_ORDER, flush(), store(DescriptorClaim.Kind.INVALID)))
        .build();

    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedP2m(), tooFew).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void thousandsOfEqualPatternsInAnyOrderAreJudgedInTime() {
    int flushes = 3_000;
    P2mProvider flushesMuch = new ScriptedP2m() {
      @Override
      void update(Session session, int index, long oldDescriptor, long newDescriptor) {
        session.store(index, oldDescriptor, newDescriptor);
        for (int i = 0; i < flushes; i++) {
          session.flush();
        }
      }
    };
    EventPattern[] patterns = new EventPattern[flushes + 1];
    java.util.Arrays.fill(patterns, flush());
    patterns[flushes] = store(DescriptorClaim.Kind.BLOCK);
    ConformanceVector vector = new VectorBuilder()
        .when(map(GIB, A))
        .then(liveEvents(EventMatching.ANY_ORDER, patterns))
        .build();

    assertThat(run(flushesMuch, vector).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void surplusEventsAreCountedNotListed() {
    P2mProvider floods = new ScriptedP2m() {
      @Override
      void update(Session session, int index, long oldDescriptor, long newDescriptor) {
        session.store(index, oldDescriptor, newDescriptor);
        for (int i = 0; i < 100_000; i++) {
          session.flush();
        }
      }
    };
    ConformanceVector vector = new VectorBuilder()
        .when(map(GIB, A))
        .then(liveEvents(EventMatching.IN_ORDER, store(DescriptorClaim.Kind.BLOCK)))
        .build();

    Result result = run(floods, vector);

    assertThat(result.failures().get(0).actual().lines())
        .hasSizeLessThan(200)
        .last()
        .asString()
        .endsWith(" more");
  }

  @Test
  void invalidationOfEverythingIsNotThatOfAnAddress() {
    EventPattern ofAddressZero =
        new EventPattern.Invalidated(TlbiOp.VMALLS12E1IS, 0, OptionalLong.of(0));
    ConformanceVector vector =
        replacement().then(liveEvents(EventMatching.INCLUDE, ofAddressZero)).build();

    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void includeNeedsTheOrderButNotEveryEvent() {
    ConformanceVector inOrder = replacement()
        .then(liveEvents(
            EventMatching.INCLUDE,
            store(DescriptorClaim.Kind.INVALID),
            store(DescriptorClaim.Kind.BLOCK)))
        .build();
    ConformanceVector reversed = replacement()
        .then(liveEvents(
            EventMatching.INCLUDE,
            store(DescriptorClaim.Kind.BLOCK),
            store(DescriptorClaim.Kind.INVALID)))
        .build();

    assertThat(run(new ScriptedP2m(), inOrder).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedP2m(), reversed).verdict()).isEqualTo(Verdict.DISAGREE);
  }

  @Test
  void barriersTakePartOnlyWhereNamed() {
    EventPattern isb = new EventPattern.OfKind(io.shatterproof.event.EventKind.ISB);
    ConformanceVector vector = replacement()
        .then(liveEvents(
            EventMatching.IN_ORDER,
            store(DescriptorClaim.Kind.INVALID),
            flush(),
            isb,
            store(DescriptorClaim.Kind.BLOCK)))
        .build();

    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void guestAccessIsComputedFromTheReportedEvents() {
    Expectation access = new Expectation.AccessHas(
        HERE,
        Scope.ARCHITECTURE,
        1,
        AccessKind.READ,
        0,
        GIB + 8,
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(new OutcomeClaim.Ok(B + 8, OptionalInt.of(1)))));

    assertThat(run(new ScriptedP2m(), replacement().then(access).build()).verdict())
        .isEqualTo(Verdict.AGREE);
  }

  @Test
  void wrongReturnCodeOfAClaimedProfileDisagrees() {
    ConformanceVector vector = new VectorBuilder()
        .when(map(GIB, A, Errno.ENOENT.code()))
        .then(lookupIs(A))
        .build();
    P2mProvider failing = new ScriptedP2m() {
      @Override
      long code() {
        return Errno.ENOMEM.code();
      }
    };
    P2mProvider neutral = new ScriptedP2m() {
      @Override
      long code() {
        return Errno.ENOMEM.code();
      }

      @Override
      public List<String> profiles() {
        return List.of();
      }
    };

    assertThat(run(failing, vector).reason()).contains("-12 (ENOMEM)", "-2 (ENOENT)");
    assertThat(run(neutral, vector).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void failedArrangementCannotBeJudged() {
    P2mProvider failing = new ScriptedP2m() {
      @Override
      long code() {
        return Errno.ENOMEM.code();
      }
    };

    Result result = run(failing, replacement().build());

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).contains("scripted.p2m:7:3", "ENOMEM");
  }

  @Test
  void startTableThatCannotResolveTheIpaSizeCannotBeJudged() {
    Result result = run(new ScriptedP2m(), replacement().ipaBits(40).build());

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).contains("does not resolve 40 bits");
  }

  @Test
  void choiceThatTheJudgeDoesNotKnowCannotBeJudged() {
    ConformanceVector known = replacement().choose("erratum_834220", "present").build();
    ConformanceVector value = replacement().choose("erratum_834220", "maybe").build();
    ConformanceVector knob = replacement().choose("zzz", "present").build();

    assertThat(run(new ScriptedP2m(), known).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedP2m(), value).reason())
        .isEqualTo("the judge does not know the choice erratum_834220 maybe");
    assertThat(run(new ScriptedP2m(), knob).verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
  }

  @Test
  void checkThatWasNotReachedCannotPass() {
    Result result = run(new ScriptedP2m(), replacement().withCheckNeverReached().build());

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).isEqualTo("1 of 2 checks were reached");
  }

  @Test
  void vectorWithoutExpectationInScopeIsNotApplicable() {
    P2mProvider neutral = new ScriptedP2m() {
      @Override
      public List<String> profiles() {
        return List.of();
      }
    };
    ConformanceVector vector = new VectorBuilder()
        .when(map(GIB, A))
        .then(liveEvents(EventMatching.IN_ORDER, store(DescriptorClaim.Kind.BLOCK)))
        .build();

    assertThat(run(neutral, vector).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void missingFeatureIsNotApplicable() {
    ConformanceVector vector =
        replacement().needs(Needs.of(Set.of(Feature.LPA2), Set.of())).build();

    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void missingCapabilityIsUnsupported() {
    ConformanceVector vector =
        replacement().needs(Needs.of(Set.of(), Set.of(Capability.SYNDROME))).build();

    assertThat(run(new ScriptedP2m(), vector).verdict()).isEqualTo(Verdict.UNSUPPORTED);
  }

  @Test
  void eventExpectationWithoutEventsIsUnsupported() {
    P2mProvider silent = new ScriptedP2m() {
      @Override
      public Set<Capability> capabilities() {
        return EnumSet.of(Capability.P2M);
      }
    };
    ConformanceVector vector =
        replacement().then(liveEvents(EventMatching.INCLUDE, flush())).build();

    Result result = run(silent, vector);

    assertThat(result.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(result.reason()).contains("events");
  }

  @Test
  void operationThatTheProviderLacksIsUnsupported() {
    P2mProvider lacking = new ScriptedP2m() {
      @Override
      long code() {
        throw new UnsupportedByProviderException("blocks on Sundays");
      }
    };

    Result result = run(lacking, replacement().build());

    assertThat(result.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(result.reason()).contains("blocks on Sundays");
  }

  @Test
  void exceptionOfTheProviderIsItsCrash() {
    P2mProvider crashing = new ScriptedP2m() {
      @Override
      long code() {
        throw new IllegalStateException("lost a page");
      }
    };

    Result result = run(crashing, replacement().build());

    assertThat(result.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(result.reason()).contains("map", "lost a page");
  }

  /** What is thrown is code of the implementation, too. */
  @Test
  void crashWhoseTextAndCallsCrashIsACrash() {
    P2mProvider crashing = new ScriptedP2m() {
      @Override
      long code() {
        throw new Unspeakable();
      }
    };

    Result result = run(crashing, replacement().build());

    assertThat(result.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(result.reason()).endsWith("in map: " + Unspeakable.class.getName());
    assertThat(result.trace()).isEmpty();
  }

  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new AssertionError("of the text");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new NoClassDefFoundError("of the calls");
    }
  }

  @Test
  void providerThatHangsTimesOut() {
    CountDownLatch never = new CountDownLatch(1);
    P2mProvider hanging = new ScriptedP2m() {
      @Override
      long code() {
        try {
          never.await();
        } catch (InterruptedException abandoned) {
          Thread.currentThread().interrupt();
        }
        return 0;
      }
    };

    List<Result> results =
        new VectorRunner(hanging, Duration.ofMillis(50)).run(replacement().build());

    assertThat(results).singleElement().extracting(Result::verdict).isEqualTo(Verdict.TIMEOUT);
  }

  @Test
  void vmidOfAScenarioIsAnAssertion() {
    Result result = run(new ScriptedP2m(), replacement().vmid(7).build());

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).contains("vmid 5, expected vmid 7");
  }

  @Test
  void holeIsNotWhatWasMapped() {
    ConformanceVector vector = replacement()
        .then(new Expectation.LookupIsHole(HERE, Scope.ARCHITECTURE, 0, GIB, Optional.empty()))
        .build();

    Result result = run(new ScriptedP2m(), vector);

    assertThat(result.failures()).hasSize(1);
    assertThat(result.failures().get(0).expected()).isEqualTo("hole");
    assertThat(result.failures().get(0).actual()).startsWith("0x900000000");
  }

  @Test
  void nullAnswerIsACrash() {
    P2mProvider nonsense = new ScriptedP2m() {
      @Override
      @SuppressWarnings("NullAway") // the point of the test
      public io.shatterproof.spi.P2mSession open(
          io.shatterproof.arch.Platform platform, String profile, EventSink events) {
        return null;
      }
    };

    assertThat(run(nonsense, replacement().build()).verdict()).isEqualTo(Verdict.CRASH);
  }
}
