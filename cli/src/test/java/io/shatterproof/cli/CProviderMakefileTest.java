package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Makefile of {@code examples/c-provider}, where there is a make. */
final class CProviderMakefileTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void copy() throws IOException, InterruptedException {
    assumeTrue(Programs.hasCompiler(), "there is no C compiler `cc` here");
    assumeTrue(hasMake(), "there is no `make` here");
    try (Stream<Path> files = Files.list(Path.of("examples/c-provider"))) {
      for (Path file : files.toList()) {
        if (file.toString().matches(".*(\\.[chp]|\\.p2m|Makefile)")) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      }
    }
  }

  private static boolean hasMake() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "make")));
  }

  private String make(int exitCode, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        "make",
        "SHATTERPROOF=" + Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:TieredStopAtLevel=1 -cp " + System.getProperty("java.class.path")
            + " io.shatterproof.cli.Main"));
    command.addAll(List.of(arguments));
    Process make = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
    String told = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(make.waitFor() == 0).as(told).isEqualTo(exitCode == 0);
    return told;
  }

  @Test
  void providerIsBuiltAndJudged() throws IOException, InterruptedException {
    assertThat(make(0, "check")).contains("disagree 0", "on c-example");
    assertThat(make(0, "log")).contains("disagree 0");

    make(0, "clean");
    assertThat(folder.resolve("provider")).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .allMatch(name -> Files.exists(Path.of("examples/c-provider", name)));
    }
  }

  @Test
  void faultIsBuiltAndFound() throws IOException, InterruptedException {
    assertThat(make(1, "check", "FAULT=-DFAULT_NO_BREAK")).contains("violation no_break");
  }
}
