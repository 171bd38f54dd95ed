package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The scenarios of the examples kill every seeded fault; all of them in the build profile {@code faults}. */
final class ExamplesFaultsTest {
  private static final List<String> EXAMPLES =
      List.of("examples/quickstart", "examples/xen-series", "examples/p2m-faults");

  /** One of each topic, in one profile. */
  private static final List<String> SAMPLE = List.of("M03", "M22", "M33", "M44", "M56", "M61");

  @Test
  void sampleIsKilled() {
    List<String> line = new ArrayList<>(List.of("faults", "--profile", "xen_4_8_fixed"));
    SAMPLE.forEach(fault -> line.addAll(List.of("--fault", fault)));
    line.addAll(EXAMPLES);

    Shell.Outcome outcome = Shell.run(line.toArray(String[]::new));

    assertThat(outcome).isEqualTo(new Shell.Outcome(0, outcome.out(), ""));
    assertThat(outcome.out())
        .contains("killed " + SAMPLE.size() + " of " + SAMPLE.size() + " faults");
  }

  @Test
  @EnabledIfSystemProperty(named = "mutation.all", matches = "true")
  void everyFaultIsKilledAndThePageSaysBy() {
    String results = "target/examples.results";
    boolean update = Boolean.getBoolean("golden.update");
    List<String> line =
        new ArrayList<>(List.of("faults", "--results", results, "--report", "docs/faults.md"));
    if (!update) {
      line.add("--check");
    }
    line.addAll(EXAMPLES);

    Shell.Outcome outcome = Shell.run(line.toArray(String[]::new));

    System.out.print(outcome.out());
    assertThat(outcome).isEqualTo(new Shell.Outcome(0, outcome.out(), ""));
    assertThat(update).as("docs/faults.md is written: read it, and run again").isFalse();
    assertSidecarIsWritten(results);
  }

  private static void assertSidecarIsWritten(String results) {
    List<String> line = new ArrayList<>(
        List.of("faults", "--results", results, "--sidecar", "target/examples.p2mk"));
    line.addAll(EXAMPLES);

    assertThat(Shell.run(line.toArray(String[]::new)).exitCode()).isZero();
  }
}
