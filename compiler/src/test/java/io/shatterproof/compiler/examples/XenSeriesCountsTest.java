package io.shatterproof.compiler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.examples.DerivedCounts.Instance;
import io.shatterproof.compiler.examples.DerivedCounts.RowOnProfile;
import io.shatterproof.event.ViolationName;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.KnownFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The counts that the scenarios of Xen's series claim are those derived in the documentation. */
class XenSeriesCountsTest {
  private static final Path FAULTS = Path.of("..", "docs", "faults.md");
  private static final int PATCHES = 23;
  private static final int ROWS = 30;

  /** A title that names a row: {@code N14: ...}, {@code G3 16K: ...}. */
  private static final Pattern ROW_TITLE = Pattern.compile("([A-Z]\\d+b?(?: \\d+K)?): .*");

  private static final List<ConformanceVector> VECTORS = ExampleVectors.of("xen-series");

  static Stream<RowOnProfile> rows() throws IOException {
    return DerivedCounts.counts().keySet().stream();
  }

  static Stream<Instance> rules() throws IOException {
    return DerivedCounts.rules().stream();
  }

  static Stream<String> comparedRows() throws IOException {
    return DerivedCounts.breaches().keySet().stream();
  }

  static IntStream patches() {
    return IntStream.rangeClosed(1, PATCHES);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void scenarioClaimsTheCountsOfItsRow(RowOnProfile key) throws IOException {
    Map<String, Long> derived = DerivedCounts.counts().get(key);

    assertThat(claimed(vectorOf(key.row()), key.profile())).isEqualTo(derived);
  }

  @Test
  void everyRowIsThereOnBothReleases() throws IOException {
    List<RowOnProfile> rows = IntStream.rangeClosed(1, ROWS)
        .mapToObj(row -> "N" + row)
        .flatMap(row ->
            Stream.of("xen_4_8", "xen_4_8_fixed").map(profile -> new RowOnProfile(row, profile)))
        .toList();

    assertThat(DerivedCounts.counts().keySet()).containsAll(rows);
  }

  @ParameterizedTest
  @MethodSource("comparedRows")
  void comparedRowIsThereOnTheOldAlgorithm(String row) throws IOException {
    assertThat(DerivedCounts.counts()).containsKey(new RowOnProfile(row, "xen_pre"));
  }

  @Test
  void scenariosNamedAfterRowsClaimNothingMore() throws IOException {
    Map<RowOnProfile, Map<String, Long>> derived = DerivedCounts.counts();

    List<RowOnProfile> more = VECTORS.stream()
        .filter(vector -> !rowOf(vector).isEmpty())
        .flatMap(vector -> vector.heading().profiles().stream()
            .filter(profile -> !claimed(vector, profile).isEmpty())
            .map(profile -> new RowOnProfile(rowOf(vector), profile)))
        .filter(key -> !derived.containsKey(key))
        .toList();

    assertThat(more).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("comparedRows")
  void scenarioKnowsTheBreachesOfTheOldAlgorithm(String row) throws IOException {
    long breaches = Objects.requireNonNull(DerivedCounts.breaches().get(row));

    List<Long> known = vectorOf(row).heading().knownFailures().stream()
        .filter(failure -> failure.profile().equals("xen_pre"))
        .filter(failure -> failure.violation() == ViolationName.NO_BREAK)
        .map(KnownFailure::times)
        .map(times -> times.orElse(-1))
        .toList();

    assertThat(known).isEqualTo(breaches == 0 ? List.of() : List.of(breaches));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rowFollowsFromTheRule(Instance instance) throws IOException {
    Map<String, Long> row = DerivedCounts.counts().get(instance.key());

    assertThat(row).as(instance.rule()).containsAllEntriesOf(instance.counts());
  }

  @ParameterizedTest
  @MethodSource("patches")
  void patchHasAFileWithAScenarioOfIt(int patch) {
    String number = "%02d".formatted(patch);

    List<ConformanceVector> ofPatch = VECTORS.stream()
        .filter(vector -> vector.heading().origin().file().contains("/patch-" + number + "-"))
        .toList();

    assertThat(ofPatch)
        .isNotEmpty()
        .allMatch(vector -> vector.heading().tags().contains("series_" + number))
        .allMatch(vector -> vector.heading().source().startsWith("xen "));
  }

  @Test
  void killedFaultsAreThoseOfTheCatalogue() throws IOException {
    List<String> faults = MarkdownTable.of(FAULTS).stream()
        .flatMap(table -> table.rows().stream())
        .map(row -> row.get("name"))
        .toList();

    assertThat(VECTORS)
        .flatExtracting(vector -> vector.heading().kills())
        .isNotEmpty()
        .isSubsetOf(faults);
  }

  private static ConformanceVector vectorOf(String row) {
    List<ConformanceVector> vectors =
        VECTORS.stream().filter(vector -> rowOf(vector).equals(row)).toList();
    assertThat(vectors).as("scenarios of row " + row).hasSize(1);
    assertThat(vectors.get(0).phases()).hasSize(1);
    return vectors.get(0);
  }

  /** The row that a title names; empty if it names none. */
  private static String rowOf(ConformanceVector vector) {
    Matcher matcher = ROW_TITLE.matcher(vector.heading().title());
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static Map<String, Long> claimed(ConformanceVector vector, String profile) {
    Map<String, Long> claimed = new TreeMap<>();
    vector.phases().stream()
        .flatMap(phase -> phase.then().stream())
        .filter(expectation -> expectation.scope().includes(profile))
        .forEach(expectation -> claim(expectation, claimed));
    return claimed;
  }

  private static void claim(Expectation expectation, Map<String, Long> claimed) {
    if (expectation instanceof Expectation.CountsAre counts) {
      counts.counts().forEach(count -> {
        assertThat(count.atMost()).as("at most").isFalse();
        claimed.put(count.counter().word(), count.value());
      });
    } else if (expectation instanceof Expectation.StatisticsAre statistics) {
      statistics
          .figures()
          .forEach(figure ->
              claimed.put(figure.statistic().word() + " " + figure.level(), figure.value()));
    }
  }
}
