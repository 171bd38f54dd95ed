package io.shatterproof.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a command has opened, closed when it is done, however it ends: what came last comes first. */
final class OpenedByCommand {
  private final Deque<Closeable> opened = new ArrayDeque<>();

  /** One more. */
  <T extends Closeable> T add(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (IOException unimportant) {
        continue; // it was read, not written
      }
    }
  }
}
