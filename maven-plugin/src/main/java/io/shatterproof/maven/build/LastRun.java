package io.shatterproof.maven.build;

import io.shatterproof.compiler.output.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a goal remembers of its last run: of what it made something, and what. */
final class LastRun {
  private final Path file;
  private final Path folder;

  /**
   * That of an execution.
   *
   * @param file where it is remembered
   * @param folder where the outputs are
   */
  LastRun(Path file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /** Whether it had this input, and nobody has touched what it made since. */
  boolean isCurrent(String inputDigest, Collection<String> outputs) throws IOException {
    return OutputFile.has(file, text(inputDigest, outputs));
  }

  void remember(String inputDigest, Collection<String> outputs) throws IOException {
    OutputFile.replace(file, text(inputDigest, outputs));
  }

  /** Makes the next run do everything. */
  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  private byte[] text(String inputDigest, Collection<String> outputs) throws IOException {
    List<String> made = new ArrayList<>();
    for (String output : outputs) {
      Path path = folder.resolve(output);
      made.add(output);
      // Not what is in it: what is made may be long, and a file that was only touched is not
      // written.
      made.add(
          Files.isRegularFile(path)
              ? Files.size(path) + " " + Files.getLastModifiedTime(path)
              : "missing");
    }
    return ("input " + inputDigest + "\noutput " + InputDigest.of(made) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
