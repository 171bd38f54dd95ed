package io.shatterproof.harness;

import io.shatterproof.event.EventKind;
import java.util.List;
import java.util.Set;

/**
 * How the events that take part differ from a list of patterns.
 *
 * @param event index of the first one that differs; their number if something is missing at the end
 * @param message what differs, in a line
 * @param expected what should be there, a line each
 * @param actual what is there, a line each
 * @param kinds of the event that differs and of the patterns that should be there
 */
record EventDifference(
    int event, String message, List<String> expected, List<String> actual, Set<EventKind> kinds) {
  EventDifference {
    expected = List.copyOf(expected);
    actual = List.copyOf(actual);
    kinds = Set.copyOf(kinds);
  }
}
