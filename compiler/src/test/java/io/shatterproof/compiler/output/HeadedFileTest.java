package io.shatterproof.compiler.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeadedFileTest {
  @TempDir
  private Path folder;

  @Test
  void whatIsKnownLastStandsFirst() throws IOException {
    Path file = folder.resolve("made/results.txt");
    try (HeadedFile headed = new HeadedFile(file)) {
      headed.append("one\n");
      headed.append("two\n");
      assertThat(file).doesNotExist();
      headed.finish("of 2\n", "end\n");
    }

    assertThat(file).content().isEqualTo("of 2\none\ntwo\nend\n");
    assertThat(names("made")).containsExactly("results.txt");
  }

  @Test
  void whatIsNotFinishedLeavesTheFileAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("results.txt"), "before");
    try (HeadedFile headed = new HeadedFile(file)) {
      headed.append("one\n");
    }

    assertThat(file).content().isEqualTo("before");
    assertThat(names("")).containsExactly("results.txt");
  }

  @Test
  void folderIsNoFile() {
    assertThatThrownBy(() -> new HeadedFile(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is a folder");
  }

  private Stream<String> names(String inner) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(inner))) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
