package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportOptionsTest {
  @TempDir
  Path folder;

  private String file = "";

  @BeforeEach
  void writeFiles() throws IOException {
    String board = "language 1\nplatform board { pes 1  pa 40 bits }\n";
    Files.createDirectories(folder.resolve("sub"));
    Files.createDirectories(folder.resolve("library/p2m"));
    Files.writeString(folder.resolve("board.p2m"), board);
    Files.writeString(folder.resolve("library/p2m/other.p2m"), "language 1\nconst PAGE = 4K\n");
    Path scenario = folder.resolve("sub/a.p2m");
    Files.writeString(scenario, """
        language 1
        import "../board.p2m"
        import "other.p2m"
        domain guest on board { p2m xen_4_8  operated by pe 0 }
        scenario "a" { when pe 0 { unmap guest 0 size PAGE  returns 0 } }
        """);
    file = scenario.toString();
  }

  @Test
  void sourceRootAndLibraryAreWhereImportsAreFound() {
    Shell.Outcome outcome = Shell.run(
        "run",
        "--source-root",
        folder.toString(),
        "--library",
        folder.resolve("library").toString(),
        file);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void withoutThemTheImportsAreMistakes() {
    Shell.Outcome outcome = Shell.run("check", file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("error[P2M0006]", "error[P2M0007]", "2 errors in 1 file");
  }

  @Test
  void theExamplesOfTheLanguageHaveNoWarning() {
    Shell.Outcome outcome = Shell.run("check", "--warnings-as-errors", "examples/language");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void fileOfADamagedJarIsToldWithTheJarAndACure() throws IOException {
    Path jar = folder.resolve("library.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("p2m/other.p2m"));
      out.write("language 1\nconst PAGE = 4K\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(jar);
    int data = 30 + "p2m/other.p2m".length(); // behind the header of the entry
    Arrays.fill(bytes, data, data + 8, (byte) 0xff); // there is no block of type 3
    Files.write(jar, bytes);

    Shell.Outcome outcome =
        Shell.run("check", "--source-root", folder.toString(), "--library", jar.toString(), file);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(
            "sub/a.p2m:3:9: error[P2M0002]: it cannot be read, since the library " + jar
                + " is damaged: ",
            "help: replace it by a whole one");
  }

  @Test
  void aSourceRootIsAFolder() {
    Shell.Outcome outcome = Shell.run("check", "--source-root", file, file);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--source-root", "is no folder");
  }
}
