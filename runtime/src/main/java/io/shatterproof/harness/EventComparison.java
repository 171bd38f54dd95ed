package io.shatterproof.harness;

import io.shatterproof.event.EventKind;
import io.shatterproof.event.Observable;
import io.shatterproof.harness.UnorderedPatterns.Demand;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the events of a phase with patterns. */
final class EventComparison {
  /** So many events beyond the number of patterns are shown beside them. */
  static final int MOST_SURPLUS_LINES = 100;

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
    return difference(expected, events).map(difference -> {
      int event = difference.event();
      return new Failure(
          expected.origin(),
          (expected.all() ? "all" : "live") + " events " + expected.matching().word() + ": "
              + difference.message(),
          String.join("\n", difference.expected()),
          String.join("\n", difference.actual()),
          EventLogText.of(phase, event < events.size() ? positions.get(event) : phase.size(), text),
          difference.kinds().stream().map(Observable::of).collect(Collectors.toSet()));
    });
  }

  /** The first event that a pattern says there is none of, if there is one. */
  Optional<Failure> judge(Expectation.NoEvent expected, List<ObservedEvent> observed) {
    List<ObservedEvent> phase = OfflineStores.asFills(observed);
    String claim = "no " + text.withoutAny(expected.pattern());
    for (int i = 0; i < phase.size(); i++) {
      if (matcher.matches(expected.pattern(), phase.get(i))) {
        String event = text.of(phase.get(i));
        return Optional.of(new Failure(
            expected.origin(),
            claim + ": event " + (i + 1) + " of the phase is " + event,
            claim,
            event,
            EventLogText.of(phase, i, text),
            Set.of(Observable.of(expected.pattern().kind()))));
      }
    }
    return Optional.empty();
  }

  private Optional<EventDifference> difference(
      Expectation.EventsAre expected, List<ObservedEvent> events) {
    List<EventPattern> patterns = expected.patterns();
    return switch (expected.matching()) {
      case IN_ORDER ->
        OrderedPatterns.difference(new PatternGraph(patterns), events, matcher, text);
      case ANY_ORDER -> unordered(expected, events);
      case INCLUDE -> notIncluded(patterns, events);
    };
  }

  private Optional<EventDifference> unordered(
      Expectation.EventsAre expected, List<ObservedEvent> events) {
    List<EventPattern> patterns = expected.patterns();
    if (EventPattern.choices(patterns) > EventPattern.MOST_CHOICES) {
      throw new MalformedVectorException(expected.origin() + ": there are more than "
          + EventPattern.MOST_CHOICES + " ways to choose among the alternatives");
    }
    List<List<Demand>> choices = UnorderedPatterns.choices(patterns);
    UnorderedPatterns nearest = choices.stream()
        .map(demands -> new UnorderedPatterns(demands, events, matcher))
        .min(Comparator.comparingLong(UnorderedPatterns::distance))
        .orElseThrow();
    if (nearest.match()) {
      return Optional.empty();
    }
    int event = nearest.firstWithoutPattern();
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    kinds.addAll(nearest.kindsOfLacking());
    if (event < events.size()) {
      kinds.add(events.get(event).event().kind());
    }
    String message = event == events.size()
        ? isPlain(patterns) ? "a pattern has no event" : nearest.textOfLacking(text)
        : "no pattern is left for " + text.of(events.get(event));
    String tried = choices.size() == 1
        ? ""
        : "; that is the nearest of " + choices.size() + " ways to choose the alternatives";
    return Optional.of(new EventDifference(
        event, message + tried, expectedLines(patterns), actualLines(patterns, events), kinds));
  }

  private Optional<EventDifference> notIncluded(
      List<EventPattern> patterns, List<ObservedEvent> events) {
    IncludedPatterns included =
        new IncludedPatterns(new PatternGraph(patterns), events, matcher, text);
    if (included.match()) {
      return Optional.empty();
    }
    return Optional.of(new EventDifference(
        events.size(),
        isPlain(patterns) ? "not all patterns occur in this order" : included.message(),
        expectedLines(patterns),
        actualLines(patterns, events),
        included.kinds()));
  }

  /** Whether each pattern is of one event. */
  private static boolean isPlain(List<EventPattern> patterns) {
    return patterns.stream().allMatch(EventPattern.OfEvent.class::isInstance);
  }

  /**
   * Positions of the events that take part: everything; or the live events and with them every event of a kind
   * that a pattern names.
   */
  private static List<Integer> takingPart(
      Expectation.EventsAre expected, List<ObservedEvent> phase) {
    Set<EventKind> named = EnumSet.noneOf(EventKind.class);
    expected.patterns().forEach(pattern -> named.addAll(pattern.kinds()));
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

  private List<String> expectedLines(List<EventPattern> patterns) {
    return patterns.stream().map(text::of).toList();
  }

  /** Events in words; where one stands beside the pattern that it matches, in those of the pattern. */
  private List<String> actualLines(List<EventPattern> patterns, List<ObservedEvent> events) {
    List<String> lines = new ArrayList<>();
    int shown = Math.min(events.size(), patterns.size() + MOST_SURPLUS_LINES);
    for (int i = 0; i < shown; i++) {
      boolean agrees = i < patterns.size()
          && patterns.get(i) instanceof EventPattern.OfEvent pattern
          && matcher.matches(pattern, events.get(i));
      lines.add(agrees ? text.of(patterns.get(i)) : text.of(events.get(i)));
    }
    if (shown < events.size()) {
      lines.add("... " + (events.size() - shown) + " more");
    }
    return lines;
  }
}
