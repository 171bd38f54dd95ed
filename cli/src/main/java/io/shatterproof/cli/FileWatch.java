package io.shatterproof.cli;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for changes of scenario files: of those in some folders and below, which may come and go, and
 * of single other files. How an editor writes does not matter: in place, or by a rename.
 */
final class FileWatch implements AutoCloseable {
  /** Nobody has so many folders of scenarios; somebody may begin at the root of the disk. */
  private static final int MOST_FOLDERS = 20_000;

  /** One save is several changes, so close behind each other; and many saves are one change. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final String SUFFIX = ".p2m";

  private final List<Path> folders;
  private final Set<Path> files = new HashSet<>();
  private final WatchService service;
  private final Map<WatchKey, Path> watched = new HashMap<>();
  private final Set<Path> trees = new HashSet<>(); // folders of which every scenario file counts
  private final Set<Path> awaited = new HashSet<>(); // not there yet, or not any more

  /**
   * Watches from now on.
   *
   * @param folders whose scenario files count, and those in folders below
   * @param files others that count
   */
  FileWatch(Collection<Path> folders, Collection<Path> files) throws IOException {
    this.folders = folders.stream().map(FileWatch::absolute).toList();
    files.forEach(file -> this.files.add(absolute(file)));
    this.service = this.folders.isEmpty()
        ? Path.of("").getFileSystem().newWatchService()
        : this.folders.get(0).getFileSystem().newWatchService();
    registerAll();
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * Waits until something changed, and then until nothing does for a moment; returns what changed, in
   * order.
   */
  Set<Path> await() throws InterruptedException, IOException {
    Set<Path> changed = new TreeSet<>();
    while (changed.isEmpty()) {
      take(service.take(), changed);
    }
    long end = System.nanoTime() + LONGEST_NANOS;
    long quiet = System.nanoTime() + QUIET_NANOS;
    for (WatchKey next = next(quiet, end); next != null; next = next(quiet, end)) {
      quiet = take(next, changed) ? System.nanoTime() + QUIET_NANOS : quiet;
    }
    registerAll(); // before anybody reads: what changes from now on is told the next time
    return changed;
  }

  private @Nullable WatchKey next(long quiet, long end) throws InterruptedException {
    long nanos = Math.min(quiet, end) - System.nanoTime();
    return nanos <= 0 ? null : service.poll(nanos, TimeUnit.NANOSECONDS);
  }

  /** Notes what changed; returns whether any of it counts. */
  private boolean take(WatchKey key, Set<Path> changed) {
    Path folder = watched.getOrDefault(key, Path.of(""));
    boolean isAny = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.context() instanceof Path name) {
        Path path = folder.resolve(name);
        if (counts(folder, path)) {
          changed.add(path);
          isAny = true;
        }
      } else { // too many to be told
        changed.add(folder);
        isAny = true;
      }
    }
    if (!key.reset()) {
      watched.remove(key);
      if (trees.remove(folder)) {
        changed.add(folder);
        isAny = true;
      }
    }
    return isAny;
  }

  private boolean counts(Path folder, Path path) {
    if (files.contains(path) || awaited.contains(path)) {
      return true;
    }
    boolean isScenario = path.toString().endsWith(SUFFIX) && !isLock(path);
    return trees.contains(folder)
        && (isScenario || trees.contains(path) || Files.isDirectory(path));
  }

  /** Emacs marks files that are being edited by a link that leads nowhere. */
  private static boolean isLock(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".#");
  }

  /** To register a folder again does nothing. */
  private void registerAll() throws IOException {
    awaited.clear();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        registerTree(folder);
      }
      awaitPath(folder); // it may be deleted, and come again
    }
    for (Path file : files) {
      awaitPath(file);
    }
  }

  private void awaitPath(Path path) throws IOException {
    Path awaitedPath = path;
    Path parent = path.getParent();
    while (parent != null && !Files.isDirectory(parent)) {
      awaitedPath = parent;
      parent = parent.getParent();
    }
    if (parent != null) {
      awaited.add(awaitedPath);
      register(parent);
    }
  }

  private void registerTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (trees.size() >= MOST_FOLDERS) {
              throw new IOException("there are more than " + MOST_FOLDERS + " folders below");
            }
            register(folder);
            trees.add(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE; // whoever reads it will tell
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void register(Path folder) throws IOException {
    WatchKey key = folder.register(
        service,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_DELETE,
        StandardWatchEventKinds.ENTRY_MODIFY);
    watched.put(key, folder);
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
