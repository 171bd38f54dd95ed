package io.shatterproof.harness.remote;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs. It answers what it is asked in order, one after the other.
 *
 * <p>To ask never waits, whatever is in the pipes: one thread writes, one reads. Once it has failed,
 * it is killed with whatever it started, and every question that is open has failed with it.
 */
final class ProgramProcess {
  /** A line of a program has at most so many bytes. */
  static final int LONGEST_LINE = 1 << 16;

  /** So many bytes wait to be looked at, before the program has to wait. */
  private static final long MOST_UNREAD = 1L << 25;

  private static final byte[] GOODBYE = new byte[0];

  /** So many characters of questions wait for more, as long as nobody waits for an answer. */
  private static final int MUCH_TO_ASK = 1 << 13;

  /**
   * So long its pipes stay quiet behind its end, or so often they do not, before it counts as over.
   */
  private static final long QUIET_MILLIS = 500;

  private static final int MOST_UNQUIET = 4;

  private final ProgramFamily family;
  private final Process process;
  private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
  private final StringBuilder unsent = new StringBuilder();
  private final Deque<Request> open = new ArrayDeque<>();
  private final LastWords lastWords = new LastWords();
  private final Thread logReader;
  private final Thread answerReader;
  private @Nullable String failure;
  private long unread;
  private long taken; // bytes in all
  private long behindResult; // bytes that came since the last result
  private int uncut; // of them, so many are no answer yet
  private boolean isHeldUp;
  private int waiting;

  private ProgramProcess(ProgramFamily family) {
    this.family = family;
    this.process = family.program();
    this.logReader = thread("log of a program", () -> lastWords.read(process.getErrorStream()));
    this.answerReader = thread("answers of a program", this::read);
  }

  /**
   * Starts a program.
   *
   * @throws IOException if there is none
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a thread hears of it, which nobody waits for
  static ProgramProcess start(ProgramCommand command) throws IOException {
    ProgramProcess started = new ProgramProcess(ProgramFamily.start(command.words()));
    started.logReader.start();
    started.answerReader.start();
    thread("questions to a program", started::write).start();
    thread("end of a program", started::awaitEnd).start();
    return started;
  }

  private static Thread thread(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Asks; the lines are one for each request. */
  synchronized void ask(List<Request> requests, String lines) {
    if (failure == null) {
      open.addAll(requests);
      unsent.append(lines);
      if (unsent.length() > MUCH_TO_ASK) {
        send();
      }
    }
  }

  private void send() {
    if (unsent.length() > 0) {
      outgoing.add(unsent.toString().getBytes(StandardCharsets.UTF_8));
      unsent.setLength(0);
    }
  }

