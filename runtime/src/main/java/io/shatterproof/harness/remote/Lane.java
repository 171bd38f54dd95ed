package io.shatterproof.harness.remote;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs one vector behind the other, and whoever waits for one of them.
 *
 * <p>Where it fails, nobody can tell which of them is the cause: what it wrote may be on the way.
 * Each is run again, alone. If all of them pass then, the last one tells of the failure.
 */
final class Lane {
  private final ProgramProcess process;
  private final Set<ForeseenRun> runs = new HashSet<>();
  private boolean isCertain;
  private boolean isExplained;
  private @Nullable String failure;

  Lane(ProgramProcess process) {
    this.process = process;
  }

  ProgramProcess process() {
    return process;
  }

  synchronized void enter(ForeseenRun run) {
    runs.add(run);
  }

  /** A run is over; nobody else pays. */
  synchronized void leave(ForeseenRun run) {
    runs.remove(run);
  }

  /**
   * The process failed, as a run found out.
   *
   * @param isUnreached whether it failed before it came to this run: at calls that were foreseen of
   *     one that was over before, and would not have been made of it alone
   * @return whether that is news
   */
  synchronized boolean failed(ForeseenRun run, String why, boolean isUnreached) {
    boolean isNew = failure == null;
    if (isNew) {
      failure = why;
      isCertain = runs.equals(Set.of(run)) && !isUnreached;
      isExplained = isUnreached;
    }
    return isNew;
  }

  /** Whether the run that found out is the only one that can be the cause. */
  synchronized boolean isCertain() {
    return isCertain;
  }

  /**
   * A run that was lost was made again, alone.
   *
   * @return how the process failed, if this was the last one and none of them failed alone
   */
  synchronized @Nullable String leaveAfterAll(ForeseenRun run, boolean failedAlone) {
    runs.remove(run);
    isExplained |= failedAlone;
    return runs.isEmpty() && !isExplained ? failure : null;
  }
}
