package io.shatterproof.compiler;

import io.shatterproof.compiler.diagnostic.Diagnostics;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.compiler.syntax.FileSyntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Begins to parse files on other processors, a few of them ahead of whoever takes them. What waits is
 * bounded, of each file one block; nothing has to be closed, since what was begun ends by itself.
 *
 * <p>For one thread.
 */
final class ParsingAhead {
  /** Files that may wait. */
  private static final int MOST_WAITING = 16;

  private final Iterator<SourceFile> coming;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, BlocksAhead> begun = new HashMap<>();

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
    BlocksAhead known = begun.remove(source.path());
    begin();
    Diagnostics diagnostics = new Diagnostics();
    BlocksAhead reader = known == null ? new BlocksAhead(source) : known;
    return new ParsedFile(
        new FileSyntax(source, reader, () -> diagnostics.addAll(reader.diagnostics())),
        diagnostics);
  }

  private void begin() {
    while (begun.size() < MOST_WAITING && coming.hasNext()) {
      SourceFile next = coming.next();
      if (!taken.contains(next.path())) {
        begun.put(next.path(), new BlocksAhead(next));
      }
    }
  }
}
