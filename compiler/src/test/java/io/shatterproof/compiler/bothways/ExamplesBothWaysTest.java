package io.shatterproof.compiler.bothways;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.VectorSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the project, compiled and run both ways on the reference. */
class ExamplesBothWaysTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  /** A vector that counts more events of a kind than this is large. */
  private static final long LARGE = 10_000;

  private static final int MOST_SPOILED = 50;

  /** Each folder that has scenario files; JUnit fails a test without any. */
  static List<Path> folders() throws IOException {
    try (Stream<Path> paths = Files.walk(EXAMPLES)) {
      return paths
          .filter(path -> path.toString().endsWith(".p2m"))
          .filter(path -> !path.toString().contains("target"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void exampleHoldsOnTheReferenceBothWays(Path folder) throws Exception {
    VectorSet set = compile(folder);

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
    assertThat(generated.values()).noneMatch(told -> told.status().equals("failed"));
    assertThat(generated.values()).anyMatch(told -> told.status().equals("successful"));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void spoiledExampleTellsTheSameBothWays(Path folder) throws Exception {
    VectorSet set = SpoiledVectors.of(small(compile(folder)));

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set));
    assertThat(generated.values()).anyMatch(told -> told.status().equals("failed"));
  }

  /**
   * Some vectors of the set, and none that is a matter of seconds: each is run some hundred times.
   */
  private static VectorSet small(VectorSet set) {
    List<ConformanceVector> quick =
        set.vectors().stream().filter(vector -> !isLarge(vector)).toList();
    int stride = 1 + quick.size() / MOST_SPOILED;
    return new VectorSet(
        set.suite(),
        set.generator(),
        set.specifications(),
        IntStream.range(0, quick.size())
            .filter(i -> i % stride == 0)
            .mapToObj(quick::get)
            .toList());
  }

  private static boolean isLarge(ConformanceVector vector) {
    return isOfSeveralPes(vector)
        || vector.phases().stream()
            .flatMap(phase -> phase.then().stream())
            .filter(Expectation.CountsAre.class::isInstance)
            .flatMap(expectation -> ((Expectation.CountsAre) expectation).counts().stream())
            .anyMatch(count -> count.value() > LARGE);
  }

  private static boolean isOfSeveralPes(ConformanceVector vector) {
    return vector.phases().stream()
        .flatMap(phase -> phase.when().stream())
        .anyMatch(Step.Interleaved.class::isInstance);
  }

  private static VectorSet compile(Path folder) {
    Loading loading = SourceLoader.load(List.of(folder));
    Compilation compilation = Compiler.compile(loading.sources(), loading.imports(), "examples");
    assertThat(loading.hasErrors() || compilation.hasErrors())
        .as(compilation.diagnostics().toString())
        .isFalse();
    assertThat(compilation.vectors().vectors()).isNotEmpty();
    return compilation.vectors();
  }
}
