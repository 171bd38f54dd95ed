package io.shatterproof.reference;

import io.shatterproof.event.EventSink;

/** The preemption checks of one call. */
final class Preemption {
  private final EventSink events;
  private final int pe;
  private final int every;
  private int checks;

  /**
   * Checks that ask an operation to stop now and then.
   *
   * @param every every so many-th check does; 0 for none
   */
  Preemption(EventSink events, int pe, int every) {
    this.events = events;
    this.pe = pe;
    this.every = every;
  }

  /** Whether the call is to stop here. */
  boolean isAsked() {
    checks++;
    boolean stops = every != 0 && checks % every == 0;
    if (stops) {
      events.preempted(pe, checks);
    }
    return stops;
  }

  /** Checks made so far. */
  int checks() {
    return checks;
  }
}
