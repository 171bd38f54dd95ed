package io.shatterproof.compiler;

import io.shatterproof.compiler.source.SourceFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parses files on other processors, a few of them ahead of whoever takes them. What waits is
 * bounded; nothing has to be closed, since what was begun ends by itself.
 *
 * <p>For one thread.
 */
final class ParsingAhead {
  /** Files that may wait. */
  private static final int MOST_WAITING = 16;

  /** Characters of a file that may wait: the tree of a large one takes as much as many others. */
  private static final int LARGEST_WAITING = 1 << 17;

  private final Iterator<SourceFile> coming;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, SharedWork<ParsedFile>> begun = new HashMap<>();

  /**
   * Begins nothing yet.
   *
   * @param expected the files in the order in which most will be taken
   */
  ParsingAhead(List<SourceFile> expected) {
    this.coming = expected.iterator();
  }

  /** A file, expected or not; each is taken once. */
  ParsedFile take(SourceFile source) {
    taken.add(source.path());
    SharedWork<ParsedFile> task = begun.remove(source.path());
    begin();
    return task == null ? ParsedFile.of(source) : task.result();
  }

  private void begin() {
    while (begun.size() < MOST_WAITING && coming.hasNext()) {
      SourceFile next = coming.next();
      if (next.text().length() <= LARGEST_WAITING && !taken.contains(next.path())) {
        begun.put(next.path(), SharedWork.offer(() -> ParsedFile.of(next)));
      }
    }
  }
}
