package io.shatterproof.compiler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.harness.WrongProvider;
import io.shatterproof.reference.ReferenceProvider;
import io.shatterproof.vector.ConformanceVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No vector of the examples agrees with an implementation that lies about everything: each can fail.
 * One in so many is tried of each folder; {@code -Dwrong.all=true} tries all of them.
 */
class WrongProviderTest {
  private static final boolean IS_ALL = Boolean.getBoolean("wrong.all");
  private static final int ONE_IN = 25;

  static Stream<String> folders() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("..", "examples"))) {
      return folders
          .filter(WrongProviderTest::hasScenarios)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  private static boolean hasScenarios(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".p2m"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyVectorCanFail(String folder) {
    VectorRunner runner =
        new VectorRunner(new WrongProvider(new ReferenceProvider()), Duration.ofMinutes(2));
    List<ConformanceVector> vectors = ExampleVectors.of(folder);
    List<String> cannotFail = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i += IS_ALL ? 1 : ONE_IN) {
      ConformanceVector vector = vectors.get(i);
      List<Result> results = runner.run(vector);
      // What is said to fail until something is cured agrees by failing.
      boolean fails = results.stream()
          .allMatch(
              r -> r.verdict() == Verdict.DISAGREE || !r.expectedFailures().isEmpty());
      if (!fails || results.isEmpty()) {
        cannotFail.add(vector.heading().origin() + " " + vector.heading().title() + ": " + results);
      }
    }

    assertThat(cannotFail).isEmpty();
  }
}