  /**
   * Waits for more lines of the answer: whole ones, of which the last one that comes has the result.
   *
   * @param patience in milliseconds
   * @throws ProgramFailedException if none will come
   */
  synchronized byte[] await(Request request, long patience) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
    waiting++;
    notifyAll();
    try {
      byte[] some = request.poll();
      if (some == null) {
        send();
      }
      while (some == null && failure == null) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          fail(idleness("said nothing") + " for " + patience + " ms");
        } else {
          wait(left);
        }
        some = request.poll();
      }
      if (some == null) {
        throw new ProgramFailedException(failure());
      }
      unread -= some.length;
      return some;
    } catch (InterruptedException tooLate) {
      fail("took too long");
      Thread.currentThread().interrupt();
      throw new ProgramFailedException(failure());
    } finally {
      waiting--;
      notifyAll();
    }
  }

  /** Whether all lines of an answer came, so that nobody has to wait for them. */
  synchronized boolean hasAnswered(Request request) {
    return request.isAnswered();
  }

  /**
   * Whether the first question that it has not answered is one of these; false, too, if it has
   * answered all.
   */
  synchronized boolean isNext(List<Request> requests) {
    Request next = open.peek();
    return next != null && requests.contains(next);
  }

  /** Nobody waits for these answers any more. */
  synchronized void drop(List<Request> requests) {
    for (Request request : requests) {
      unread -= request.drop();
    }
    notifyAll();
  }

  /** Whether it can be asked. */
  synchronized boolean isUsable() {
    return failure == null;
  }

  /** How many questions it has not answered yet. */
  synchronized int openQuestions() {
    return open.size();
  }

  /** It has introduced itself: what runs now can be found, even if its parent ends. */
  void hasBegun() {
    family.look();
  }

  /** What it did while somebody waited in vain for an answer. */
  synchronized String idleness() {
    return idleness("was silent");
  }

  private String idleness(String silence) {
    long bytes = behindResult + uncut;
    return bytes == 0 ? silence : "wrote " + bytes + " bytes without a result";
  }

  /** The end of its log, in one line. */
  String lastWords() {
    return lastWords.text();
  }

  /** Why it failed, in one line with its last words. */
  synchronized String failure() {
    String log = lastWords.text();
    return failure + (log.isEmpty() ? "" : "; its last words: " + log);
  }

  /** Says goodbye, and does not wait long. */
  void close() {
    outgoing.add("{\"call\":\"bye\"}\n".getBytes(StandardCharsets.UTF_8));
    outgoing.add(GOODBYE);
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        fail("did not end after `bye`");
      }
    } catch (InterruptedException impatient) {
      fail("did not end in time");
      Thread.currentThread().interrupt();
    }
    fail("was told goodbye"); // whoever waits to read or write on does so no longer
    family.end();
  }

  /** Ends it, unless it has failed before. */
  synchronized void fail(String why) {
    if (failure == null) {
      failure = "the program " + why;
      notifyAll();
      family.end();
      outgoing.add(GOODBYE);
    }
  }

  private void write() {
    try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 15)) {
      for (byte[] lines = outgoing.take(); lines.length != 0; lines = outgoing.take()) {
        out.write(lines);
        if (outgoing.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException | InterruptedException gone) {
      return; // whoever reads its answers learns how it ended
    }
  }

  private void read() {
    AnswerLines lines = new AnswerLines();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = process.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        String wrong = take(lines, Arrays.copyOf(buffer, count));
        if (wrong != null) {
          fail(wrong);
          return;
        }
      }
      fail(lines.isInLine() ? ending() + " in the middle of a line" : ending());
    } catch (IOException | InterruptedException broken) {
      fail("closed its standard output");
    }
  }

  private synchronized @Nullable String take(AnswerLines lines, byte[] bytes)
      throws InterruptedException {
    while (unread > MOST_UNREAD && waiting == 0 && failure == null) {
      isHeldUp = true;
      wait();
    }
    isHeldUp = false;
    taken += bytes.length;
    String wrong = lines.take(bytes, this::told);
    uncut = lines.uncut();
    if (unread > 4 * MOST_UNREAD) {
      return "wrote more than " + (4 * MOST_UNREAD) + " bytes that nobody asked for yet";
    }
    notifyAll();
    return wrong;
  }

  /** Returns whether something was asked. */
  private boolean told(byte[] lines, boolean isLast) {
    Request request = isLast ? open.poll() : open.peek();
    behindResult = isLast ? 0 : behindResult + lines.length;
    if (request == null) {
      return false;
    }
    if (!request.isDropped()) {
      request.add(lines, isLast);
      unread += lines.length;
    }
    return true;
  }

  /**
   * It ends with its first process, even if something that this one started holds the pipes open.
   */
  private void awaitEnd() {
    try {
      process.waitFor();
      long before = -1;
      for (int unquiet = 0; unquiet < MOST_UNQUIET && isUsable() && taken() != before; ) {
        before = taken();
        answerReader.join(QUIET_MILLIS);
        if (isHeldUp()) {
          before = -1; // what it wrote waits for the judge
        } else {
          unquiet++;
        }
      }
      if (answerReader.isAlive()) {
        fail("ended with exit code " + process.exitValue()
            + ", while something that it started holds its standard output open");
      }
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized long taken() {
    return taken;
  }

  private synchronized boolean isHeldUp() {
    return isHeldUp;
  }

  /** How it ended. */
  private String ending() throws InterruptedException {
    if (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
      return "closed its standard output";
    }
    logReader.join(500);
    return "ended with exit code " + process.exitValue();
  }
}
