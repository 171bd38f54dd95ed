package io.shatterproof.compiler.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scenario files in a folder, and what they seem to declare. Only for help with mistakes: what
 * is too much to look at is left out.
 */
final class FolderIndex {
  private static final int MOST_VISITED = 10_000;
  private static final long MOST_BYTES = 1L << 20;
  private static final Pattern DECLARATION = Pattern.compile(
      "^[ \\t]*+(const|platform|domain|regime|template)\\s++(\\w++)", Pattern.MULTILINE);

  private final Path folder;
  private final List<Path> files;
  private final Map<String, Set<Path>> declaring = new HashMap<>();
  private boolean isRead;

  private FolderIndex(Path folder, List<Path> files) {
    this.folder = folder;
    this.files = files;
  }

  static FolderIndex of(Path folder) {
    Finder finder = new Finder(folder);
    try {
      Files.walkFileTree(folder, finder);
    } catch (IOException unreadable) {
      return new FolderIndex(folder, List.of()); // only help is lost
    }
    return new FolderIndex(folder, List.copyOf(finder.found));
  }

  /** The files, relative to the folder, sorted. */
  List<Path> files() {
    return files;
  }

  /**
   * Files that seem to declare a name, sorted.
   *
   * @param keyword of the declaration; empty if any would do
   */
  Set<Path> declaring(String keyword, String name) {
    if (!isRead) {
      files.forEach(this::read);
      isRead = true;
    }
    return declaring.getOrDefault(keyword + " " + name, Set.of());
  }

  private void read(Path file) {
    Path absolute = folder.resolve(file);
    try {
      if (Files.size(absolute) > MOST_BYTES) {
        return;
      }
      // As Latin-1 every byte is a character; names have none beyond ASCII.
      Matcher declaration =
          DECLARATION.matcher(Files.readString(absolute, StandardCharsets.ISO_8859_1));
      while (declaration.find()) {
        add(declaration.group(1) + " " + declaration.group(2), file);
        add(" " + declaration.group(2), file);
      }
    } catch (IOException unreadable) {
      return; // only help is lost
    }
  }

  private void add(String key, Path file) {
    declaring.computeIfAbsent(key, k -> new TreeSet<>()).add(file);
  }

  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Set<Path> found = new TreeSet<>();
    private int visited;

    Finder(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
      Path name = inner.getFileName();
      boolean isHidden = name != null && name.toString().startsWith(".");
      return isHidden && !inner.equals(folder) ? FileVisitResult.SKIP_SUBTREE : next();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && file.toString().endsWith(SourceLoader.SUFFIX)) {
        found.add(folder.relativize(file));
      }
      return next();
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return next();
    }

    private FileVisitResult next() {
      visited++;
      return visited > MOST_VISITED ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
  }
}
