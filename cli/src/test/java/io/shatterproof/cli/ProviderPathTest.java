package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Implementations that the command line brings along. */
final class ProviderPathTest {
  /** A P2M that does what the placeholder says. */
  private static final String SOURCE = """
      import io.shatterproof.arch.Feature;
      import io.shatterproof.arch.Platform;
      import io.shatterproof.event.EventSink;
      import io.shatterproof.spi.Capability;
      import io.shatterproof.spi.P2mProvider;
      import io.shatterproof.spi.P2mSession;
      import java.util.List;
      import java.util.Set;

      public final class %1$s implements P2mProvider {
        public String name() { return "%1$s"; }
        public Set<Capability> capabilities() { return Set.of(Capability.%2$s); }
        public Set<Feature> features() { return Set.of(); }
        public List<String> profiles() { %4$s }
        public P2mSession open(Platform platform, String profile, EventSink events) {
          %3$s
        }
      }
      """;

  @TempDir
  private Path folder;

  private String scenario = "";

  @BeforeEach
  void writeScenario() throws IOException {
    scenario = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);
  }

  @Test
  void implementationThatEndsTheJvmIsNoSuccess() throws Exception {
    String classes = provider("Leaving", "P2M", "System.exit(0); return null;");

    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            "--provider-path",
            classes,
            "--provider",
            "Leaving",
            scenario)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();

    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("shatterproof: Leaving ended the JVM before all vectors were judged\n");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void implementationThatDiesIsACrash() throws IOException {
    String classes = provider("Dying", "P2M", "throw new IllegalStateException(\"no memory\");");

    Shell.Outcome outcome =
        Shell.run("run", "--provider-path", classes, "--provider", "Dying", scenario);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains(
            scenario + ":15:1: crash: ",
            "no memory\n  at Dying.open(Dying.java:16)\n",
            "crash 1   timeout 0")
        .doesNotContain("at io.shatterproof.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--profile=xen_pre"})
  void implementationThatDiesWhileItTellsItsProfilesIsACrash(String profile) throws IOException {
    String classes =
        provider("Shy", "P2M", "return null;", "throw new IllegalStateException(\"no profiles\");");
    String vectors = folder.resolve("failing.p2mv").toString();
    assertThat(Shell.run("compile", scenario, "--vectors", vectors).exitCode()).isZero();

    for (List<String> command : List.of(List.of("run", scenario), List.of("replay", vectors))) {
      List<String> words = new ArrayList<>(command);
      words.addAll(List.of("--provider-path", classes, "--provider", "Shy"));
      words.addAll(profile.isEmpty() ? List.of() : List.of(profile));

      Shell.Outcome outcome = Shell.run(words.toArray(String[]::new));

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.out())
          .contains(
              ":15:1: crash: the implementation crashed in profiles:"
                  + " java.lang.IllegalStateException: no profiles\n  at Shy.profiles(",
              "crash 1   timeout 0");
    }
  }

  @Test
  void implementationThatHangsIsATimeout() throws IOException {
    String classes = provider("Hanging", "P2M", "while (true) { Thread.onSpinWait(); }");

    Shell.Outcome outcome = Shell.run(
        "run", "--provider-path", classes, "--provider", "Hanging", "--timeout", "1", scenario);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains(": timeout: ", "crash 0   timeout 1");
  }

  @Test
  void implementationWithoutTheCapabilityIsUnsupportedAndNotFailed() throws IOException {
    String classes = provider("Poor", "ACCESS", "throw new AssertionError();");

    Shell.Outcome outcome =
        Shell.run("run", "--provider-path", classes, "--provider", "Poor", scenario);

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("unsupported 1", "unsupported: needs the capability p2m, 1 run");
  }

  @Test
  void brokenDeclarationIsWrongUsageAndNoStackTrace() throws IOException {
    Path services = Files.createDirectories(folder.resolve("broken/META-INF/services"));
    Files.writeString(services.resolve("io.shatterproof.spi.P2mProvider"), "no.such.Provider");

    Shell.Outcome outcome =
        Shell.run("run", "--provider-path", folder.resolve("broken").toString(), scenario);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("shatterproof: an implementation cannot be loaded: ")
        .contains("no.such.Provider")
        .doesNotContain("\tat ");
  }

  @Test
  void missingJarIsWrongUsage() {
    Shell.Outcome outcome = Shell.run("run", "--provider-path", "no.jar", scenario);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("shatterproof: --provider-path no.jar cannot be read\n");
  }

  @Test
  void fileThatIsNoJarIsWrongUsage() {
    assertThat(Shell.run("run", "--provider-path", scenario, "--provider", "x", scenario))
        .isEqualTo(new Shell.Outcome(
            2, "", "shatterproof: --provider-path " + scenario + " is no jar and no folder\n"));
    assertThat(Shell.run("check", "--library", scenario, scenario))
        .isEqualTo(new Shell.Outcome(
            2, "", "shatterproof: --library " + scenario + " is no jar and no folder\n"));
  }

  @Test
  void implementationIsNamed() throws IOException {
    String classes = provider("Poor", "ACCESS", "throw new AssertionError();");

    Shell.Outcome outcome = Shell.run("run", "--provider-path", classes, scenario);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("shatterproof: --provider-path needs --provider, which names one of: ")
        .contains("Poor");
  }

  @Test
  void implementationIsNamedOrAProgram() {
    assertThat(Shell.run("run", "--provider", "M05", "--provider-command", "none", scenario))
        .isEqualTo(new Shell.Outcome(
            2, "", "shatterproof: --provider and --provider-command exclude each other\n"));
  }

  /** Compiles an implementation and declares it as a service; returns the folder. */
  private String provider(String name, String capability, String open) throws IOException {
    return provider(name, capability, open, "return List.of();");
  }

  private String provider(String name, String capability, String open, String profiles)
      throws IOException {
    Path root = Files.createDirectories(folder.resolve(name));
    Path source = Files.writeString(
        root.resolve(name + ".java"), SOURCE.formatted(name, capability, open, profiles));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed = compiler.run(
        null,
        null,
        null,
        "-proc:none",
        "-classpath",
        System.getProperty("java.class.path"),
        "-d",
        root.toString(),
        source.toString());
    assertThat(failed).isZero();
    Path services = Files.createDirectories(root.resolve("META-INF/services"));
    Files.writeString(services.resolve("io.shatterproof.spi.P2mProvider"), name);
    return root.toString();
  }
}
