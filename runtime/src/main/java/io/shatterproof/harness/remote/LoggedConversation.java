package io.shatterproof.harness.remote;

import io.shatterproof.event.EventLog;
import io.shatterproof.event.EventSink;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Answers calls from what was logged when they were made; none that was not planned. */
final class LoggedConversation implements Conversation {
  private final Iterator<Call> planned;
  private final Iterator<byte[]> lines;
  private final AnswerReader reader = new AnswerReader();
  private @Nullable String departure;

  /**
   * A session that has not begun.
   *
   * @param planned its calls, behind the one that begins it
   * @param lines what was logged of it, and of those behind it
   */
  LoggedConversation(Iterator<Call> planned, Iterator<byte[]> lines) {
    this.planned = planned;
    this.lines = lines;
  }

  void begin(Call opening) {
    answer(opening, new EventLog());
  }

  @Override
  public Answer ask(Call call, EventSink events) {
    if (departure != null) {
      throw new ProgramFailedException(departure);
    }
    Call next = planned.hasNext() ? planned.next() : null;
    if (!call.equals(next)) {
      throw departed("the judge has to ask " + shown(call) + " now, after what was answered before;"
          + (next == null
              ? " the calls that were planned are over"
              : " planned was " + shown(next)));
    }
    return answer(call, events);
  }

  private Answer answer(Call call, EventSink events) {
    try {
      Answer answer = reader.read(() -> line(call), events);
      String told = answer.result().text("result");
      if (!told.equals(call.word())) {
        throw departed("the log has a result of `" + FlatObject.shown(told) + "` where that of `"
            + call.word() + "` was to come");
      }
      return answer;
    } catch (NonsenseException nonsense) {
      throw new ProgramFailedException(
          "nonsense was logged of `" + call.word() + "`: " + nonsense.getMessage());
    }
  }

  private byte[] line(Call call) {
    if (!lines.hasNext()) {
      throw departed("the log has no result of `" + call.word() + "`");
    }
    return lines.next();
  }

  private ProgramFailedException departed(String why) {
    departure = why;
    return new ProgramFailedException(why);
  }

  private static String shown(Call call) {
    return "`" + FlatObject.shown(call.toString()) + "`";
  }

  /** Whether everything was asked that was planned, and the log goes on. */
  boolean isSurpassed() {
    return !planned.hasNext() && lines.hasNext();
  }

  /** Why the log cannot tell how the vector ends; null if it can. */
  @Nullable
  String departure() {
    return departure;
  }

  @Override
  public void close() {}
}
