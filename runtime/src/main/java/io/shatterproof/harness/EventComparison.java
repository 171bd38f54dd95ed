package io.shatterproof.harness;

import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the events of a phase with a list of patterns. */
final class EventComparison {
  /** So many events beyond the number of patterns are shown beside them. */
  private static final int MOST_SURPLUS_LINES = 100;

  private final EventMatcher matcher;
  private final EventText text;

  EventComparison(TestedDomains domains) {
    this.matcher = new EventMatcher(domains);
    this.text = new EventText(domains);
  }

  /** The difference, if there is one. */
  Optional<Failure> judge(Expectation.EventsAre expected, List<ObservedEvent> observed) {
    List<ObservedEvent> phase = OfflineStores.asFills(observed);
    List<Integer> positions = takingPart(expected, phase);
    List<ObservedEvent> events = positions.stream().map(phase::get).toList();
    int difference = switch (expected.matching()) {
      case IN_ORDER -> firstDifference(expected.patterns(), events);
      case ANY_ORDER -> firstUnmatched(expected.patterns(), events);
      case INCLUDE -> firstNotIncluded(expected.patterns(), events);
    };
    if (difference < 0) {
      return Optional.empty();
    }
    return Optional.of(new Failure(
        expected.origin(),
        message(expected, events, difference),
        lines(expected.patterns().stream().map(text::of).toList()),
        lines(actualLines(expected, events)),
        EventLogText.of(
            phase, difference < events.size() ? positions.get(difference) : phase.size(), text),
        kinds(expected, events, difference)));
  }

  /** The kinds of the event that differs and of the pattern that should be there. */
  private Set<Observable> kinds(
      Expectation.EventsAre expected, List<ObservedEvent> events, int difference) {
    List<EventPattern> patterns = expected.patterns();
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    if (difference < events.size()) {
      kinds.add(events.get(difference).event().kind());
    }
    int pattern = switch (expected.matching()) {
      case IN_ORDER -> difference;
      case ANY_ORDER -> surplusPattern(patterns, events);
      case INCLUDE -> included(patterns, events);
    };
    if (pattern < patterns.size()) {
      kinds.add(patterns.get(pattern).kind());
    }
    return kinds.stream().map(Observable::of).collect(Collectors.toSet());
  }

  /** Index of the first pattern that fewer events match than there are such patterns. */
  private int surplusPattern(List<EventPattern> patterns, List<ObservedEvent> events) {
    for (int i = 0; i < patterns.size(); i++) {
      EventPattern pattern = patterns.get(i);
      long matching = events.stream().filter(e -> matcher.matches(pattern, e)).count();
      if (matching < patterns.stream().filter(pattern::equals).count()) {
        return i;
      }
    }
    return patterns.size();
  }

  /**
   * Positions of the events that take part: everything; or the live events and with them every event of a kind
   * that a pattern names.
   */
  private static List<Integer> takingPart(
      Expectation.EventsAre expected, List<ObservedEvent> phase) {
    Set<EventKind> named = EnumSet.noneOf(EventKind.class);
    expected.patterns().forEach(pattern -> named.add(pattern.kind()));
    named.remove(EventKind.STORE);
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < phase.size(); i++) {
      ObservedEvent observed = phase.get(i);
      EventKind kind = observed.event().kind();
      if (expected.all() || named.contains(kind) || kind.isLiveEvent(observed.live())) {
        positions.add(i);
      }
    }
    return positions;
  }

  private int firstDifference(List<EventPattern> patterns, List<ObservedEvent> events) {
    int common = Math.min(patterns.size(), events.size());
    for (int i = 0; i < common; i++) {
      if (!matcher.matches(patterns.get(i), events.get(i))) {
        return i;
      }
    }
    return patterns.size() == events.size() ? -1 : common;
  }

  /** Index of an event without pattern; the number of events if only a pattern is left over. */
  private int firstUnmatched(List<EventPattern> patterns, List<ObservedEvent> events) {
    int[] patternOf = new int[events.size()];
    Arrays.fill(patternOf, -1);
    boolean everyPatternMatched = true;
    for (int pattern = 0; pattern < patterns.size(); pattern++) {
      everyPatternMatched &=
          augment(pattern, patterns, events, patternOf, new boolean[events.size()]);
    }
    for (int event = 0; event < events.size(); event++) {
      if (patternOf[event] < 0) {
        return event;
      }
    }
    return everyPatternMatched ? -1 : events.size();
  }

  /** Finds an event for a pattern, moving other patterns to other events where that helps. */
  private boolean augment(
      int pattern,
      List<EventPattern> patterns,
      List<ObservedEvent> events,
      int[] patternOf,
      boolean[] tried) {
    // A free event first: equal patterns would else push each other along, one call inside another.
    for (int event = 0; event < events.size(); event++) {
      if (patternOf[event] < 0 && matcher.matches(patterns.get(pattern), events.get(event))) {
        patternOf[event] = pattern;
        return true;
      }
    }
    for (int event = 0; event < events.size(); event++) {
      if (tried[event] || !matcher.matches(patterns.get(pattern), events.get(event))) {
        continue;
      }
      tried[event] = true;
      if (augment(patternOf[event], patterns, events, patternOf, tried)) {
        patternOf[event] = pattern;
        return true;
      }
    }
    return false;
  }

  /** The number of events if some pattern does not occur in order; -1 if all do. */
  private int firstNotIncluded(List<EventPattern> patterns, List<ObservedEvent> events) {
    return included(patterns, events) == patterns.size() ? -1 : events.size();
  }

  /** How many patterns, from the first, occur in order. */
  private int included(List<EventPattern> patterns, List<ObservedEvent> events) {
    int next = 0;
    for (ObservedEvent event : events) {
      if (next < patterns.size() && matcher.matches(patterns.get(next), event)) {
        next++;
      }
    }
    return next;
  }

  private String message(
      Expectation.EventsAre expected, List<ObservedEvent> events, int difference) {
    String subject =
        (expected.all() ? "all" : "live") + " events " + expected.matching().word();
    int number = difference + 1;
    return switch (expected.matching()) {
      case IN_ORDER -> {
        List<EventPattern> patterns = expected.patterns();
        if (difference == events.size()) {
          yield subject + ": event " + number + " is missing: " + text.of(patterns.get(difference));
        }
        if (difference == patterns.size()) {
          yield subject + ": event " + number + " is too many: " + text.of(events.get(difference));
        }
        yield subject
            + ": event "
            + number
            + " is "
            + text.of(events.get(difference))
            + ", expected "
            + text.of(patterns.get(difference));
      }
      case ANY_ORDER ->
        difference == events.size()
            ? subject + ": a pattern has no event"
            : subject + ": no pattern is left for " + text.of(events.get(difference));
      case INCLUDE -> subject + ": not all patterns occur in this order";
    };
  }

  /** Events in words; where one stands beside the pattern that it matches, in those of the pattern. */
  private List<String> actualLines(Expectation.EventsAre expected, List<ObservedEvent> events) {
    List<String> lines = new ArrayList<>();
    int shown = Math.min(events.size(), expected.patterns().size() + MOST_SURPLUS_LINES);
    for (int i = 0; i < shown; i++) {
      boolean agrees = i < expected.patterns().size()
          && matcher.matches(expected.patterns().get(i), events.get(i));
      lines.add(agrees ? text.of(expected.patterns().get(i)) : text.of(events.get(i)));
    }
    if (shown < events.size()) {
      lines.add("... " + (events.size() - shown) + " more");
    }
    return lines;
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }
}
