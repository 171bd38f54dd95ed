package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The scenarios of the examples kill every seeded fault; all of them in the build profile {@code faults}. */
final class ExamplesFaultsTest {
  private static final List<String> EXAMPLES =
      List.of("examples/quickstart", "examples/xen-series", "examples/p2m-faults");

  /** One of each topic, in one profile. */
  private static final List<String> SAMPLE = List.of("M03", "M22", "M33", "M44", "M56", "M61");

  @Test
  @DisabledIfSystemProperty(named = "mutation.all", matches = "true")
  void sampleIsKilled() {
    List<String> line = new ArrayList<>(List.of("faults", "--profile", "xen_4_8_fixed"));
    SAMPLE.forEach(fault -> line.addAll(List.of("--fault", fault)));
    line.addAll(EXAMPLES);

    Shell.Outcome outcome = Shell.run(line.toArray(String[]::new));

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).doesNotContain("survives: ");
    assertThat(outcome.out())
        .contains("killed " + SAMPLE.size() + " of " + SAMPLE.size() + " faults");
  }

  @Test
  @EnabledIfSystemProperty(named = "mutation.all", matches = "true")
  void everyFaultIsKilledAndThePageSaysBy() throws Exception {
    Path sidecar = Path.of("target", "examples.p2mk");
    Files.createDirectories(Path.of("target"));
    List<String> line = new ArrayList<>(
        List.of("faults", "--report", "docs/faults.md", "--sidecar", sidecar.toString()));
    if (!Boolean.getBoolean("golden.update")) {
      Files.deleteIfExists(sidecar);
      line = new ArrayList<>(List.of("faults", "--report", "docs/faults.md", "--check"));
    }
    line.addAll(EXAMPLES);

    Shell.Outcome outcome = Shell.run(line.toArray(String[]::new));

    assertThat(outcome).isEqualTo(new Shell.Outcome(0, outcome.out(), ""));
    System.out.print(outcome.out());
    assertThat(Boolean.getBoolean("golden.update"))
        .as("docs/faults.md is written; run again without -Dgolden.update")
        .isFalse();
  }
}
