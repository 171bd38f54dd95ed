package io.shatterproof.harness.remote;

import io.shatterproof.event.EventLog;
import io.shatterproof.event.EventSink;
import java.util.List;

/**
 * Answers calls that were foreseen and made before. Where the judge calls something else, it ends:
 * the vector is to be run again, call by call.
 */
final class ForeseenConversation implements Conversation {
  private final List<Call> calls;
  private final List<Request> requests;
  private final ProgramProcess process;
  private final long patience;
  private final AnswerReader reader = new AnswerReader();
  private volatile String asked = "run";
  private volatile boolean hasDeparted;
  private volatile boolean hasFailed;
  private boolean isClosed;
  private int next;

  /**
   * Makes all calls of a session.
   *
   * @param opening begins it
   * @param run number of the run
   */
  ForeseenConversation(
      Call opening, List<Call> calls, long run, ProgramProcess process, long patience) {
    this.calls = calls;
    this.process = process;
    this.patience = patience;
    Script script = new Script(run).addWithMore(opening);
    calls.forEach(script::addWithMore);
    script.end();
    this.requests = script.requests();
    process.ask(requests, script.takeLines());
  }

  /** Whether the program has answered all of it. */
  boolean isAnswered() {
    return process.hasAnswered(requests.get(requests.size() - 1));
  }

  /** Whether the program has come to it, and not to its end. */
  boolean isNext() {
    return process.isNext(requests);
  }

  /** Waits until the program has begun. */
  void begin() {
    answer(requests.get(0), new EventLog()).result().end();
  }

  @Override
  public Answer ask(Call call, EventSink events) {
    if (hasDeparted || hasFailed || next == calls.size() || !calls.get(next).equals(call)) {
      hasDeparted = true;
      throw new ProgramFailedException("`" + call.word() + "` was not foreseen");
    }
    next++;
    asked = call.word();
    return answer(requests.get(next), events);
  }

  private Answer answer(Request request, EventSink events) {
    try {
      Answer answer = reader.read(() -> process.await(request, patience), events);
      request.requireAnsweredBy(answer.result());
      return answer;
    } catch (NonsenseException nonsense) {
      hasFailed = true;
      process.fail("answered nonsense to `" + request.word() + "`: " + nonsense.getMessage());
      throw new ProgramFailedException(process.failure());
    } catch (ProgramFailedException failed) {
      hasFailed = true;
      throw failed;
    }
  }

  /** Whether the judge called what was not foreseen. */
  boolean hasDeparted() {
    return hasDeparted;
  }

  /** Whether the process failed while its answers were waited for. */
  boolean hasFailed() {
    return hasFailed;
  }

  String progress() {
    return ProgramProgress.of(asked, process);
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      if (next == calls.size() && !hasFailed && !hasDeparted) {
        asked = "end";
        answer(requests.get(next + 1), new EventLog()).result().end();
      }
    } finally {
      drop();
    }
  }

  /** Nobody waits for the rest. */
  void drop() {
    process.drop(requests);
  }
}
