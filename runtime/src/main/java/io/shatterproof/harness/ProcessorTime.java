package io.shatterproof.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long threads had a processor. */
final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessorTime() {}

  /** In nanoseconds, from its start; -1 if it waits for something else, or nobody knows. */
  static long nanosOf(Thread thread) {
    boolean works = thread.getState() == Thread.State.RUNNABLE;
    return works && THREADS.isThreadCpuTimeSupported()
        ? THREADS.getThreadCpuTime(thread.getId())
        : -1;
  }
}
