package io.shatterproof.machine;

/**
 * Something a provider told that cannot be, or differs from what follows from its other events.
 *
 * @param event ordinal of the event among all events, from 0
 * @param message what was told and what the machine computes, in one line
 */
public record Inconsistency(long event, String message) {
  @Override
  public String toString() {
    return message + " (event " + event + ")";
  }
}
