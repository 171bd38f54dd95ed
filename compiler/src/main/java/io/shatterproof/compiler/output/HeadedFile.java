package io.shatterproof.compiler.output;

import io.shatterproof.vector.file.TemporaryFiles;
import io.shatterproof.vector.file.WholeFile;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file whose beginning is known at the end only. What follows it is written beside it as it comes, and
 * the file as a whole when it is finished; what is closed without that leaves nothing behind.
 */
public final class HeadedFile implements Closeable {
  private final Path file;
  private final Path body;
  private final BufferedWriter writer;

  /**
   * Begins.
   *
   * @throws IOException if nothing can be written there
   */
  public HeadedFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    boolean isPlain = !Files.exists(file) || Files.isRegularFile(file);
    this.file = file;
    if (isPlain) {
      Files.createDirectories(parentOf(file));
    }
    this.body = TemporaryFiles.add(
        isPlain ? WholeFile.neighbourOf(file) : Files.createTempFile("shatterproof", ""));
    this.writer = Files.newBufferedWriter(
        body, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Path parentOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no name of a file");
    }
    return folder;
  }

  public void append(String text) throws IOException {
    writer.write(text);
  }

  /**
   * Writes the file: what stands before everything, what was appended, and what stands behind it.
   */
  public void finish(String head, String foot) throws IOException {
    writer.close();
    OutputFile.replace(file, out -> {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      Files.copy(body, out);
      out.write(foot.getBytes(StandardCharsets.UTF_8));
    });
  }

  @Override
  public void close() {
    try {
      writer.close();
      TemporaryFiles.delete(body);
    } catch (IOException e) {
      return; // it is tried once more at the end
    }
  }
}
