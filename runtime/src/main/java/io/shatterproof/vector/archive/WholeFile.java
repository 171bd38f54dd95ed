package io.shatterproof.vector.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;

/** A file that is written beside its place, and moved there when it is whole. */
final class WholeFile implements Closeable {
  private final Path target;
  private final Path neighbour;
  private final List<Path> made = new ArrayList<>();

  /** Makes the folders that are missing. */
  WholeFile(Path file) throws IOException {
    target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException(file + " is no name of a file");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new IOException(file + " is a device or the like, which would be replaced");
    }
    for (Path at = folder; at != null && Files.notExists(at); at = at.getParent()) {
      made.add(at);
    }
    Files.createDirectories(folder);
    neighbour =
        folder.resolve(".shatterproof-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
  }

  /** Where it goes. */
  Path target() {
    return target;
  }

  /** Where it is written, until it is moved. */
  Path neighbour() {
    return neighbour;
  }

  OutputStream open() throws IOException {
    return Files.newOutputStream(
        neighbour, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Puts it in its place. A file that has these bytes already is not touched.
   *
   * @return whether the file changed
   */
  boolean move() throws IOException {
    if (Files.isRegularFile(target)) {
      if (Files.mismatch(neighbour, target) < 0) {
        return false;
      }
      copyPermissions();
    }
    try {
      Files.move(neighbour, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(neighbour, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return true;
  }

  private void copyPermissions() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(neighbour, view.readAttributes().permissions());
    }
  }

  /** The folders that had to be made, innermost first. */
  List<Path> made() {
    return List.copyOf(made);
  }

  /** Takes these folders away, as far as nothing is in them; what is inside of others comes first. */
  static void dropEmpty(List<Path> folders) throws IOException {
    for (Path folder : folders) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException used) {
        return; // by what was moved there, or by somebody else; so are those around it
      }
    }
  }

  /** Leaves nothing behind but what was moved. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(neighbour);
    dropEmpty(made);
  }
}
