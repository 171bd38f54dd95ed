package io.shatterproof.compiler.examples;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.event.ViolationName;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios of what other PEs may still see, and of each step that can be missing. */
final class BreakBeforeMakeTest {
  private static final Path FOLDER = Path.of("..", "examples", "break-before-make");
  private static final List<ConformanceVector> VECTORS = ExampleVectors.of("break-before-make");

  /** What may change in a valid entry, as the tags of both files of changes say it. */
  private static final Set<String> ROWS = Set.of(
      "row_memory_type",
      "row_cacheability",
      "row_shareability",
      "row_oa_writable",
      "row_oa_read_only",
      "row_block_size",
      "row_nt",
      "row_contiguous",
      "row_permissions",
      "row_dbm",
      "row_dirty",
      "row_af_set",
      "row_af_clear",
      "row_software_bits",
      "row_ignored_bits",
      "row_map",
      "row_unmap",
      "row_table");

  private static final int FIRST_ITEM = 79;
  private static final int LAST_ITEM = 100;
  private static final Set<Integer> NOT_MODELLED = Set.of(97, 99); // Secure state, FEAT_D128

  private static final Pattern TWIN =
      Pattern.compile("twin of \"(?<original>[^\"]+)\"\\s+as \"(?<twin>[^\"]+)\"");

  private final VectorRunner runner =
      new VectorRunner(new ReferenceProvider(), Duration.ofMinutes(1));

  /** A twin and what it is the twin of. */
  record Pair(ConformanceVector original, ConformanceVector twin) {
    @Override
    public String toString() {
      return place(twin);
    }
  }

  static List<ConformanceVector> vectors() {
    return VECTORS;
  }

  static List<Pair> pairsWhoseOriginalIsExact() throws IOException {
    return pairs().stream().filter(pair -> isExact(pair.original())).toList();
  }

  static List<Pair> pairsWhoseTwinIsExact() throws IOException {
    return pairs().stream().filter(pair -> isExact(pair.twin())).toList();
  }

  /** Whether it asks for more than one of several outcomes, which a single outcome can be. */
  private static boolean isExact(ConformanceVector vector) {
    return vector.phases().stream()
        .flatMap(phase -> phase.then().stream())
        .noneMatch(expectation -> expectation instanceof Expectation.AccessHas access
            && access.expectationClass() == ExpectationClass.ONE_OF);
  }

  /** Every twin of the folder. */
  static List<Pair> pairs() throws IOException {
    Map<String, ConformanceVector> byPlace =
        VECTORS.stream().collect(toMap(BreakBeforeMakeTest::place, Function.identity()));
    List<Pair> pairs = new ArrayList<>();
    for (Path file : files()) {
      Matcher twins = TWIN.matcher(Files.readString(file));
      while (twins.find()) {
        pairs.add(new Pair(
            find(byPlace, file, twins.group("original")),
            find(byPlace, file, twins.group("twin"))));
      }
    }
    return pairs;
  }

  private static ConformanceVector find(
      Map<String, ConformanceVector> byPlace, Path file, String title) {
    return Objects.requireNonNull(byPlace.get(place(file.toString(), title)), title);
  }

  private static String place(ConformanceVector vector) {
    return place(vector.heading().origin().file(), vector.heading().title());
  }

  private static String place(String file, String title) {
    return fileName(file) + ": " + title;
  }

  private static String fileName(String file) {
    return Path.of(file).getFileName().toString();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".p2m")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyScenarioHoldsOnTheReference(ConformanceVector vector) {
    assertThat(runner.run(vector))
        .as(place(vector))
        .isNotEmpty()
        .allSatisfy(result ->
            assertThat(result.verdict()).as(result.failures().toString()).isEqualTo(Verdict.AGREE));
  }

  /** That is: what the twin changes decides. */
  @ParameterizedTest
  @MethodSource("pairsWhoseTwinIsExact")
  void expectationsOfTheTwinFailForItsOriginal(Pair pair) {
    assertDisagrees(pair.original(), pair.twin());
  }

