package io.shatterproof.maven.build;

import java.time.Duration;

/**
 * Keeps an implementation that ends the JVM from ending the build as if all were well: while this
 * is open, the JVM ends with 1, whatever anybody asked for.
 */
final class PrematureEnd implements AutoCloseable {
  /** For what others do at the end of the JVM, such as deleting temporary files. */
  private static final Duration OTHERS = Duration.ofMillis(500);

  private final Thread hook;

  /**
   * Watches from now on.
   *
   * @param tell says that it happened
   */
  PrematureEnd(Runnable tell) {
    this.hook = new Thread(() -> end(tell), "premature end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void end(Runnable tell) {
    tell.run();
    try {
      Thread.sleep(OTHERS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Too late: the hook ends it.
    }
  }
}
