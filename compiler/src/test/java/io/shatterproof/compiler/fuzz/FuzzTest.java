package io.shatterproof.compiler.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.Compilation;
import io.shatterproof.compiler.Compiler;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.load.Loading;
import io.shatterproof.compiler.load.SourceLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a file, the compiler answers with vectors or with errors that have a place in
 * it, and never with an exception.
 *
 * <p>{@code -Dfuzz.seconds=60} looks longer, {@code -Dfuzz.cases=1000000} at so many however long
 * it takes, {@code -Dfuzz.seed=n} at others.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 7);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 5));
  private static final long CASES = Long.getLong("fuzz.cases", Long.MAX_VALUE);
  private static final int FEWEST_CASES = 500;

  @TempDir
  private Path folder;

  private final Map<String, String> escaped = new LinkedHashMap<>();
  private long cases;
  private long parsed;
  private long compiled;

  @Test
  void everyFileIsCompiledOrRefusedAtAPlaceInIt() throws IOException {
    Corpus corpus =
        Corpus.of(List.of(Path.of("../examples"), Path.of("src/test/resources/golden")));
    assertThat(corpus.size()).isGreaterThan(500);
    long end = System.nanoTime() + TIME.toNanos();
    while (cases < CASES && (isCounted() || cases < FEWEST_CASES || System.nanoTime() < end)) {
      look(corpus, cases++);
    }
    System.out.printf(
        "%,d mutations: %,d read by the grammar (%d %%), %,d compiled%n",
        cases, parsed, 100 * parsed / cases, compiled);
    assertThat(escaped.values()).as("what escaped").isEmpty();
    assertThat(parsed).as("files that the grammar reads").isGreaterThan(cases / 3);
    assertThat(compiled).as("files that are good").isPositive().isLessThan(cases);
  }

  private static boolean isCounted() {
    return CASES != Long.MAX_VALUE;
  }

  private void look(Corpus corpus, long number) throws IOException {
    RandomGenerator random = new SplittableRandom(31 * SEED + number);
    Mutation[] all = Mutation.values();
    Mutation mutation = random.nextInt(3) == 0 ? Mutation.GRAFT : all[random.nextInt(all.length)];
    byte[] bytes = mutation.apply(corpus.anySeed(random), corpus, random);
    try {
      compile(bytes);
    } catch (RuntimeException | StackOverflowError | AssertionError wrong) {
      StackTraceElement place = wrong.getStackTrace()[0];
      if (!escaped.containsKey(place.toString())) {
        Path kept = Files.write(Path.of("target", "fuzz-" + number + ".p2m"), bytes);
        escaped.put(
            place.toString(),
            "%s of seed %d by %s, kept as %s: %s, %s"
                .formatted(
                    number,
                    SEED,
                    mutation,
                    kept,
                    wrong.getMessage(),
                    List.of(wrong.getStackTrace())
                        .subList(0, Math.min(14, wrong.getStackTrace().length))));
      }
    }
  }

  private void compile(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.p2m"), bytes);
    Loading loading = SourceLoader.load(List.of(file));
    Compilation compilation = Compiler.compile(loading.sources(), "fuzz");
    List<Diagnostic> diagnostics = new ArrayList<>(loading.diagnostics());
    diagnostics.addAll(compilation.diagnostics());
    int length = new String(bytes, StandardCharsets.UTF_8).length();
    for (Diagnostic diagnostic : diagnostics) {
      assertThat(diagnostic.span().end()).isLessThanOrEqualTo(length);
      assertThat(diagnostic.render()).contains(diagnostic.code());
    }
    parsed += diagnostics.stream().anyMatch(FuzzTest::isOfTheText) ? 0 : 1;
    compiled += diagnostics.stream().anyMatch(Diagnostic::isError) ? 0 : 1;
  }

  /** Codes of files and of what is typed. */
  private static boolean isOfTheText(Diagnostic diagnostic) {
    return diagnostic.code().startsWith("P2M00") || diagnostic.code().startsWith("P2M01");
  }
}
