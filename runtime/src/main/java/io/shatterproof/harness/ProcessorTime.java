package io.shatterproof.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long threads had a processor. */
final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessorTime() {}

  /** In nanoseconds, from its start; -1 if nobody knows. */
  static long nanosOf(Thread thread) {
    return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) : -1;
  }
}
