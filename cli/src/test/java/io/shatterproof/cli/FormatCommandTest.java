package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FormatCommandTest {
  private static final String UGLY = "language 1\n\n\nconst   A=1\nconst LONG = 2 // two\n";
  private static final String FINE = """
      language 1

      const A    = 1
      const LONG = 2                              // two
      """;

  @TempDir
  private Path folder;

  @Test
  void filesAreRewritten() throws IOException {
    Path ugly = Files.writeString(folder.resolve("ugly.p2m"), UGLY);
    Files.writeString(folder.resolve("fine.p2m"), FINE);

    Shell.Outcome outcome = Shell.run("format", folder.toString());

    assertThat(Files.readString(ugly)).isEqualTo(FINE);
    assertThat(outcome)
        .isEqualTo(new Shell.Outcome(0, "formatted " + ugly + "\n1 of 2 files formatted\n", ""));
    assertThat(Shell.run("format", folder.toString()).out()).isEqualTo("0 of 2 files formatted\n");
  }

  @Test
  void aFileKeepsItsPermissions() throws IOException {
    Path file = Files.writeString(folder.resolve("ugly.p2m"), UGLY);
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    Shell.run("format", file.toString());

    assertThat(Files.readString(file)).isEqualTo(FINE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void whatALinkLeadsToIsRewritten() throws IOException {
    Path file = Files.writeString(folder.resolve("ugly.p2m"), UGLY);
    Path link = Files.createSymbolicLink(folder.resolve("link.p2m"), file.getFileName());

    Shell.run("format", link.toString());

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).isEqualTo(FINE);
  }

  @Test
  void aCheckPrintsADiffAndWritesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("ugly.p2m"), UGLY);

    Shell.Outcome outcome = Shell.run("format", "--check", file.toString());

    assertThat(Files.readString(file)).isEqualTo(UGLY);
    assertThat(outcome).isEqualTo(new Shell.Outcome(1, """
            --- %1$s
            +++ %1$s
            @@ -1,5 +1,4 @@
             language 1
            \s
            -
            -const   A=1
            -const LONG = 2 // two
            +const A    = 1
            +const LONG = 2                              // two
            1 of 1 file to be formatted
            """.formatted(file), ""));
  }

  @Test
  void aCheckOfAFormattedFileIsFine() throws IOException {
    Path file = Files.writeString(folder.resolve("fine.p2m"), FINE);

    assertThat(Shell.run("format", "--check", file.toString()))
        .isEqualTo(new Shell.Outcome(0, "0 of 1 file to be formatted\n", ""));
  }

  @Test
  void aMissingLineEndIsADifference() throws IOException {
    Path file = Files.writeString(folder.resolve("a.p2m"), "language 1");

    assertThat(Shell.run("format", "--check", file.toString()).out())
        .contains("-language 1\n\\ No newline at end of file\n+language 1\n");
  }

  @Test
  void aByteOrderMarkIsADifference() throws IOException {
    Path file = Files.writeString(folder.resolve("a.p2m"), "\ufeff" + FINE);

    Shell.Outcome check = Shell.run("format", "--check", file.toString());
    Shell.run("format", file.toString());

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).contains("begins with a byte order mark");
    assertThat(Files.readString(file)).isEqualTo(FINE);
  }

  @Test
  void carriageReturnsAreKept() throws IOException {
    Path file = Files.writeString(folder.resolve("a.p2m"), UGLY.replace("\n", "\r\n"));

    Shell.run("format", file.toString());

    assertThat(Files.readString(file)).isEqualTo(FINE.replace("\n", "\r\n"));
  }

  @Test
  void aFileWithAnErrorIsNotTouched() throws IOException {
    String bad = Scenarios.write(folder, "bad.p2m", Scenarios.BROKEN);
    Path ugly = Files.writeString(folder.resolve("ugly.p2m"), UGLY);

    Shell.Outcome outcome = Shell.run("format", folder.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).startsWith(bad + ":2:1: error[P2M0101]");
    assertThat(outcome.out())
        .isEqualTo("formatted " + ugly + "\n1 of 2 files formatted, 1 file with errors\n");
    assertThat(Files.readString(Path.of(bad))).isEqualTo(Scenarios.BROKEN);
  }

  @Test
  void theStandardInputIsFormatted() {
    assertThat(runWithInput(UGLY, "format", "--stdin")).isEqualTo(new Shell.Outcome(0, FINE, ""));
    assertThat(runWithInput(UGLY, "format", "--stdin", "--check").exitCode()).isEqualTo(1);
    assertThat(runWithInput(FINE, "format", "--stdin", "--check"))
        .isEqualTo(new Shell.Outcome(0, "", ""));
    assertThat(runWithInput(Scenarios.BROKEN, "format", "--stdin").out()).isEmpty();
  }

  private static Shell.Outcome runWithInput(String input, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return Shell.run(args);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void filesOrTheStandardInputAreNamed() {
    assertThat(Shell.run("format").exitCode()).isEqualTo(2);
    assertThat(Shell.run("format", "--stdin", "a.p2m").exitCode()).isEqualTo(2);
  }
}
