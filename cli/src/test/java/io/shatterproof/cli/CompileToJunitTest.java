package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompileToJunitTest {
  @TempDir
  private Path folder;

  @Test
  void testsAreWrittenInTheirPackageAndStaleOnesDeleted() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    String failing = Scenarios.write(folder, "failing.p2m", Scenarios.FAILING);
    Path out = folder.resolve("out");
    Path goodTest = out.resolve("org/example/GoodTest.java");
    Path failingTest = out.resolve("org/example/FailingTest.java");

    Shell.Outcome both =
        Shell.run("compile", good, failing, "--junit", out.toString(), "--package", "org.example");
    assertThat(both)
        .isEqualTo(new Shell.Outcome(
            0, "tests of 2 vectors in " + out + ": 2 files written, 0 unchanged, 0 deleted\n", ""));
    assertThat(goodTest).content().startsWith("// Generated").contains("package org.example;");
    assertThat(failingTest).exists();

    Shell.Outcome one =
        Shell.run("compile", good, "--junit", out.toString(), "--package", "org.example");
    assertThat(one.out())
        .isEqualTo("tests of 1 vector in " + out + ": 0 files written, 1 unchanged, 1 deleted\n");
    assertThat(goodTest).exists();
    assertThat(failingTest).doesNotExist();
  }

  @Test
  void handwrittenTestOfTheSameNameIsNotOverwritten() throws IOException {
    String good = Scenarios.write(folder, "good.p2m", Scenarios.GOOD);
    Path mine = Files.createDirectories(folder.resolve("p2m")).resolve("GoodTest.java");
    Files.writeString(mine, "mine");

    Shell.Outcome outcome = Shell.run("compile", good, "--junit", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(mine + " is in the way");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void packageMustBeOne() {
    Shell.Outcome outcome = Shell.run("compile", "x", "--junit", "y", "--package", "a..b");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("shatterproof: 'a..b' is no name of a Java package\n");
  }

  @Test
  void oneTargetIsNeeded() {
    assertThat(Shell.run("compile", "x").exitCode()).isEqualTo(2);
    assertThat(Shell.run("compile", "x", "--vectors", "z", "--package", "a.b").exitCode())
        .isEqualTo(2);
    assertThat(Shell.run("compile", "x", "--junit", "y", "--vectors", "z").exitCode())
        .isEqualTo(2);
  }
}
