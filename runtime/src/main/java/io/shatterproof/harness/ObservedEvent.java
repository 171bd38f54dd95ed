package io.shatterproof.harness;

import io.shatterproof.event.Event;

/**
 * An event with what the judge computed about it.
 *
 * @param live for a store or fill: whether its table is reachable from a root in use
 * @param domain for a store or fill: the domain whose tree reaches the table, or -1
 */
record ObservedEvent(Event event, boolean live, int domain) {

  /** The event when nothing is to be computed about it. */
  static ObservedEvent plain(Event event) {
    return new ObservedEvent(event, false, -1);
  }
}
