package io.shatterproof.cli;

import io.shatterproof.vector.Origin;
import io.shatterproof.vector.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of scenario files, for whoever looks at runs, perhaps several at once. */
final class SourceLines {
  private static final int MOST_FILES = 16;

  private final boolean areThere;
  private final Map<String, List<String>> files = new LinkedHashMap<>(MOST_FILES, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
      return size() > MOST_FILES;
    }
  };

  /**
   * Lines of files.
   *
   * @param areThere whether places name files of this machine, and not those of whoever made a set
   */
  SourceLines(boolean areThere) {
    this.areThere = areThere;
  }

  /**
   * The line of a place without its indent, which may end with a comment; empty if nobody knows it.
   */
  synchronized String at(Origin origin) {
    if (!areThere) {
      return "";
    }
    List<String> lines = files.computeIfAbsent(origin.file(), SourceLines::read);
    return origin.line() <= lines.size()
        ? VisibleText.of(lines.get(origin.line() - 1).strip())
        : "";
  }

  private static List<String> read(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException | InvalidPathException unreadable) {
      return List.of();
    }
  }
}