  @ParameterizedTest
  @MethodSource("pairsWhoseOriginalIsExact")
  void expectationsOfTheOriginalFailForItsTwin(Pair pair) {
    assertDisagrees(pair.twin(), pair.original());
  }

  /** Runs what one vector does with what the other expects. */
  private void assertDisagrees(ConformanceVector does, ConformanceVector expects) {
    ConformanceVector exchanged = new ConformanceVector(
        expects.heading(), does.setup(), does.given(), exchanged(does.phases(), expects.phases()));

    assertThat(runner.run(exchanged)).extracting(Result::verdict).containsOnly(Verdict.DISAGREE);
  }

  private static List<Phase> exchanged(List<Phase> steps, List<Phase> expectations) {
    assertThat(steps).hasSameSizeAs(expectations);
    return IntStream.range(0, steps.size())
        .mapToObj(i -> new Phase(
            steps.get(i).when(),
            expectations.get(i).meanwhile(),
            expectations.get(i).then()))
        .toList();
  }

  @Test
  void everyScenarioNamesTheSourceOfItsRule() {
    assertThat(VECTORS)
        .allSatisfy(vector -> assertThat(vector.heading().source()).isNotBlank());
  }

  @Test
  void everyChangeIsThereWithStage1AndWithout() {
    assertThat(tagsIn("changes.p2m")).containsAll(ROWS);
    assertThat(tagsIn("changes-stage1.p2m")).containsAll(ROWS);
    assertThat(tagsIn("contexts.p2m")).contains("row_vttbr", "row_vmid_reuse");
  }

  @Test
  void everyBreachIsThereWithStage1AndWithout() {
    Set<ViolationName> names = EnumSet.range(ViolationName.NO_BREAK, ViolationName.LOST_DIRTY);

    assertThat(violationsIn("missing-steps.p2m")).isEqualTo(names);
    assertThat(violationsIn("missing-steps-stage1.p2m")).isEqualTo(names);
  }

  @Test
  void everyBreachHasATwinWithoutAViolation() throws IOException {
    Set<ViolationName> cured = EnumSet.noneOf(ViolationName.class);
    for (Pair pair : pairs()) {
      if (violations(pair.twin()).findAny().isEmpty()) {
        violations(pair.original()).forEach(cured::add);
      }
    }

    assertThat(cured).isEqualTo(EnumSet.range(ViolationName.NO_BREAK, ViolationName.LOST_DIRTY));
  }

  @Test
  void everyCornerCaseOfTlbsHasScenariosButThoseOfWhatIsNotModelled() {
    Set<String> tags = VECTORS.stream()
        .flatMap(vector -> vector.heading().tags().stream())
        .filter(tag -> tag.startsWith("item_"))
        .collect(toSet());

    assertThat(tags)
        .isEqualTo(IntStream.rangeClosed(FIRST_ITEM, LAST_ITEM)
            .filter(item -> !NOT_MODELLED.contains(item))
            .mapToObj(item -> "item_" + item)
            .collect(toSet()));
  }

  private static Set<String> tagsIn(String file) {
    Set<String> tags = new TreeSet<>();
    in(file).forEach(vector -> tags.addAll(vector.heading().tags()));
    return tags;
  }

  private static Set<ViolationName> violationsIn(String file) {
    return in(file).flatMap(BreakBeforeMakeTest::violations).collect(toSet());
  }

  private static Stream<ConformanceVector> in(String file) {
    return VECTORS.stream()
        .filter(vector -> fileName(vector.heading().origin().file()).equals(file));
  }

  private static Stream<ViolationName> violations(ConformanceVector vector) {
    return vector.phases().stream()
        .flatMap(phase -> phase.then().stream())
        .filter(Expectation.ViolationIs.class::isInstance)
        .map(expectation -> ((Expectation.ViolationIs) expectation).name());
  }
}
