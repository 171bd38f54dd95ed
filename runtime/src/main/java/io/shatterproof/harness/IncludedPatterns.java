package io.shatterproof.harness;

import io.shatterproof.event.EventKind;
import io.shatterproof.harness.PatternGraph.Edge;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.EventPattern.OfEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether patterns occur in this order, other events between them or not. A pattern with a number is
 * about all the events, wherever it stands.
 */
final class IncludedPatterns {
  private static final int NOWHERE = -1;

  private final List<ObservedEvent> events;
  private final EventMatcher matcher;
  private final EventText text;
  private final int[] earliest; // number of events before each place
  private final List<Edge> blocked = new ArrayList<>();

  IncludedPatterns(
      PatternGraph graph, List<ObservedEvent> events, EventMatcher matcher, EventText text) {
    this.events = events;
    this.matcher = matcher;
    this.text = text;
    this.earliest = new int[graph.places()];
    Arrays.fill(earliest, NOWHERE);
    earliest[0] = 0;
    graph.edges().forEach(this::follow);
  }

  boolean match() {
    return earliest[earliest.length - 1] != NOWHERE;
  }

  private void follow(Edge edge) {
    int from = earliest[edge.from()];
    if (from == NOWHERE) {
      return;
    }
    int to = behind(edge, from);
    if (to == NOWHERE) {
      blocked.add(edge);
    } else if (earliest[edge.to()] == NOWHERE || to < earliest[edge.to()]) {
      earliest[edge.to()] = to;
    }
  }

  private int behind(Edge edge, int from) {
    OfEvent pattern = edge.pattern();
    if (pattern == null) {
      return from;
    }
    if (edge.source() instanceof EventPattern.Repeated) {
      long count = count(pattern);
      return count >= edge.least() && count <= edge.most() ? from : NOWHERE;
    }
    for (int i = from; i < events.size(); i++) {
      if (matcher.matches(pattern, events.get(i))) {
        return i + 1;
      }
    }
    return NOWHERE;
  }

  private long count(OfEvent pattern) {
    return events.stream().filter(event -> matcher.matches(pattern, event)).count();
  }

  /** What stands in the way, behind as many events as possible. */
  private List<Edge> wanted() {
    int furthest =
        blocked.stream().mapToInt(edge -> earliest[edge.from()]).max().orElseThrow();
    return blocked.stream().filter(edge -> earliest[edge.from()] == furthest).toList();
  }

  Set<EventKind> kinds() {
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    wanted().forEach(edge -> kinds.addAll(Objects.requireNonNull(edge.source()).kinds()));
    return kinds;
  }

  /** What is missing, or too often there. */
  String message() {
    List<Edge> wanted = wanted();
    String behind = earliest[wanted.get(0).from()] == 0
        ? ""
        : ", behind event " + earliest[wanted.get(0).from()];
    return wanted.stream().map(this::complaint).distinct().collect(Collectors.joining("; "))
        + (wanted.stream().allMatch(edge -> edge.source() instanceof EventPattern.Repeated)
            ? ""
            : behind);
  }

  private String complaint(Edge edge) {
    EventPattern source = Objects.requireNonNull(edge.source());
    String where = edge.branch() == null ? "" : " (alternative " + edge.branch().name() + ")";
    if (source instanceof EventPattern.Repeated repeated) {
      long count = count(repeated.pattern());
      return text.of(repeated.pattern()) + " occurs " + count + (count == 1 ? " time" : " times")
          + ", expected " + text.of(source) + where;
    }
    return text.of(source) + where + " does not occur";
  }
}
