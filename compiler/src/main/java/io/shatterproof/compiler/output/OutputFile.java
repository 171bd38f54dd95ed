package io.shatterproof.compiler.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;

/** A file that is there whole or not at all. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Gives a file these bytes, by writing a neighbour and moving it into place; missing folders are
   * made. It keeps its permissions. A file that has them already is not touched. What is there but no file, such as a pipe, is
   * written to.
   *
   * @return whether the file changed
   * @throws IOException if it cannot be written; the file is then as before
   */
  public static boolean replace(Path file, byte[] bytes) throws IOException {
    if (has(file, bytes)) {
      return false;
    }
    return replace(file, out -> out.write(bytes));
  }

  /** What goes into a file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** The same with content that is too much for memory. */
  public static boolean replace(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        content.writeTo(out);
      }
      return true;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path neighbour = neighbour(target);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(
          neighbour, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        content.writeTo(out);
      }
      if (Files.exists(target) && Files.mismatch(neighbour, target) < 0) {
        return false;
      }
      copyPermissions(target, neighbour);
      move(neighbour, target);
    } finally {
      Files.deleteIfExists(neighbour);
    }
    return true;
  }

  /** A name beside a file that nobody else uses; missing folders are made. */
  public static Path neighbour(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(target + " is no name of a file");
    }
    Files.createDirectories(folder);
    return folder.resolve(
        ".shatterproof-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null && Files.exists(from)) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }

  /** Whether a file has these bytes. */
  public static boolean has(Path file, byte[] bytes) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
