package io.shatterproof.harness.remote;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The programs that were started and have not ended: none outlives the one who started it. */
final class RunningPrograms {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> RUNNING.forEach(RunningPrograms::destroy), "end of programs"));
  }

  private RunningPrograms() {}

  static void add(Process process) {
    RUNNING.add(process);
  }

  static void remove(Process process) {
    RUNNING.remove(process);
  }

  /** Ends a program, and whatever it started. */
  static void kill(Process process) {
    destroy(process);
    RUNNING.remove(process);
  }

  private static void destroy(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
