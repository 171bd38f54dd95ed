package io.shatterproof.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.harness.FailureText;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.json.Vectors;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Where an implementation crashed, as it is told. Outside of the harness, whose calls are left out. */
final class CrashTraceTest {
  private static final String HERE = "at " + Crashing.class.getName() + ".";

  private record Crashing(Supplier<? extends RuntimeException> crash) implements P2mProvider {
    @Override
    public String name() {
      return "crashing";
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.allOf(Capability.class);
    }

    @Override
    public Set<Feature> features() {
      return EnumSet.allOf(Feature.class);
    }

    @Override
    public List<String> profiles() {
      return List.of();
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      throw crash.get();
    }

    static RuntimeException deep(int calls) {
      return calls == 0 ? new IllegalStateException("deep") : deep(calls - 1);
    }
  }

  private static Result run(Supplier<? extends RuntimeException> crash) {
    Result result = new VectorRunner(new Crashing(crash), Duration.ofSeconds(20))
        .run(Vectors.replacePage())
        .get(0);

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.CRASH);
    return result;
  }

  @Test
  void callsUpToTheHarnessAreTold() {
    Result result = run(() -> new IllegalStateException("no memory"));

    assertThat(result.reason())
        .isEqualTo(
            "the implementation crashed in open: java.lang.IllegalStateException: no memory");
    assertThat(result.trace())
        .hasSize(2)
        .last()
        .asString()
        .matches("\\Q" + HERE + "open(CrashTraceTest.java:\\E\\d+\\)");
    assertThat(FailureText.of(result))
        .contains(": crash: " + result.reason() + "\n  at ", "\n  " + HERE + "open(");
  }

  @Test
  void causesAreTold() {
    Result result = run(() ->
        new IllegalStateException("no memory", new IllegalArgumentException("frame 7 is taken")));

    assertThat(result.trace())
        .contains("caused by java.lang.IllegalArgumentException: frame 7 is taken");
  }

  @Test
  void manyCallsAreBounded() {
    Result result = run(() -> Crashing.deep(200));

    assertThat(result.trace()).hasSize(21).last().isEqualTo("... 183 more");
  }

  @Test
  void whatIsThrownMayLie() {
    Result result = run(() -> new IllegalStateException("lost") {
      private static final long serialVersionUID = 1L;

      @Override
      public StackTraceElement[] getStackTrace() {
        throw new UnsupportedOperationException("no trace");
      }
    });

    assertThat(result.reason()).endsWith("lost");
    assertThat(result.trace()).isEmpty();
  }

  @Test
  void ringOfCausesHasAnEnd() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException other = new IllegalStateException("other", one);
    one.initCause(other);

    assertThat(run(() -> one).trace())
        .filteredOn(line -> line.startsWith("caused by "))
        .hasSize(3);
  }

  @Test
  void buildServersShowIt() {
    RunResult run =
        RunResult.of(1, run(() -> new IllegalStateException("lost")), "", OptionalLong.empty());

    assertThat(new JunitResults().run(run))
        .contains(
            "<error message=\"the implementation crashed in open: ",
            "\n    " + HERE + "open(CrashTraceTest.java:");
    assertThat(new TapResults().run(run)).contains("    - \"" + HERE + "open(CrashTraceTest");
  }
}
