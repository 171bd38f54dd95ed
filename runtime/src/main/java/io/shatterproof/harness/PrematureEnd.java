package io.shatterproof.harness;

import java.time.Duration;
import java.util.Map;

/**
 * Keeps an implementation that calls {@link System#exit} from ending a campaign as if all were well:
 * while this is open, the JVM then ends with 1, whatever it asked for. A signal ends the JVM as
 * always.
 */
public final class PrematureEnd implements AutoCloseable {
  /** For what others do at the end of the JVM, such as deleting temporary files. */
  private static final Duration OTHERS = Duration.ofMillis(500);

  private final Thread hook;

  /**
   * Watches from now on.
   *
   * @param tell says that it happened
   */
  public PrematureEnd(Runnable tell) {
    this.hook = new Thread(() -> end(tell), "premature end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void end(Runnable tell) {
    if (!isAskedFor()) {
      return;
    }
    tell.run();
    try {
      Thread.sleep(OTHERS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  /** Whether some thread waits for the end, and not one that handles a signal. */
  private static boolean isAskedFor() {
    for (Map.Entry<Thread, StackTraceElement[]> thread :
        Thread.getAllStackTraces().entrySet()) {
      if (isOfSignal(thread.getKey().getName())) {
        continue;
      }
      for (StackTraceElement frame : thread.getValue()) {
        if (frame.getClassName().equals("java.lang.Shutdown")) {
          return true;
        }
      }
    }
    return false;
  }

  /** As the JVM names them, for example {@code SIGINT handler}. */
  private static boolean isOfSignal(String thread) {
    return thread.startsWith("SIG") && thread.endsWith(" handler");
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
