package io.shatterproof.compiler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.harness.Failure;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.spi.P2mProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the quickstart says of an engine that is broken on purpose. */
class BrokenEnginesTest {

  private static List<Result> quickstart(P2mProvider provider) {
    VectorRunner runner = new VectorRunner(provider, Duration.ofMinutes(1));
    return ExampleVectors.of("quickstart").stream()
        .flatMap(vector -> runner.run(vector).stream())
        .toList();
  }

  private static List<String> messages(P2mProvider provider) {
    List<Result> results = quickstart(provider);
    assertThat(results).extracting(Result::verdict).containsOnly(Verdict.DISAGREE);
    return results.stream()
        .flatMap(result -> result.failures().stream())
        .map(Failure::message)
        .toList();
  }

  @Test
  void referenceAgreesOnEveryProfileWithTheKnownViolationsOfTheOldAlgorithm() {
    List<Result> results = quickstart(new ReferenceProvider());

    assertThat(results).extracting(Result::verdict).containsOnly(Verdict.AGREE);
    assertThat(results)
        .extracting(Result::profile)
        .containsExactly("xen_4_8", "xen_4_8_fixed", "xen_pre");
    assertThat(results.get(2).known()).hasSize(1);
    assertThat(results.get(2).known().get(0).times()).isEqualTo(3);
  }

  @Test
  void engineWithoutBreakHasAViolationAndOneStoreTooFew() {
    assertThat(messages(BrokenP2m.named("M01")))
        .anyMatch(message -> message.startsWith("violation no_break"))
        .anyMatch(message -> message.contains("live stores 3, expected 4"));
  }

  @Test
  void engineThatFlushesFirstHasItsEventsInTheWrongOrder() {
    assertThat(messages(BrokenP2m.named("M03")))
        .anyMatch(message ->
            message.contains("event 4 is tlbi vmalls12e1is guest, expected store guest level 3"));
  }

  @Test
  void engineThatDefersTheSplitFlushLinksTheTableTooEarly() {
    assertThat(messages(BrokenP2m.named("M06")))
        .anyMatch(
            message -> message.contains("event 2 is store guest level 1 of 0x40000000 := table"))
        .anyMatch(message -> message.contains("tlbi 1, expected 2"));
  }
}
