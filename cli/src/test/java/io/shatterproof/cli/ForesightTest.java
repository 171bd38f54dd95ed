package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.harness.Faults;
import io.shatterproof.harness.Providers;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.remote.ProgramCommand;
import io.shatterproof.harness.remote.RemoteProvider;
import io.shatterproof.harness.remote.RunAhead;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.ReadLimits;
import io.shatterproof.vector.json.VectorReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference through the protocol, with calls that were foreseen, against the reference in this
 * process: the same verdicts, for the same reasons, with the same event logs.
 */
final class ForesightTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "language",
        "break-before-make/several-pes.p2m",
        "p2m-faults/vmids.p2m",
        "xen-series/latest-dying-domains.p2m",
        "arm-stage2/permissions.p2m"
      })
  void resultsAreThoseOfTheImplementationInThisProcess(String example) throws Exception {
    compare(Path.of("examples").resolve(example), "reference");
  }

  /** A wrong implementation fails in the same way, too. */
  @ParameterizedTest
  @ValueSource(strings = {"M05", "M11"})
  void failuresAreThoseOfTheImplementationInThisProcess(String fault) throws Exception {
    compare(Path.of("examples/quickstart"), fault);
  }

  @Test
  @EnabledIfSystemProperty(named = "shatterproof.foresight.all", matches = "true")
  void resultsOfAllExamplesAreTheSame() throws Exception {
    compare(Path.of("examples"), "reference");
  }

  private void compare(Path examples, String provider) throws Exception {
    List<ConformanceVector> vectors = vectors(examples);
    P2mProvider here = Providers.named(provider)
        .orElseGet(() -> Faults.all(ForesightTest.class.getClassLoader()).stream()
            .map(BrokenProvider::provider)
            .filter(broken -> broken.name().equals(provider))
            .findFirst()
            .orElseThrow());
    VectorRunner runner = new VectorRunner(here, TIMEOUT);
    List<Result> there = new ArrayList<>();
    List<Result> expected = new ArrayList<>();

    try (RemoteProvider program = RemoteProvider.start(serving(provider), TIMEOUT)) {
      new RunAhead(program, TIMEOUT)
          .run(vectors.iterator(), judged -> there.addAll(judged.results()));
      assertThat(program.foreseenVectors()).as("vectors that came as foreseen").isPositive();
    }
    vectors.forEach(vector -> expected.addAll(runner.run(vector)));

    assertThat(there).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < there.size(); i++) {
      assertThat(there.get(i)).isEqualTo(expected.get(i));
    }
  }

  private List<ConformanceVector> vectors(Path examples) throws Exception {
    Path file = folder.resolve("examples.p2mv");
    Shell.Outcome compiled =
        Shell.run("compile", examples.toString(), "--vectors", file.toString());
    assertThat(compiled.exitCode()).as(compiled.err()).isZero();
    try (InputStream in = Files.newInputStream(file)) {
      return VectorReader.readAll(in, file.toString(), ReadLimits.DEFAULT).vectors();
    }
  }

  /** The other end is this very code, in a process of its own. */
  private static ProgramCommand serving(String provider) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProgramCommand(
        "serve",
        List.of(
            java,
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.shatterproof.cli.Main",
            "serve",
            "--provider",
            provider));
  }
}
