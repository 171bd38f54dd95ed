package io.shatterproof.compiler.examples;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios of the corner cases of stage 2, which are numbered. */
final class ArmStage2Test {
  private static final Path FOLDER = Path.of("..", "examples", "arm-stage2");
  private static final List<ConformanceVector> VECTORS = ExampleVectors.of("arm-stage2");

  private static final Path DOCUMENT = Path.of("..", "docs", "arm-stage2.md");
  private static final int LAST_ITEM = 78;

  private static final Pattern ITEM = Pattern.compile("item_([0-9]+)");
  private static final Pattern TWIN =
      Pattern.compile("twin of \"(?<original>[^\"]+)\"\\s+as \"(?<twin>[^\"]+)\"");

  private final VectorRunner runner =
      new VectorRunner(new ReferenceProvider(), Duration.ofMinutes(1));

  /** A twin and what it is the twin of. */
  record Pair(ConformanceVector original, ConformanceVector twin) {
    @Override
    public String toString() {
      return twin.heading().title();
    }
  }

  /** Every twin of the folder. */
  static List<Pair> pairs() throws IOException {
    Map<String, ConformanceVector> byPlace = VECTORS.stream()
        .collect(toMap(
            vector -> place(vector.heading().origin().file(), vector.heading().title()),
            Function.identity()));
    List<Pair> pairs = new ArrayList<>();
    for (Path file : files()) {
      Matcher twins = TWIN.matcher(Files.readString(file));
      while (twins.find()) {
        pairs.add(new Pair(
            byPlace.get(place(file.toString(), twins.group("original"))),
            byPlace.get(place(file.toString(), twins.group("twin")))));
      }
    }
    return pairs;
  }

  private static String place(String file, String title) {
    return Path.of(file).getFileName() + ": " + title;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".p2m")).sorted().toList();
    }
  }

  @Test
  void everyCornerCaseHasScenariosWhereTheDocumentSaysOrAReasonForNone() throws IOException {
    SortedMap<Integer, String> files = column(0, "in");
    SortedMap<Integer, String> reasons = column(1, "needs");

    assertThat(reasons.keySet()).doesNotContainAnyElementsOf(files.keySet());
    assertThat(reasons.values()).noneMatch(String::isEmpty);
    assertThat(IntStream.rangeClosed(1, LAST_ITEM).boxed())
        .containsExactlyElementsOf(Stream.concat(files.keySet().stream(), reasons.keySet().stream())
            .sorted()
            .toList());
    assertThat(filesOfItems()).isEqualTo(files);
  }

  private static SortedMap<Integer, String> column(int table, String name) throws IOException {
    SortedMap<Integer, String> cells = new TreeMap<>();
    MarkdownTable.of(DOCUMENT)
        .get(table)
        .rows()
        .forEach(row -> cells.put(
            Integer.parseInt(Objects.requireNonNull(row.get("item"))),
            Objects.requireNonNull(row.get(name))));
    return cells;
  }

  /** By the number of a corner case the file of its scenarios; several are joined. */
  private static SortedMap<Integer, String> filesOfItems() {
    SortedMap<Integer, SortedSet<String>> files = new TreeMap<>();
    for (ConformanceVector vector : VECTORS) {
      String file = Path.of(vector.heading().origin().file()).getFileName().toString();
      for (String tag : vector.heading().tags()) {
        Matcher item = ITEM.matcher(tag);
        if (item.matches()) {
          files
              .computeIfAbsent(Integer.parseInt(item.group(1)), number -> new TreeSet<>())
              .add(file.replace(".p2m", ""));
        }
      }
    }
    SortedMap<Integer, String> joined = new TreeMap<>();
    files.forEach((item, names) -> joined.put(item, String.join(", ", names)));
    return joined;
  }

  @Test
  void everyScenarioNamesTheSourceOfItsRule() {
    assertThat(VECTORS)
        .allSatisfy(vector -> assertThat(vector.heading().source()).isNotBlank());
  }

  @Test
  void everyScenarioHoldsOnTheReference() {
    for (ConformanceVector vector : VECTORS) {
      assertAgrees(vector);
    }
  }

  @Test
  void mostRulesHaveATwin() throws IOException {
    assertThat(pairs()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }

  /** That is: what the twin changes decides. */
  @ParameterizedTest
  @MethodSource("pairs")
  void expectationsOfTheTwinFailForItsOriginal(Pair pair) {
    assertDisagrees(pair.original(), pair.twin());
  }

  @ParameterizedTest
  @MethodSource("pairsOfOneOutcome")
  void expectationsOfTheOriginalFailForItsTwin(Pair pair) {
    assertDisagrees(pair.twin(), pair.original());
  }

  /** Without those whose twin has one outcome of the set that the original permits. */
  static List<Pair> pairsOfOneOutcome() throws IOException {
    return pairs().stream().filter(pair -> expectsOneOutcome(pair.original())).toList();
  }

  private static boolean expectsOneOutcome(ConformanceVector vector) {
    return vector.phases().stream()
        .flatMap(phase -> phase.then().stream())
        .allMatch(expectation -> !(expectation instanceof Expectation.AccessHas access)
            || access.expectationClass() == ExpectationClass.MUST);
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
        .mapToObj(i -> new Phase(steps.get(i).when(), expectations.get(i).then()))
        .toList();
  }

  /** Whoever writes the tables of a walk by hand finds the descriptors at these addresses. */
  @Test
  void workedWalksHaveTheirDescriptorsWhereTheRulesPutThem() {
    assertThat(wordsOf("walk 1: IPA 0x4_1234_5678 with 39 bits from level 1 reaches 0x9876_5678"))
        .containsEntry(0x8000_0080L, 0x8000_9003L)
        .containsEntry(0x8000_9488L, 0x8000_a003L)
        .containsEntry(0x8000_aa28L, 0x9876_57ffL)
        .hasSize(3);
    assertThat(
            wordsOf("walk 2: IPA 0x123_4567_8000 with 41 bits from level 1 begins in the third of"
                + " four tables"))
        .containsKey(0x8000_2468L)
        .hasSize(3);
  }

  private static SortedMap<Long, Long> wordsOf(String title) {
    SortedMap<Long, Long> words = new TreeMap<>();
    for (ConformanceVector vector : VECTORS) {
      if (vector.heading().title().equals(title)) {
        for (Step step : vector.given()) {
          if (step instanceof Step.StoreWord store) {
            words.put(store.pa(), store.value());
          }
        }
      }
    }
    return words;
  }

  private void assertAgrees(ConformanceVector vector) {
    List<Result> results = runner.run(vector);

    assertThat(results)
        .as(vector.heading().title())
        .isNotEmpty()
        .allSatisfy(result ->
            assertThat(result.verdict()).as(result.failures().toString()).isEqualTo(Verdict.AGREE));
  }
}
