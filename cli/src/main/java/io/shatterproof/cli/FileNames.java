package io.shatterproof.cli;

import io.shatterproof.vector.VisibleText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Names of files in messages. */
final class FileNames {
  private FileNames() {}

  /** All of them. */
  static String of(List<Path> files) {
    return files.stream()
        .map(file -> VisibleText.of(file.toString()))
        .collect(Collectors.joining(", "));
  }
}
