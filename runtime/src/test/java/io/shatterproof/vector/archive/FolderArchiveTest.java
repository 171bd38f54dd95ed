package io.shatterproof.vector.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.vector.json.FormatFault;
import io.shatterproof.vector.json.SampleFiles;
import io.shatterproof.vector.json.VectorFormatException;
import io.shatterproof.vector.json.VectorManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderArchiveTest {
  @TempDir
  private Path temp;

  private Path folder;
  private Path manifest;

  @BeforeEach
  void write() throws IOException {
    folder = SetFolders.good(temp.resolve("vectors"));
    manifest = folder.resolve(VectorManifest.FILE_NAME);
  }

  @Test
  void goodFolderIsRead() throws Exception {
    Files.writeString(folder.resolve("README.md"), "no set");

    assertThat(SetFolders.read(folder)).isEqualTo(2);
  }

  @Test
  void compressedSetIsVerifiedByItsUnpackedBytes() throws Exception {
    Files.write(folder.resolve("a.p2mv"), SetFolders.gzip(SampleFiles.good()));

    assertThat(SetFolders.read(folder)).isEqualTo(2);
  }

  @Test
  void folderWithoutManifestIsRefused() throws IOException {
    Files.delete(manifest);

    assertRefused(FormatFault.NOT_MANIFEST, folder);
  }

  @Test
  void missingFileIsRefusedWhereTheManifestListsIt() throws IOException {
    Files.delete(folder.resolve("below/b.p2mv"));

    VectorFormatException refusal = assertRefused(FormatFault.MISSING_FILE, manifest);
    assertThat(Files.readString(manifest).substring(refusal.column() - 1))
        .startsWith("\"below/b.p2mv\"");
  }

  @Test
  void additionalFileIsRefusedByName() throws IOException {
    Files.write(folder.resolve("below/c.p2mv.gz"), SampleFiles.good());

    assertRefused(FormatFault.UNLISTED_FILE, folder.resolve("below/c.p2mv.gz"));
  }

  @Test
  void renamedFileIsRefused() throws IOException {
    Files.move(folder.resolve("a.p2mv"), folder.resolve("z.p2mv"));

    assertRefused(FormatFault.MISSING_FILE, manifest);
  }

  @Test
  void anotherGoodFileIsRefusedByName() throws IOException {
    SetFolders.replace(
        folder.resolve("a.p2mv"), "\"generator\":\"test\"", "\"generator\":\"tess\"");

    VectorFormatException refusal =
        assertRefused(FormatFault.CHANGED_FILE, folder.resolve("a.p2mv"));
    assertThat(refusal.reason()).contains("SHA-256");
  }

  @Test
  void tamperedFileIsRefusedByName() throws IOException {
    SetFolders.replace(folder.resolve("a.p2mv"), "4K inside", "5K inside");

    assertRefused(FormatFault.WRONG_DIGEST, folder.resolve("a.p2mv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"count\":1 | \"count\":2 | manifest says 2",
        "\"suite\":\"suite\" | \"suite\":\"other\" | manifest says \"other\"",
        "\"bytes\": | \"bytes\":1 | bytes, and the manifest says 1"
      })
  void whatTheManifestSaysOfASetIsCompared(String from, String to, String reason)
      throws IOException {
    SetFolders.replace(manifest, from.strip(), to.strip());

    assertThat(assertRefused(FormatFault.CHANGED_FILE, folder.resolve("a.p2mv")).reason())
        .contains(reason.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.p2mv",
        "below/../../a.p2mv",
        "/etc/a.p2mv",
        "C:a.p2mv",
        "c:/a.p2mv",
        "below\\\\b.p2mv",
        "below//b.p2mv",
        "./a.p2mv",
        "below/b.p2mv/",
        "a.p2mv.",
        "a.p2mv ",
        "below./b.p2mv",
        "passwd",
        "a\\u0000.p2mv",
        "\u202ea.p2mv",
        ""
      })
  void pathThatIsNotPlainIsRefused(String path) throws IOException {
    SetFolders.replace(manifest, "\"a.p2mv\"", "\"" + path + "\"");

    assertRefused(FormatFault.BAD_PATH, manifest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p2m-manifest | p2m-vectors | NOT_MANIFEST",
        "\"1.0\" | \"2.0\" | UNKNOWN_VERSION",
        "\"1.0\" | \"1.1\" | UNKNOWN_VERSION",
        "\"1.0\" | \"1\" | WRONG_TYPE",
        "\"generator\" | \"x\":1,\"generator\" | UNKNOWN_MEMBER",
        "\"generator\":\"test\", | '' | MISSING_MEMBER",
        "\"sets\":[ | \"sets\": [ | NOT_CANONICAL",
        "below/b.p2mv | a.p2mv | DUPLICATE_MEMBER",
        "\"sha256\":\" | \"sha256\":\"A | WRONG_TYPE",
        "\"count\":1 | \"count\":-1 | OUT_OF_RANGE",
        "\"count\":1 | \"count\":null | WRONG_TYPE",
        "{\"format\" | [{\"format\" | NOT_JSON"
      })
  void malformedManifestIsRefused(String from, String to, FormatFault fault) throws IOException {
    SetFolders.replace(manifest, from, to);

    assertRefused(fault, manifest);
  }

  @Test
  void emptyManifestAndASecondLineAreRefused() throws IOException {
    Files.writeString(manifest, Files.readString(manifest) + "{}\n");
    assertRefused(FormatFault.NOT_JSON, manifest);

    Files.write(manifest, new byte[0]);
    assertRefused(FormatFault.EMPTY_FILE, manifest);
  }

  @Test
  void linkThatLeadsOutIsRefused() throws IOException {
    Path outside = Files.write(temp.resolve("outside.p2mv"), SampleFiles.good());
    Files.delete(folder.resolve("a.p2mv"));
    Files.createSymbolicLink(folder.resolve("a.p2mv"), outside);

    assertRefused(FormatFault.BAD_PATH, manifest);
  }

  @Test
  void folderThatLeadsOutIsRefused() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.move(folder.resolve("below/b.p2mv"), outside.resolve("b.p2mv"));
    Files.delete(folder.resolve("below"));
    Files.createSymbolicLink(folder.resolve("below"), outside);

    assertRefused(FormatFault.BAD_PATH, manifest);
  }

  @Test
  void linkThatStaysInsideIsRead() throws Exception {
    Files.delete(folder.resolve("a.p2mv"));
    Files.createSymbolicLink(folder.resolve("a.p2mv"), Path.of("below/b.p2mv"));

    assertThat(SetFolders.read(folder)).isEqualTo(2);
  }

  @Test
  void moreFilesThanTheLimitAreRefused() {
    ArchiveLimits few = new ArchiveLimits(ArchiveLimits.DEFAULT.reading(), 1 << 20, 100, 3);

    assertThat(SetFolders.refusal(folder, few).fault()).isEqualTo(FormatFault.TOO_LARGE);
  }

  private VectorFormatException assertRefused(FormatFault fault, Path file) {
    VectorFormatException refusal = SetFolders.refusal(folder);
    assertThat(refusal).isNotNull();
    assertThat(refusal.fault()).as(refusal.getMessage()).isEqualTo(fault);
    assertThat(refusal.file()).isEqualTo(file.toString());
    return refusal;
  }
}
