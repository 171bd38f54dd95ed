package io.shatterproof.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a command has opened, closed when it is done, however it ends: what came last comes first.
 */
final class OpenedByCommand {
  private final Deque<Closeable> opened = new ArrayDeque<>();

  /** One more. */
  <T extends Closeable> T add(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  void close() {
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  private static void close(Closeable one) {
    try {
      one.close();
    } catch (IOException unimportant) {
      return; // it was read, not written
    }
  }
}
