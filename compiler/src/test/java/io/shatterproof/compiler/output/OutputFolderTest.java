package io.shatterproof.compiler.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.compiler.backend.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
  @TempDir
  private Path temporary;

  private Path folder;
  private OutputFolder output;

  @BeforeEach
  void nameTheFolder() {
    folder = temporary.resolve("out");
    output = new OutputFolder(folder, folder.resolve("manifest"));
  }

  @Test
  void writesEachFileAndTheManifest() throws IOException {
    OutputChange change = output.update(files("a/One.java", "one", "Two.java", "two"));

    assertThat(change).isEqualTo(new OutputChange(2, 0, 0));
    assertThat(folder.resolve("a/One.java")).hasContent("one");
    assertThat(folder.resolve("Two.java")).hasContent("two");
    assertThat(present()).containsExactly("Two.java", "a/One.java", "manifest");
  }

  @Test
  void doesNotTouchAFileThatIsRight() throws IOException {
    output.update(files("One.java", "one"));
    FileTime before = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(folder.resolve("One.java"), before);

    OutputChange change = output.update(files("One.java", "one"));

    assertThat(change).isEqualTo(new OutputChange(0, 1, 0));
    assertThat(Files.getLastModifiedTime(folder.resolve("One.java"))).isEqualTo(before);
  }

  @Test
  void deletesWhatItWroteEarlierAndNothingElse() throws IOException {
    output.update(files("One.java", "one", "Two.java", "two"));
    Files.writeString(folder.resolve("Mine.java"), "mine");

    OutputChange change = output.update(files("Two.java", "changed"));

    assertThat(change).isEqualTo(new OutputChange(1, 0, 1));
    assertThat(present()).containsExactly("Mine.java", "Two.java", "manifest");
    assertThat(folder.resolve("Two.java")).hasContent("changed");
  }

  @Test
  void refusesToOverwriteAFileItDidNotWriteAndThenWritesNothing() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("Two.java"), "mine");

    assertThatThrownBy(() -> output.update(files("One.java", "one", "Two.java", "two")))
        .isInstanceOf(FileInTheWayException.class)
        .hasMessageContaining("Two.java");
    assertThat(present()).containsExactly("Two.java");
    assertThat(folder.resolve("Two.java")).hasContent("mine");
  }

  @Test
  void ignoresALineOfTheManifestThatLeadsOutOfTheFolder() throws IOException {
    Path outside = Files.writeString(temporary.resolve("precious"), "precious");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("manifest"), "../precious\n" + outside + "\n.\n");

    output.update(files("One.java", "one"));

    assertThat(outside).hasContent("precious");
  }

  @Test
  void keepsTheOldFileWhereTheNewOneCannotBeWritten() throws IOException {
    output.update(files("a/One.java", "one"));
    Path blocked = folder.resolve("b");
    Files.writeString(blocked, "a file where a folder is needed");

    assertThatThrownBy(() -> output.update(files("b/Two.java", "two")))
        .isInstanceOf(IOException.class);
    assertThat(present()).containsExactly("a/One.java", "b", "manifest");
    assertThat(output.listed()).contains("a/One.java");
  }

  private List<String> present() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static List<GeneratedFile> files(String... pathsAndTexts) {
    List<GeneratedFile> files = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.add(new GeneratedFile(pathsAndTexts[i], pathsAndTexts[i + 1]));
    }
    return files;
  }
}
