package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.hole;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CampaignTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  /** Agrees everywhere; its id is its number. */
  private static ConformanceVector vector(int number) {
    ConformanceVector plain = new VectorBuilder().then(hole()).build();
    return new ConformanceVector(
        plain.heading().withId(String.format("%016x", number)),
        plain.setup(),
        plain.given(),
        plain.phases());
  }

  private static Iterator<ConformanceVector> vectors(int count) {
    return IntStream.range(0, count).mapToObj(CampaignTest::vector).iterator();
  }

  /** What is done when the n-th session is opened, n from 1. */
  private interface Opening {
    void opened(int n) throws Exception;
  }

  private static P2mProvider provider(int sessions, Opening opening) {
    AtomicInteger opened = new AtomicInteger();
    return new ScriptedP2m() {
      @Override
      public int concurrentSessions() {
        return sessions;
      }

      @Override
      public P2mSession open(Platform platform, String profile, EventSink events) {
        try {
          opening.opened(opened.incrementAndGet());
        } catch (InterruptedException abandoned) {
          Thread.currentThread().interrupt();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        return super.open(platform, profile, events);
      }
    };
  }

  private void tell(JudgedVector judged) {
    told.add(Integer.parseInt(judged.vector().heading().id(), 16) + " "
        + judged.results().get(0).verdict().word());
  }

  private static List<String> agreeing(int count) {
    return IntStream.range(0, count).mapToObj(n -> n + " agree").toList();
  }

  @Test
  void resultsComeInTheOrderOfTheVectors() throws InterruptedException {
    P2mProvider uneven = provider(4, n -> {
      if (n % 7 == 1) {
        Thread.sleep(5);
      }
    });

    new Campaign(uneven, LONG, 4).run(vectors(300), this::tell);

    assertThat(told).isEqualTo(agreeing(300));
  }

  @Test
  void asManyRunAtOnceAsTheImplementationAllows() throws InterruptedException {
    CyclicBarrier three = new CyclicBarrier(3); // nobody passes alone
    new Campaign(provider(3, n -> three.await(20, TimeUnit.SECONDS)), LONG, 8)
        .run(vectors(9), this::tell);

    assertThat(told).isEqualTo(agreeing(9));
  }

  @Test
  void oneRunsAtATimeWhereTheImplementationSaysNothing() throws InterruptedException {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    P2mProvider counting = new ScriptedP2m() {
      @Override
      public P2mSession open(Platform platform, String profile, EventSink events) {
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        return super.open(platform, profile, events);
      }

      @Override
      long code() {
        open.decrementAndGet();
        return 0;
      }
    };
    ConformanceVector mapping =
        new VectorBuilder().when(map(GIB, 0x8_0000_0000L, 0)).build();
    AtomicInteger results = new AtomicInteger();

    new Campaign(counting, LONG, 4)
        .run(Collections.nCopies(200, mapping).iterator(), judged -> results.incrementAndGet());

    assertThat(results).hasValue(200);
    assertThat(most).hasValue(1);
  }

  @Test
  void runThatHangsIsLeftBehindAndOthersGoOn() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    P2mProvider hanging = provider(1, n -> {
      if (n == 2 || n == 4) {
        never.await();
      }
    });

    new Campaign(hanging, SHORT, 1).run(vectors(6), this::tell);

    assertThat(told)
        .containsExactly("0 agree", "1 timeout", "2 agree", "3 timeout", "4 agree", "5 agree");
  }

  @Test
  void timeOfTheJudgeIsNotCounted() throws InterruptedException {
    P2mProvider slow = provider(1, n -> {
      if (n == 2) {
        ImplementationClock.ofJudge(CampaignTest::sleepLong);
      } else if (n == 4) {
        sleepLong();
      }
    });

    new Campaign(slow, SHORT, 1).run(vectors(5), this::tell);

    assertThat(told).containsExactly("0 agree", "1 agree", "2 agree", "3 timeout", "4 agree");
  }

  private static boolean sleepLong() {
    try {
      Thread.sleep(4 * SHORT.toMillis());
    } catch (InterruptedException abandoned) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void shortCallsAddUp() throws InterruptedException {
    P2mProvider slow = new ScriptedP2m() {
      @Override
      public List<String> profiles() {
        sleep();
        return super.profiles();
      }

      @Override
      public String name() {
        sleep();
        return super.name();
      }

      private void sleep() {
        try {
          Thread.sleep(SHORT.toMillis() * 2 / 3);
        } catch (InterruptedException abandoned) {
          Thread.currentThread().interrupt();
        }
      }
    };

    new Campaign(slow, SHORT, 1).run(vectors(1), this::tell);

    assertThat(told).containsExactly("0 timeout");
  }

  /** It has a processor, and its time. */
  @Test
  void implementationThatSpinsIsLeftBehind() throws InterruptedException {
    P2mProvider spinning = provider(1, n -> {
      while (n == 2 && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    });

    new Campaign(spinning, SHORT, 1).run(vectors(3), this::tell);

    assertThat(told).containsExactly("0 agree", "1 timeout", "2 agree");
  }

  @Test
  void judgeThatIsNeverDoneIsLeftBehind() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    P2mProvider endless = provider(1, n -> {
      if (n == 2) {
        ImplementationClock.ofJudge(() -> {
          try {
            never.await();
          } catch (InterruptedException abandoned) {
            Thread.currentThread().interrupt();
          }
          return n;
        });
      }
    });
    List<String> reasons = new ArrayList<>();

    new Campaign(endless, LONG, Duration.ofSeconds(1), 1).run(vectors(3), judged -> {
      tell(judged);
      reasons.add(judged.results().get(0).reason());
    });

    assertThat(told).containsExactly("0 agree", "1 could-not-judge", "2 agree");
    assertThat(reasons.get(1))
        .isEqualTo("the run was not done within 1 s, in which the implementation worked 0 s");
  }

  @Test
  void fewAreUnderWayHoweverLongTheFirstTakes() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger takenWhileItHung = new AtomicInteger();
    Iterator<ConformanceVector> counted = IntStream.range(0, 20_000)
        .mapToObj(n -> {
          taken.incrementAndGet();
          return vector(0);
        })
        .iterator();

    new Campaign(
            provider(2, n -> {
              if (n == 1) {
                never.await();
              }
            }),
            Duration.ofSeconds(2),
            2)
        .run(counted, judged -> takenWhileItHung.compareAndSet(0, taken.get()));

    assertThat(taken).hasValue(20_000);
    assertThat(takenWhileItHung.get()).isBetween(100, 5000);
  }

  @Test
  void implementationThatCannotSayHowManyIsRunAlone() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    P2mProvider throwing = new ScriptedP2m() {
      @Override
      public int concurrentSessions() {
        throw new IllegalStateException("who knows");
      }
    };
    P2mProvider hanging = new ScriptedP2m() {
      @Override
      public int concurrentSessions() {
        try {
          never.await();
        } catch (InterruptedException leftBehind) {
          Thread.currentThread().interrupt();
        }
        return 2;
      }
    };

    new Campaign(throwing, LONG, 2).run(vectors(3), this::tell);
    new Campaign(hanging, LONG, 2).run(vectors(3), this::tell);

    assertThat(told)
        .isEqualTo(Stream.concat(agreeing(3).stream(), agreeing(3).stream()).toList());
  }

  @Test
  void whatWasTakenIsToldBeforeTheSourceFails() {
    Iterator<ConformanceVector> failing = IntStream.range(0, 6)
        .mapToObj(n -> {
          if (n == 5) {
            throw new IllegalStateException("the file ends here");
          }
          return vector(n);
        })
        .iterator();

    assertThatThrownBy(() -> new Campaign(provider(2, n -> {}), LONG, 2).run(failing, this::tell))
        .hasMessage("the file ends here");
    assertThat(told).isEqualTo(agreeing(5));
  }

  @Test
  void nothingIsToldBehindAConsumerThatFails() {
    assertThatThrownBy(() -> new Campaign(provider(2, n -> {}), LONG, 2)
            .run(vectors(50), judged -> {
              tell(judged);
              if (told.size() == 3) {
                throw new IllegalStateException("the disk is full");
              }
            }))
        .hasMessage("the disk is full");
    assertThat(told).isEqualTo(agreeing(3));
  }

  @Test
  void interruptedCampaignTellsWhatCouldNotBeJudged() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    List<String> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread waiting = new Thread(() -> {
      try {
        new Campaign(
                provider(1, n -> {
                  if (n == 3) {
                    hangs.countDown();
                    never.await();
                  }
                }),
                LONG,
                1)
            .run(vectors(10), this::tell);
      } catch (InterruptedException e) {
        thrown.add("interrupted");
      }
    });
    waiting.start();
    hangs.await();

    waiting.interrupt();
    waiting.join();

    assertThat(thrown).containsExactly("interrupted");
    assertThat(told).containsExactly("0 agree", "1 agree", "2 could-not-judge");
  }

  @Test
  void interruptThatAnImplementationLeavesBehindConcernsNobodyElse() throws InterruptedException {
    P2mProvider rude = provider(1, n -> Thread.currentThread().interrupt());

    new Campaign(rude, LONG, 1).run(vectors(20), this::tell);

    assertThat(told).isEqualTo(agreeing(20));
  }

  @Test
  void noVectorIsNoResult() throws InterruptedException {
    new Campaign(provider(2, n -> {}), LONG, 2).run(vectors(0), this::tell);

    assertThat(told).isEmpty();
  }
}
