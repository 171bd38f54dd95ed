package io.shatterproof.vector.file;

import java.io.BufferedOutputStream;
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
import java.util.concurrent.atomic.AtomicLong;

/** A file that is written beside its place, and moved there when it is whole. */
public final class WholeFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final AtomicLong NEIGHBOURS = new AtomicLong();

  private final Path target;
  private final Path neighbour;
  private final List<Path> made = new ArrayList<>();

  /** What goes into a file. */
  public interface Content<E extends Exception> {
    /** Writes it; the stream is closed by whoever asks for it. */
    void writeTo(OutputStream out) throws IOException, E;
  }

  /**
   * Gives a file this content, by writing a neighbour and moving it into place; missing folders are
   * made. It keeps its permissions. A file that has the content already is not touched. What is there
   * but no file, such as a pipe, is written to.
   *
   * @return whether the file changed
   * @throws IOException if it cannot be written; the file is then as before
   */
  public static <E extends Exception> boolean replace(Path file, Content<E> content)
      throws IOException, E {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
        content.writeTo(out);
      }
      return true;
    }
    try (WholeFile whole = new WholeFile(file)) {
      try (OutputStream out = new BufferedOutputStream(whole.open(), BUFFER_BYTES)) {
        content.writeTo(out);
      }
      return whole.move();
    }
  }

  /** Makes the folders that are missing. */
  public WholeFile(Path file) throws IOException {
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
    neighbour = TemporaryFiles.add(neighbourOf(target));
  }

  /** A name beside a file that nobody else uses, for what becomes a part of it. */
  public static Path neighbourOf(Path file) {
    return file.toAbsolutePath()
        .resolveSibling(".shatterproof-" + ProcessHandle.current().pid() + "-" + System.nanoTime()
            + "-" + NEIGHBOURS.incrementAndGet());
  }

  /** Where it goes. */
  public Path target() {
    return target;
  }

  /** Where it is written, until it is moved. */
  public Path neighbour() {
    return neighbour;
  }

  /** Begins to write it. */
  public OutputStream open() throws IOException {
    return Files.newOutputStream(
        neighbour, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /**
   * Puts it in its place. A file that has these bytes already is not touched.
   *
   * @return whether the file changed
   */
  public boolean move() throws IOException {
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
    TemporaryFiles.forget(neighbour);
    return true;
  }

  private void copyPermissions() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(neighbour, view.readAttributes().permissions());
    }
  }

  /** The folders that had to be made, innermost first. */
  public List<Path> made() {
    return List.copyOf(made);
  }

  /**
   * Takes these folders away, as far as nothing is in them; what is inside of others comes first.
   */
  public static void dropEmpty(List<Path> folders) throws IOException {
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
    TemporaryFiles.delete(neighbour);
    dropEmpty(made);
  }
}
