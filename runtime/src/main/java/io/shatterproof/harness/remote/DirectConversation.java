package io.shatterproof.harness.remote;

import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventLog;
import io.shatterproof.event.EventSink;
import java.util.List;

/** Asks a process call by call; the process is nobody else's meanwhile. */
final class DirectConversation implements Conversation {
  private final ProgramPool pool;
  private final ProgramProcess process;
  private final Script script;
  private final AnswerReader reader = new AnswerReader();
  private volatile String asked = "run";
  private boolean isOver;

  DirectConversation(ProgramPool pool, Platform platform, String profile) {
    this.pool = pool;
    this.process = pool.lease();
    this.script = new Script(pool.nextRun()).add(Script.opening(platform, profile));
    ask(new EventLog());
  }

  @Override
  public Answer ask(Call call, EventSink events) {
    asked = call.word();
    script.add(call);
    return ask(events);
  }

  private Answer ask(EventSink events) {
    if (isOver) {
      throw new ProgramFailedException(process.failure());
    }
    Request request = script.requests().get(script.requests().size() - 1);
    try {
      process.ask(List.of(request), script.takeLines());
      Answer answer = reader.read(() -> process.await(request, pool.patience()), events);
      request.requireAnsweredBy(answer.result());
      return answer;
    } catch (NonsenseException nonsense) {
      process.fail("answered nonsense to `" + request.word() + "`: " + nonsense.getMessage());
      throw over();
    } catch (ProgramFailedException failed) {
      throw over();
    }
  }

  private ProgramFailedException over() {
    isOver = true;
    String why = process.failure();
    pool.failed(why);
    return new ProgramFailedException(why);
  }

  /** What it is asked, and what it wrote last. */
  String progress() {
    return ProgramProgress.of(asked, process);
  }

  /** Ends what is waited for. */
  void abandon() {
    process.fail("took too long");
  }

  @Override
  public void close() {
    if (isOver) {
      return;
    }
    asked = "end";
    script.end();
    ask(new EventLog()).result().end();
    isOver = true;
    pool.succeeded();
    pool.giveBack(process);
  }
}
