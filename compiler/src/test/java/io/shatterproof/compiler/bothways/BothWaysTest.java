package io.shatterproof.compiler.bothways;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.VectorSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/** Generated JUnit tests and replayed JSON must tell the user the same of every run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BothWaysTest {
  private VectorSet mixed = HandWritten.set();
  private SortedMap<Run, Told> replayOfMixed = new TreeMap<>();

  @BeforeAll
  void replayRightAndSpoiledVectors() throws Exception {
    List<ConformanceVector> vectors = new ArrayList<>(List.of(HandWritten.right()));
    vectors.addAll(SpoiledVectors.of(HandWritten.set(HandWritten.right())).vectors());
    mixed = HandWritten.set(vectors.toArray(ConformanceVector[]::new));
    replayOfMixed = Replay.run(mixed);
  }

  @Test
  void runsOfTheHandWrittenSetPassFailAndAbort() throws Exception {
    SortedMap<Run, Told> replayed = Replay.run(HandWritten.all());

    assertThat(replayed.values().stream().map(Told::status))
        .containsExactlyInAnyOrder(
            "successful",
            "successful",
            "successful", // right, on each profile
            "failed",
            "failed",
            "successful", // wrong, but not in the scope of xen_pre
            "aborted",
            "aborted",
            "aborted");
  }

  @Test
  void everyRunTellsTheSameBothWays() throws Exception {
    VectorSet set = HandWritten.all();

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
  }

  @Test
  void everyRunInAContainerTellsTheSameBothWays() throws Exception {
    VectorSet random = RandomScenarios.set(1, 100);
    for (VectorSet set : List.of(HandWritten.all(), mixed, random)) {
      SortedMap<Run, Told> generated =
          Generated.runContainers(set, UnaryOperator.identity()).told();

      assertThat(generated).isEqualTo(Replay.run(set));
    }
  }

  @Test
  void changedVectorOfAContainerIsRefused() throws Exception {
    SortedMap<Run, Told> mutated = Generated.runContainers(
            mixed, text -> text.replace("\"pa\":\"0x900000000\"", "\"pa\":\"0x900001000\""))
        .told();

    assertThat(mutated).hasSizeLessThan(replayOfMixed.size());
    assertThat(mutated.values().stream().map(Told::status)).contains("failed");
  }

  @Test
  void failedTestOfAContainerPointsAtTheScenario() throws Exception {
    ConformanceVector wrong = HandWritten.wrong();
    Generated generated = Generated.runContainers(HandWritten.set(wrong), UnaryOperator.identity());

    Run run = new Run(wrong.heading().id(), "xen_4_8");
    Throwable thrown = Objects.requireNonNull(generated.thrown().get(run));

    String place = HandWritten.FILE + ":" + HandWritten.COUNTS_LINE;
    assertThat(thrown).isInstanceOf(AssertionFailedError.class);
    assertThat(thrown.getStackTrace()[0])
        .hasToString("scenario." + wrong.heading().title() + "(" + place + ")");
  }

  @Test
  void everyOperationTellsTheSameBothWays() throws Exception {
    VectorSet set = HandWritten.set(HandWritten.whole());

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
  }

  @Test
  void domainsThatStepsCreateTellTheSameBothWays() throws Exception {
    VectorSet set = HandWritten.set(HandWritten.created());

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
    assertThat(generated.values().stream().map(Told::status)).contains("successful");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      .later(0, 2)                          | .later(0)
      .later(0, 2)                          | .later(2)
      create(last, 300, -16L)               | create(last, 30, -16L)
      create(last, 300, -16L)               | create(last, 300)
      create(other)                         | create(last)
      teardown(0, other, Steps.neverPreempted(), 0L) | teardown(0, other)
      """)
  void mistakeAboutCreatedDomainsIsNoticed(String from, String to) throws Exception {
    VectorSet set = HandWritten.set(HandWritten.created());

    SortedMap<Run, Told> mutated =
        Generated.run(set, source -> replaced(source, from, to)).told();

    assertThat(mutated).isNotEqualTo(Replay.run(set));
  }

  @Test
  void operationsOfLaterReleasesTellTheSameBothWays() throws Exception {
    VectorSet set = HandWritten.set(HandWritten.later().toArray(ConformanceVector[]::new));

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
  }

  @Test
  void everySpoiledExpectationTellsTheSameBothWays() throws Exception {
    VectorSet set = SpoiledVectors.of(HandWritten.set(HandWritten.right()));

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
    assertThat(generated.values().stream().map(Told::status)).contains("failed", "successful");
  }

  @Test
  void randomScenariosTellTheSameBothWays() throws Exception {
    long seed = Long.getLong("shatterproof.seed", System.nanoTime());
    VectorSet set = RandomScenarios.set(seed, 100);

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).as("-Dshatterproof.seed=" + seed).isEqualTo(Replay.run(set));
  }

  /** Each line is one mistake that a backend could make. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      count(Counter.TLBI, 2L)                     | count(Counter.TLBI, 3L)
      count(Counter.TLBI, 2L)                     | count(Counter.FILLS, 2L)
      count(Counter.LIVE_STORES, 4L)              | atMost(Counter.LIVE_STORES, 4L)
      Patterns.tlbi(TlbiOp.VMALLS12E1IS, guest),  | ``
      guest, 3, 0x40a0_7000L, DescriptorClaim     | guest, 2, 0x40a0_7000L, DescriptorClaim
      store(guest, 1, 0x4000_0000L                | store(guest, 1, 0x8000_0000L
      DescriptorClaim.Kind.INVALID                | DescriptorClaim.Kind.ANY
      EventMatching.IN_ORDER                      | EventMatching.ANY_ORDER
      EventMatching.IN_ORDER                      | EventMatching.INCLUDE
      liveEvents(                                 | allEvents(
      fault(FaultKind.PERMISSION, 3)              | fault(FaultKind.PERMISSION, 2)
      AccessKind.WRITE                            | AccessKind.READ
      then("xen_4_8", "xen_4_8_fixed")            | then("xen_4_8")
      then("xen_4_8", "xen_4_8_fixed")            | then()
      Steps.as(P2mType.RAM_RO), 0L                | Steps.as(P2mType.RAM_RO), -12L
      Steps.as(P2mType.RAM_RO), 0L                | Steps.as(P2mType.RAM_RO)
      P2mType.RAM_RO                              | P2mType.RAM_RW
      "xen_pre", ViolationName.NO_BREAK, 3L       | "xen_4_8", ViolationName.NO_BREAK, 3L
      run.when();                                 | ``
      run.at(37, 9)                               | run.at(36, 9)
      "dir/headline.p2m"                          | "headline.p2m"
      """)
  void mistakeOfTheBackendIsNoticed(String from, String to) throws Exception {
    SortedMap<Run, Told> mutated =
        Generated.run(mixed, source -> replaced(source, from, to)).told();

    assertThat(mutated).isNotEqualTo(replayOfMixed);
  }

  /** Each is a claim that a backend forgets to print, found by a claim that should fail. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      (FaultKind.[A-Z_]+), [0-9]                     | $1
      ("xen_pre", ViolationName.NO_BREAK), [0-9]+L   | $1
      count.(Counter.LIVE_STORES), [0-9]+L           | atMost($1, 9L
      (DescriptorClaim.Kind.ANY), 0x[0-9a-f_]+L      | $1
      """)
  void claimThatTheBackendForgetsIsNoticed(String pattern, String replacement) throws Exception {
    SortedMap<Run, Told> mutated =
        Generated.run(mixed, source -> source.replaceAll(pattern, replacement)).told();

    assertThat(mutated).isNotEqualTo(replayOfMixed);
  }

  @Test
  void failedTestPointsAtTheScenario() throws Exception {
    ConformanceVector wrong = HandWritten.wrong();
    Generated generated = Generated.run(HandWritten.set(wrong), UnaryOperator.identity());

    Run run = new Run(wrong.heading().id(), "xen_4_8");
    Throwable thrown = Objects.requireNonNull(generated.thrown().get(run));

    String place = HandWritten.FILE + ":" + HandWritten.COUNTS_LINE;
    assertThat(thrown).isInstanceOf(AssertionFailedError.class);
    assertThat(thrown).message().startsWith(place + ":9: counts: tlbi 2, expected 1\n");
    assertThat(thrown.getStackTrace()[0])
        .hasToString("scenario." + wrong.heading().title() + "(" + place + ")");
  }

  private static String replaced(String source, String from, String to) {
    assertThat(source).contains(from);
    return source.replace(from, to);
  }
}
