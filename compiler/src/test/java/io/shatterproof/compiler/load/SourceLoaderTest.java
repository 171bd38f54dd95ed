package io.shatterproof.compiler.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.compiler.diagnostic.Code;
import io.shatterproof.compiler.diagnostic.Diagnostic;
import io.shatterproof.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLoaderTest {
  @TempDir
  Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void folderGivesItsScenarioFilesSortedAndNothingElse() throws IOException {
    write("b.p2m", "b");
    write("sub/a.p2m", "a");
    write("notes.txt", "no");
    write("A.p2m", "A");

    Loading loading = SourceLoader.load(List.of(folder));

    assertThat(loading.diagnostics()).isEmpty();
    assertThat(loading.sources()).extracting(SourceFile::text).containsExactly("A", "b", "a");
  }

  @Test
  void fileNamedTwiceIsReadOnce() throws IOException {
    Path file = write("a.p2m", "a");

    assertThat(SourceLoader.load(List.of(file, folder, file)).sources()).hasSize(1);
  }

  @Test
  void folderInsideAnotherIsNotEmptyAndItsFilesAreReadOnce() throws IOException {
    write("sub/a.p2m", "a");

    Loading loading =
        SourceLoader.load(List.of(folder, folder.resolve("sub"), folder.resolve("./sub/a.p2m")));

    assertThat(loading.diagnostics()).isEmpty();
    assertThat(loading.sources()).hasSize(1);
  }

  @Test
  void deviceInFolderIsToldAndNotRead() throws IOException {
    write("a.p2m", "a");
    Files.createSymbolicLink(folder.resolve("zero.p2m"), Path.of("/dev/zero"));

    Loading loading = SourceLoader.load(List.of(folder));

    assertThat(loading.sources()).extracting(SourceFile::text).containsExactly("a");
    assertThat(loading.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("this is a pipe or a device");
  }

  @Test
  void endlessFileIsTooLarge() {
    assertThat(SourceLoader.load(List.of(Path.of("/dev/zero"))).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.FILE_TOO_LARGE.number());
  }

  @Test
  void everyEmptyFolderIsTold() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));

    assertThat(SourceLoader.load(List.of(one, two)).diagnostics()).hasSize(2);
  }

  @Test
  void byteOrderMarkIsNoPartOfTheText() throws IOException {
    Path file = write("a.p2m", "\ufefflanguage 1\r\n");

    assertThat(SourceLoader.load(List.of(file)).sources().get(0).text())
        .isEqualTo("language 1\r\n");
  }

  @Test
  void malformedBytesAreRefusedWhereTheyStand() throws IOException {
    Path file = write("a.p2m", new byte[] {'o', 'k', '\n', 'x', (byte) 0xc3, (byte) 0x28});

    Loading loading = SourceLoader.load(List.of(file));

    assertThat(loading.sources()).isEmpty();
    Diagnostic diagnostic = loading.diagnostics().get(0);
    assertThat(diagnostic.code()).isEqualTo(Code.MALFORMED_UTF8.number());
    assertThat(diagnostic.toString()).contains("a.p2m:2:2: error[").contains("byte 0xc3");
  }

  @Test
  void sequenceCutOffAtTheEndIsMalformed() throws IOException {
    Path file = write("a.p2m", new byte[] {'o', 'k', (byte) 0xe2, (byte) 0x82});

    assertThat(SourceLoader.load(List.of(file)).hasErrors()).isTrue();
  }

  @Test
  void whatIsNotThereIsTold() {
    Loading loading = SourceLoader.load(List.of(folder.resolve("gone.p2m")));

    assertThat(loading.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNREADABLE_FILE.number());
    assertThat(loading.diagnostics().get(0).message()).contains("no such file");
  }

  @Test
  void folderWithoutScenariosIsTold() throws IOException {
    write("notes.txt", "no");

    assertThat(SourceLoader.load(List.of(folder)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.NO_SCENARIO_FILES.number());
  }
}
