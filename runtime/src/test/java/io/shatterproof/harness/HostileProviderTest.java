package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an implementation does wrong costs it a clear verdict, and nobody else anything. */
@SuppressWarnings("NullAway") // null where none may be is the point
class HostileProviderTest {
  private static final long A = 0x8_0000_0000L;

  @Test
  void nullForItsProfilesIsACrash() {
    assertThat(verdictOn(new ScriptedP2m() {
          @Override
          public List<String> profiles() {
            return null;
          }
        }))
        .isEqualTo(Verdict.CRASH);
  }

  @Test
  void profileThatIsNullIsACrash() {
    assertThat(verdictOn(new ScriptedP2m() {
          @Override
          public List<String> profiles() {
            return Arrays.asList((String) null);
          }
        }))
        .isEqualTo(Verdict.CRASH);
  }

  @Test
  void hangingWhileItTellsItsProfilesTimesOut() {
    CountDownLatch never = new CountDownLatch(1);
    P2mProvider hanging = new ScriptedP2m() {
      @Override
      public List<String> profiles() {
        return awaitForEver(never);
      }
    };

    assertThat(new VectorRunner(hanging, Duration.ofMillis(100)).run(vector()))
        .extracting(Result::verdict)
        .containsExactly(Verdict.TIMEOUT);
  }

  @Test
  void nullForItsNameIsACrash() {
    assertThat(verdictOn(new ScriptedP2m() {
          @Override
          public String name() {
            return null;
          }
        }))
        .isEqualTo(Verdict.CRASH);
  }

  @Test
  void nullForItsCapabilitiesIsACrash() {
    assertThat(verdictOn(new ScriptedP2m() {
          @Override
          public Set<Capability> capabilities() {
            return null;
          }
        }))
        .isEqualTo(Verdict.CRASH);
  }

  @Test
  void nullForItsFeaturesIsACrash() {
    assertThat(verdictOn(new ScriptedP2m() {
          @Override
          public Set<Feature> features() {
            return null;
          }
        }))
        .isEqualTo(Verdict.CRASH);
  }

  @Test
  void errorAndUndeclaredExceptionAreItsCrash() {
    assertThat(verdictOn(throwing(new OutOfMemoryError("a gigabyte for a page"))))
        .isEqualTo(Verdict.CRASH);
    assertThat(verdictOn(throwing(new Exception("checked")))).isEqualTo(Verdict.CRASH);
  }

