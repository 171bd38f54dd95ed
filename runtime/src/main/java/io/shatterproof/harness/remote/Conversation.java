package io.shatterproof.harness.remote;

import io.shatterproof.event.EventSink;

/** Whoever answers the calls of one session: a program, what it wrote before, or a guess. */
interface Conversation extends AutoCloseable {

  /**
   * Makes a call, and returns what came back.
   *
   * @param events takes what happens meanwhile
   * @throws RuntimeException if there is no answer, or none that makes sense
   */
  Answer ask(Call call, EventSink events);

  @Override
  void close();
}
