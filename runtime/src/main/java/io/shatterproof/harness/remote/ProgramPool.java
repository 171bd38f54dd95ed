package io.shatterproof.harness.remote;

import io.shatterproof.event.EventLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one program: started when one is wanted, used by one at a time, used again as long
 * as they live. A program that fails over and over is not started again.
 */
final class ProgramPool {
  /**
   * After so many failures without one run in between that came to its end, the program is given
   * up.
   */
  static final int MOST_FAILURES = 10;

  private final ProgramCommand command;
  private final long patience;
  private final Deque<ProgramProcess> idle = new ArrayDeque<>();
  private final List<ProgramProcess> all = new ArrayList<>();
  private @Nullable Introduction introduction;
  private int failures;
  private String lastFailure = "";
  private long runs;

  /**
   * A pool without processes.
   *
   * @param patience how long to wait for one answer, in milliseconds
   */
  ProgramPool(ProgramCommand command, long patience) {
    this.command = command;
    this.patience = patience;
  }

  long patience() {
    return patience;
  }

  /** A number that no other run has. */
  synchronized long nextRun() {
    return ++runs;
  }

  /** A process for one who gives it back. */
  ProgramProcess lease() {
    synchronized (this) {
      ProgramProcess process = idle.poll();
      while (process != null && !process.isUsable()) {
        all.remove(process);
        process = idle.poll();
      }
      if (process != null) {
        return process;
      }
      if (failures >= MOST_FAILURES) {
        throw new ProgramFailedException("the program failed " + failures
            + " times in a row and is not started again; at last " + lastFailure);
      }
    }
    return startAgain();
  }

  private ProgramProcess startAgain() {
    try {
      return start();
    } catch (RemoteProgramException failed) {
      failed(failed.getMessage());
      throw new ProgramFailedException(failed.getMessage());
    }
  }

  /** Gives back a process that can be asked. */
  synchronized void giveBack(ProgramProcess process) {
    if (process.isUsable()) {
      idle.push(process);
    } else {
      all.remove(process);
    }
  }

  /** A process failed, and is not given back. */
  synchronized void failed(String why) {
    failures++;
    lastFailure = why;
  }

  /** A run came to its end. */
  synchronized void succeeded() {
    failures = 0;
  }

  /** Starts a process that has introduced itself. */
  ProgramProcess start() throws RemoteProgramException {
    ProgramProcess process;
    try {
      process = ProgramProcess.start(command);
    } catch (IOException impossible) {
      throw new RemoteProgramException("the program " + FlatObject.shown(command.program())
          + " cannot be started: " + reason(impossible));
    }
    Request hello = new Request("hello", 0, 0);
    process.ask(
        List.of(hello), "{\"call\":\"hello\",\"protocol\":\"" + Introduction.VERSION + "\"}\n");
    try {
      FlatObject result = new AnswerReader()
          .read(() -> process.await(hello, patience), new EventLog())
          .result();
      hello.requireAnsweredBy(result);
      agree(Introduction.of(result));
      process.hasBegun();
    } catch (NonsenseException | ProgramFailedException wrong) {
      process.fail("did not introduce itself");
      throw new RemoteProgramException("the program " + FlatObject.shown(command.program())
          + " does not introduce itself: " + wrong.getMessage());
    }
    synchronized (this) {
      all.removeIf(other -> !other.isUsable()); // what has failed was ended
      all.add(process);
    }
    return process;
  }

  private static String reason(IOException impossible) {
    String message = String.valueOf(impossible.getMessage());
    int behind = message.lastIndexOf("error=");
    int comma = message.indexOf(',', Math.max(behind, 0));
    return behind < 0 || comma < 0
        ? FlatObject.shown(message)
        : FlatObject.shown(message.substring(comma + 1).strip());
  }

  private synchronized void agree(Introduction told) {
    if (introduction != null && !introduction.equals(told)) {
      throw new NonsenseException("it introduces itself otherwise than before");
    }
    introduction = told;
  }

  synchronized Introduction introduction() {
    if (introduction == null) {
      throw new IllegalStateException("no process has introduced itself");
    }
    return introduction;
  }

  /** Ends every process. */
  void close() {
    List<ProgramProcess> running;
    synchronized (this) {
      running = List.copyOf(all);
      all.clear();
      idle.clear();
    }
    running.forEach(ProgramProcess::close);
  }
}
