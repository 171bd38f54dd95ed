package io.shatterproof.compiler.output;

import java.io.IOException;
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
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.write(file, bytes);
      return true;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + " is no name of a file");
    }
    Files.createDirectories(folder);
    Path neighbour =
        folder.resolve(".shatterproof-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    try {
      Files.write(neighbour, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      copyPermissions(target, neighbour);
      move(neighbour, target);
    } finally {
      Files.deleteIfExists(neighbour);
    }
    return true;
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
