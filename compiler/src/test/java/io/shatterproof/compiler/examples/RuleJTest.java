package io.shatterproof.compiler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge is fed by reports alone: a recording of them gives the same results to the letter. */
class RuleJTest {

  static Stream<P2mProvider> providers() {
    return Stream.of(
        new ReferenceProvider(),
        BrokenP2m.named("M01"),
        BrokenP2m.named("M03"),
        BrokenP2m.named("M06"));
  }

  /** What observers see is computed from reports, too. */
  @Test
  void scenariosWithObserversAreAmongThem() {
    List<ConformanceVector> vectors = observed();
    RecordedP2m recorded = new RecordedP2m(BrokenP2m.named("M01"));

    List<Result> original = run(recorded, vectors);
    recorded.replay();

    assertThat(original)
        .flatExtracting(Result::failures)
        .as("observers see that nothing is broken")
        .anyMatch(failure -> failure.message().startsWith("pe 1 read guest")
            && failure.message().contains("conflict"));
    assertThat(run(recorded, vectors)).isEqualTo(original);
  }

  private static List<ConformanceVector> observed() {
    return ExampleVectors.of("xen-series").stream()
        .filter(vector ->
            vector.phases().stream().anyMatch(phase -> !phase.meanwhile().isEmpty()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void recordingOfTheReportsGivesTheSameResults(P2mProvider provider) {
    List<ConformanceVector> vectors = new ArrayList<>(ExampleVectors.of("quickstart"));
    vectors.addAll(ExampleVectors.of("xen-series"));
    RecordedP2m recorded = new RecordedP2m(provider);

    List<Result> original = run(recorded, vectors);
    recorded.replay();
    List<Result> replayed = run(recorded, vectors);

    assertThat(replayed).isEqualTo(original);
    assertThat(recorded.isExhausted()).isTrue();
    assertThat(original).allMatch(result -> result.verdict() != Verdict.CRASH);
  }

  private static List<Result> run(P2mProvider provider, List<ConformanceVector> vectors) {
    VectorRunner runner = new VectorRunner(provider, Duration.ofMinutes(1));
    return vectors.stream().flatMap(vector -> runner.run(vector).stream()).toList();
  }
}