  @Test
  void exceptionThatCannotBePrintedIsItsCrash() {
    assertThat(verdictOn(throwing(new IllegalStateException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new IllegalStateException("again");
          }
        })))
        .isEqualTo(Verdict.CRASH);
  }

  @Test
  void eventWithNullIsACrashEvenIfItIsSwallowed() {
    P2mProvider nonsense = new ScriptedP2m() {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {
        super.report(events, index, oldDescriptor, newDescriptor);
        try {
          events.dsb(0, (DsbOption) null);
        } catch (NullPointerException swallowed) {
          assertThat(swallowed).isNotNull();
        }
      }
    };

    assertThat(verdictOn(nonsense)).isEqualTo(Verdict.CRASH);
  }

  @Test
  void entryWithNullInsideIsACrash() {
    P2mProvider nonsense = new ScriptedP2m() {
      @Override
      P2mEntry answer(P2mEntry entry) {
        return new P2mEntry.Mapped(A, null, Optional.empty(), Optional.empty(), Optional.empty());
      }
    };

    assertThat(verdictOn(nonsense)).isEqualTo(Verdict.CRASH);
  }

  @Test
  void outcomeThatIsNullIsACrash() {
    P2mProvider nonsense = new ScriptedP2m() {
      @Override
      AbortOutcome outcome(GuestAbort abort) {
        return null;
      }
    };
    ConformanceVector vector = new VectorBuilder()
        .when(VectorBuilder.abort(Optional.empty()))
        .then(VectorBuilder.hole())
        .build();

    assertThat(run(nonsense, vector).verdict()).isEqualTo(Verdict.CRASH);
  }

  @Test
  void refusalOfADomainIsAnAnswerOnlyWhereOneIsCreated() {
    P2mProvider refusing = new ScriptedP2m() {
      @Override
      DomainReport created(DomainReport report) {
        throw new DomainRefusedException(Errno.ENOSPC);
      }
    };

    Result result = run(refusing, vector());

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).isEqualTo("creating domain guest failed with ENOSPC");
    assertThat(verdictOn(throwing(new DomainRefusedException(Errno.ENOSPC))))
        .isEqualTo(Verdict.CRASH);
  }

  @Test
  void sessionThatCannotBeClosedIsACrash() {
    P2mProvider unclosable = new ScriptedP2m() {
      @Override
      void close() {
        throw new UnsupportedByProviderException("closing");
      }
    };

    assertThat(verdictOn(unclosable)).isEqualTo(Verdict.CRASH);
  }

  @Test
  void reportsOfSeveralThreadsAtOnceAreAllTaken() {
    P2mProvider concurrent = new ScriptedP2m() {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {
        IntStream.range(0, 40_000).parallel().forEach(page -> {
          events.tableAllocated(0, 0x1_0000_0000L + ((long) page << 12));
          events.tableFreed(0, 0x1_0000_0000L + ((long) page << 12), false);
        });
        super.report(events, index, oldDescriptor, newDescriptor);
      }
    };

    assertThat(verdictOn(concurrent)).isEqualTo(Verdict.AGREE);
  }

  @Test
  void eventsWithoutEndAreACrashThatSaysSo() {
    Result result = runWithFewEvents(reporting(Long.MAX_VALUE));

    assertThat(result.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(result.reason())
        .isEqualTo("the implementation crashed in map: more than 1000 events in one run of a"
            + " vector; -Dshatterproof.events allows more");
  }

  @Test
  void eventsWithoutEndAreACrashEvenIfItIsSwallowed() {
    P2mProvider deaf = new ForwardingProvider(reporting(1001)) {
      @Override
      public P2mSession open(Platform platform, String profile, EventSink events) {
        return super.open(platform, profile, swallowing(events));
      }
    };

    Result result = runWithFewEvents(deaf);

    assertThat(result.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(result.reason())
        .isEqualTo("the implementation reported more than 1000 events in one run of a vector;"
            + " -Dshatterproof.events allows more");
  }

  private static Result runWithFewEvents(P2mProvider provider) {
    System.setProperty(EventLimit.PROPERTY, "1000");
    try {
      return run(provider, vector());
    } finally {
      System.clearProperty(EventLimit.PROPERTY);
    }
  }

  private static EventSink swallowing(EventSink events) {
    return (EventSink) Proxy.newProxyInstance(
        EventSink.class.getClassLoader(),
        new Class<?>[] {EventSink.class},
        (proxy, event, args) -> {
          try {
            return event.invoke(events, args);
          } catch (InvocationTargetException refused) {
            return null;
          }
        });
  }

  @Test
  void manyEventsAreTaken() {
    assertThat(verdictOn(reporting(3_900_000))).isEqualTo(Verdict.AGREE);
  }

  private static P2mProvider reporting(long barriers) {
    return new ScriptedP2m() {
      @Override
      void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {
        super.report(events, index, oldDescriptor, newDescriptor);
        for (long i = 0; i < barriers; i++) {
          events.isb(0);
        }
      }
    };
  }

  @Test
  void hangingInCloseTimesOut() {
    CountDownLatch never = new CountDownLatch(1);
    P2mProvider hanging = new ScriptedP2m() {
      @Override
      void close() {
        awaitForEver(never);
      }
    };

    assertThat(new VectorRunner(hanging, Duration.ofMillis(100)).run(vector()))
        .extracting(Result::verdict)
        .containsExactly(Verdict.TIMEOUT);
  }

  private static ConformanceVector vector() {
    return new VectorBuilder()
        .when(map(GIB, A))
        .then(new Expectation.LookupIs(
            HERE,
            Scope.ARCHITECTURE,
            0,
            GIB,
            A,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()))
        .build();
  }

  private static Verdict verdictOn(P2mProvider provider) {
    return run(provider, vector()).verdict();
  }

  private static Result run(P2mProvider provider, ConformanceVector vector) {
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20)).run(vector);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private static P2mProvider throwing(Throwable thrown) {
    return new ScriptedP2m() {
      @Override
      long code() {
        return HostileProviderTest.<Long, RuntimeException>sneak(thrown);
      }
    };
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T, E extends Throwable> T sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static List<String> awaitForEver(CountDownLatch never) {
    while (true) {
      try {
        never.await();
      } catch (InterruptedException ignored) {
        assertThat(ignored).isNotNull();
      }
    }
  }
}
