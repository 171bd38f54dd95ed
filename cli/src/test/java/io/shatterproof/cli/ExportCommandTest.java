package io.shatterproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportCommandTest {
  @TempDir
  private Path temp;

  private Path scenarios;

  @BeforeEach
  void write() throws IOException {
    scenarios = Files.createDirectories(temp.resolve("scenarios"));
    Files.createDirectories(scenarios.resolve("below"));
    Scenarios.write(scenarios, "good.p2m", Scenarios.GOOD);
    Scenarios.write(scenarios.resolve("below"), "other.p2m", Scenarios.GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"all.p2mv", "all.p2mv.gz", "all.p2mv.zst"})
  void oneFileReplaysAsTheScenariosRun(String name) {
    String file = temp.resolve(name).toString();
    String good = scenarios.resolve("good.p2m").toString();

    Shell.Outcome exported = Shell.run("export", good, "--to", file);

    assertThat(exported).isEqualTo(new Shell.Outcome(0, "1 vector written to " + file + "\n", ""));
    assertThat(Shell.run("replay", file)).isEqualTo(Shell.run("run", good));
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "set.jar"})
  void folderAndJarReplayAsTheScenariosRun(String name) {
    String to = temp.resolve(name).toString();

    for (String compression : new String[] {"gzip", "zstd"}) {
      Shell.Outcome exported =
          Shell.run("export", scenarios.toString(), "--to", to, "--compress", compression);

      assertThat(exported.out()).startsWith("2 vectors in 2 sets in " + to + ": 2 files written");
      assertThat(Shell.run("replay", to).out())
          .isEqualTo(Shell.run("run", scenarios.toString()).out());
    }
  }

  @Test
  void folderIsKeptAsItsScenariosAre() throws IOException {
    String to = temp.resolve("vectors").toString();
    Shell.run("export", scenarios.toString(), "--to", to);
    Files.delete(scenarios.resolve("good.p2m"));

    assertThat(Shell.run("export", scenarios.toString(), "--to", to).out())
        .endsWith(": 0 files written, 1 unchanged, 1 deleted\n");
    assertThat(Path.of(to, "below/other.p2mv")).exists();
    assertThat(Path.of(to, "good.p2mv")).doesNotExist();
  }

  @Test
  void fileOfSomebodyElseIsInTheWay() throws IOException {
    Path to = Files.createDirectory(temp.resolve("vectors"));
    Path other = Files.writeString(to.resolve("good.p2mv"), "mine");

    Shell.Outcome outcome = Shell.run("export", scenarios.toString(), "--to", to.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(other + " is in the way");
    assertThat(other).hasContent("mine");
    assertThat(to.resolve("below/other.p2mv")).doesNotExist();
    assertThat(to.resolve("p2m-vectors.json")).doesNotExist();
  }

  @Test
  void nothingIsWrittenWhereAScenarioHasAnError() throws IOException {
    String bad = Scenarios.write(scenarios, "bad.p2m", Scenarios.BROKEN);
    Path to = temp.resolve("vectors");

    Shell.Outcome outcome = Shell.run("export", scenarios.toString(), "--to", to.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(bad + ":");
    assertThat(to).doesNotExist();
  }

  @Test
  void wrongCompressionsAreWrongCommandLines() {
    String good = scenarios.toString();

    assertThat(Shell.run("export", good, "--to", "x", "--compress", "lzma").err())
        .contains("'lzma' is no compression; there are gzip, zstd");
    Shell.Outcome contradiction =
        Shell.run("export", good, "--to", "x.p2mv.gz", "--compress", "zstd");
    assertThat(contradiction.exitCode()).isEqualTo(2);
    assertThat(contradiction.err()).contains("should end with .p2mv.zst");
  }

  @Test
  void setOfAnotherSpellingIsRefusedOrSpeltAnew() throws Exception {
    Path good = temp.resolve("good.p2mv");
    Shell.run("export", scenarios.resolve("good.p2m").toString(), "--to", good.toString());
    List<String> lines = Files.readAllLines(good);
    String title = lines.get(1).replaceAll(".*(\"title\":\"[^\"]*\",).*", "$1");
    String body = "{ " + title + " " + lines.get(1).replace(title, "").substring(1) + "\n";
    String header = lines.get(0).replaceAll("sha256:[0-9a-f]{64}", "sha256:" + sha256(body));
    Path other = temp.resolve("other.p2mv");
    Files.writeString(other, header.replace(",\"count\"", " , \"count\"") + "\n" + body);
    Path to = temp.resolve("imported.p2mv");

    Shell.Outcome refused = Shell.run("import", other.toString(), "--to", to.toString());
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("other.p2mv:1:", "not-canonical", "`shatterproof import --canonical`");
    assertThat(to).doesNotExist();

    Shell.Outcome taken =
        Shell.run("import", "--canonical", other.toString(), "--to", to.toString());
    assertThat(taken.err()).isEmpty();
    assertThat(to).hasSameBinaryContentAs(good);
  }

  /** Whoever spells it anew changes nothing else. */
  @Test
  void changedVectorIsRefusedInAnySpelling() throws Exception {
    Path good = temp.resolve("good.p2mv");
    Shell.run("export", scenarios.resolve("good.p2m").toString(), "--to", good.toString());
    List<String> lines = Files.readAllLines(good);
    String body =
        lines.get(1).replaceFirst("\"sharing\":\"[a-z]+\"|0x40000000", "0x80000000") + "\n";
    Path bad = temp.resolve("bad.p2mv");
    Files.writeString(
        bad,
        lines.get(0).replaceAll("sha256:[0-9a-f]{64}", "sha256:" + sha256(body)) + "\n" + body);
    Path to = temp.resolve("imported.p2mv");

    Shell.Outcome refused =
        Shell.run("import", "--canonical", bad.toString(), "--to", to.toString());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("bad.p2mv:2:", "wrong-id");
    assertThat(to).doesNotExist();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What stands behind the end of a compressed file belongs to nobody. */
  @Test
  void bytesBehindACompressedSetAreRefused() throws IOException {
    for (String extension : List.of(".gz", ".zst")) {
      Path packed = temp.resolve("packed.p2mv" + extension);
      Shell.run("export", scenarios.toString(), "--to", packed.toString());
      byte[] bytes = Files.readAllBytes(packed);
      byte[] twice = Arrays.copyOf(bytes, bytes.length + 5);
      Files.write(packed, twice);

      Shell.Outcome outcome = Shell.run("replay", packed.toString());

      assertThat(outcome.exitCode()).as(extension).isEqualTo(1);
      assertThat(outcome.err()).contains("packed.p2mv" + extension, "bad-compression");
    }
  }

  @Test
  void importedSetsAreTheSameToTheByte() throws IOException {
    String exported = temp.resolve("a.p2mv.zst").toString();
    Path plain = temp.resolve("plain.p2mv");
    Path imported = temp.resolve("team");
    Shell.run("export", scenarios.toString(), "--to", exported);
    Shell.run("export", scenarios.toString(), "--to", plain.toString());

    Shell.Outcome outcome = Shell.run("import", exported, "--to", imported.toString());

    assertThat(outcome.out())
        .isEqualTo(
            "1 vector in 1 set in " + imported + ": 1 file written, 0 unchanged, 0 deleted\n");
    assertThat(imported.resolve("a.p2mv")).hasSameBinaryContentAs(plain);
    assertThat(Shell.run("replay", imported.toString()).exitCode()).isZero();
  }

  @Test
  void nothingIsImportedFromASetThatIsTampered() throws IOException {
    Path set = temp.resolve("a.p2mv");
    Shell.run("export", scenarios.toString(), "--to", set.toString());
    Files.writeString(set, Files.readString(set).replace("\"title\":\"", "\"title\":\"x"));
    Path imported = Files.createDirectory(temp.resolve("team"));

    Shell.Outcome outcome = Shell.run("import", set.toString(), "--to", imported.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).startsWith(set + ":1:1: error[wrong-digest]: ");
    assertThat(imported).isEmptyDirectory();
  }

  @Test
  void refusedImportLeavesNoFolder() throws IOException {
    Path sent = temp.resolve("sent");
    Shell.run("export", scenarios.toString(), "--to", sent.toString());
    Path received = temp.resolve("received");
    assertThat(Shell.run("import", sent.toString(), "--to", received.toString()).exitCode())
        .isZero();
    assertThat(received.resolve("below/other.p2mv")).exists(); // twin
    Files.writeString(sent.resolve("good.p2mv"), "x\n", StandardOpenOption.APPEND);

    Path refused = temp.resolve("refused/below");
    Shell.Outcome outcome = Shell.run("import", sent.toString(), "--to", refused.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(temp.resolve("refused")).doesNotExist();
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    Path missing = temp.resolve("missing.p2mv");
    String to = temp.resolve("team").toString();

    assertThat(Shell.run("import", missing.toString(), "--to", to).err())
        .isEqualTo("shatterproof: cannot read " + missing + ": there is no such file\n");
    assertThat(Shell.run("import", missing.toString(), "--to", to + ".p2mv").err())
        .isEqualTo("shatterproof: cannot read " + missing + ": there is no such file\n");
  }

  @Test
  void linkToADeviceIsNotReplaced() throws IOException {
    assumeThat(Path.of("/dev/null")).exists();
    Path link = Files.createSymbolicLink(temp.resolve("out.jar"), Path.of("/dev/null"));

    Shell.Outcome outcome = Shell.run("export", "examples/quickstart", "--to", link.toString());

    assertThat(outcome.err()).contains("is a device or the like, which would be replaced");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(Files.isRegularFile(link)).isFalse();
  }

  @Test
  void tamperedFileOfAFolderIsRefusedByNameBeforeAnythingIsJudged() throws IOException {
    Path to = temp.resolve("vectors");
    Shell.run("export", scenarios.toString(), "--to", to.toString());
    Path set = to.resolve("good.p2mv");
    Files.writeString(
        set, Files.readString(set).replace("\"suite\":\"good\"", "\"suite\":\"goof\""));

    Shell.Outcome outcome = Shell.run("replay", to.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith(set + ":1:1: error[changed-file]: ");
  }
}
