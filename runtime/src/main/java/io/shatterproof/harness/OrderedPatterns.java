package io.shatterproof.harness;

import io.shatterproof.event.EventKind;
import io.shatterproof.harness.PatternGraph.Branch;
import io.shatterproof.harness.PatternGraph.Edge;
import io.shatterproof.vector.EventPattern.OfEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether events are exactly what patterns say, in this order.
 *
 * <p>For each place of the graph of patterns the numbers of events are kept that can lie before it, so
 * the time is that of patterns times events, however many alternatives there are.
 */
final class OrderedPatterns {
  private final PatternGraph graph;
  private final List<ObservedEvent> events;
  private final EventMatcher matcher;
  private final EventText text;
  private final BitSet[] before;

  // What stands in the way of those who come furthest.
  private int furthest = -1;
  private final Set<Edge> wanted = new LinkedHashSet<>();
  private boolean endIsWanted;
  private final Map<Branch, Integer> reached = new LinkedHashMap<>();

  private OrderedPatterns(
      PatternGraph graph, List<ObservedEvent> events, EventMatcher matcher, EventText text) {
    this.graph = graph;
    this.events = events;
    this.matcher = matcher;
    this.text = text;
    this.before = new BitSet[graph.places()];
    for (int place = 0; place < before.length; place++) {
      before[place] = new BitSet(events.size() + 1);
    }
  }

  /** The difference, if there is one. */
  static Optional<EventDifference> difference(
      PatternGraph graph, List<ObservedEvent> events, EventMatcher matcher, EventText text) {
    OrderedPatterns patterns = new OrderedPatterns(graph, events, matcher, text);
    return patterns.match() ? Optional.empty() : Optional.of(patterns.difference());
  }

  private boolean match() {
    before[0].set(0);
    graph.edges().forEach(this::follow);
    BitSet atEnd = before[before.length - 1];
    if (atEnd.get(events.size())) {
      return true;
    }
    if (!atEnd.isEmpty() && atEnd.length() - 1 >= furthest) {
      if (atEnd.length() - 1 > furthest) {
        wanted.clear();
      }
      furthest = atEnd.length() - 1;
      endIsWanted = true;
    }
    return false;
  }

  private void follow(Edge edge) {
    BitSet from = before[edge.from()];
    OfEvent pattern = edge.pattern();
    if (pattern == null) {
      before[edge.to()].or(from);
      return;
    }
    int runEnd = -1;
    for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
      runEnd = Math.max(runEnd, i);
      while (runEnd < events.size()
          && runEnd - (long) i < edge.most()
          && matcher.matches(pattern, events.get(runEnd))) {
        runEnd++;
      }
      int most = (int) Math.min(runEnd - (long) i, edge.most());
      if (most >= edge.least()) {
        before[edge.to()].set(i + edge.least(), i + most + 1);
      }
      if (most < edge.most()) {
        stop(edge, i + most);
      }
      mark(edge.branch(), i + most);
    }
  }

  private void stop(Edge edge, int event) {
    if (event > furthest) {
      furthest = event;
      wanted.clear();
    }
    if (event == furthest) {
      wanted.add(edge);
    }
  }

  private void mark(@Nullable Branch branch, int event) {
    for (Branch one = branch; one != null; one = one.outer()) {
      reached.merge(one, event, Math::max);
    }
  }

  private EventDifference difference() {
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    if (furthest < events.size()) {
      kinds.add(events.get(furthest).event().kind());
    }
    wanted.forEach(edge -> kinds.add(pattern(edge).kind()));
    List<String> way = wayThere();
    List<Edge> rest = wanted.stream().findFirst().map(this::wayOn).orElse(List.of());
    List<String> expected = new ArrayList<>(way);
    rest.forEach(edge -> expected.add(text.of(Objects.requireNonNull(edge.source()))));
    List<String> actual = new ArrayList<>(way);
    int shown =
        (int) Math.min(events.size(), expected.size() + (long) EventComparison.MOST_SURPLUS_LINES);
    for (int i = furthest; i < shown; i++) {
      boolean agrees = i - furthest < rest.size() && isLike(rest.get(i - furthest), events.get(i));
      actual.add(agrees ? expected.get(i) : text.of(events.get(i)));
    }
    if (shown < events.size()) {
      actual.add("... " + (events.size() - shown) + " more");
    }
    return new EventDifference(furthest, message(), expected, actual, kinds);
  }

  private String message() {
    int number = furthest + 1;
    String alternatives = alternatives();
    if (wanted.isEmpty()) {
      return "event " + number + " is too many: " + text.of(events.get(furthest));
    }
    List<String> patterns = wanted.stream()
        .map(this::named)
        .distinct()
        .collect(Collectors.toCollection(ArrayList::new));
    if (endIsWanted) {
      patterns.add("the end");
    }
    String what = String.join(" or ", patterns);
    return furthest == events.size()
        ? "event " + number + " is missing: " + what + alternatives
        : "event " + number + " is " + text.of(events.get(furthest)) + ", expected " + what
            + alternatives;
  }

  private String named(Edge edge) {
    Branch branch = edge.branch();
    return text.of(Objects.requireNonNull(edge.source()))
        + (branch == null ? "" : " (alternative " + branch.name() + ")");
  }

  /** How far each alternative came, of those that something is wanted in. */
  private String alternatives() {
    Set<Integer> eithers = wanted.stream()
        .map(Edge::branch)
        .filter(Objects::nonNull)
        .map(Branch::either)
        .collect(Collectors.toSet());
    List<String> ends = reached.entrySet().stream()
        .filter(entry -> eithers.contains(entry.getKey().either()))
        .filter(entry -> entry.getValue() < furthest)
        .map(entry ->
            "alternative " + entry.getKey().name() + " fails at event " + (entry.getValue() + 1))
        .toList();
    return ends.isEmpty() ? "" : "; " + String.join(", ", ends);
  }

  /** The patterns of one of the ways that come furthest, one for each event before. */
  private List<String> wayThere() {
    List<String> way = new ArrayList<>();
    int place = wanted.stream().findFirst().map(Edge::from).orElse(before.length - 1);
    int event = start();
    wanted.stream()
        .findFirst()
        .ifPresent(
            edge -> way.addAll(Collections.nCopies(furthest - event, text.of(pattern(edge)))));
    back(place, event, way);
    Collections.reverse(way);
    return way;
  }

  /** Where the run of the first pattern that is wanted begins. */
  private int start() {
    Optional<Edge> edge = wanted.stream().findFirst();
    if (edge.isEmpty()) {
      return furthest;
    }
    int start = furthest;
    while (!before[edge.get().from()].get(start)) {
      start--;
    }
    return start;
  }

  private void back(int toPlace, int toEvent, List<String> way) {
    int place = toPlace;
    int event = toEvent;
    while (place != 0) {
      Edge edge = edgeTo(place, event);
      int start = Math.max(0, startOf(edge, event));
      if (!edge.isFree()) {
        way.addAll(Collections.nCopies(event - start, text.of(pattern(edge))));
      }
      place = edge.from();
      event = start;
    }
  }

  private Edge edgeTo(int place, int event) {
    for (Edge edge : graph.edges()) {
      if (edge.to() == place && startOf(edge, event) >= 0) {
        return edge;
      }
    }
    throw new IllegalStateException("no way leads to place " + place);
  }

  /** From how many events on an edge leads to so many; -1 if it does not. */
  private int startOf(Edge edge, int event) {
    BitSet from = before[edge.from()];
    if (edge.isFree()) {
      return from.get(event) ? event : -1;
    }
    OfEvent pattern = pattern(edge);
    for (int count = 0; count <= edge.most() && count <= event; count++) {
      if (count > 0 && !matcher.matches(pattern, events.get(event - count))) {
        return -1;
      }
      if (count >= edge.least() && from.get(event - count)) {
        return event - count;
      }
    }
    return -1;
  }

  /** What is behind the furthest event, the first alternative of several. */
  private List<Edge> wayOn(Edge first) {
    List<Edge> way = new ArrayList<>();
    Edge edge = first;
    while (edge != null) {
      if (!edge.isFree()) {
        way.add(edge);
      }
      edge = firstFrom(edge.to());
    }
    return way;
  }

  private boolean isLike(Edge edge, ObservedEvent event) {
    return edge.source() instanceof OfEvent pattern && matcher.matches(pattern, event);
  }

  private @Nullable Edge firstFrom(int place) {
    return graph.edges().stream()
        .filter(edge -> edge.from() == place)
        .findFirst()
        .orElse(null);
  }

  private static OfEvent pattern(Edge edge) {
    return Objects.requireNonNull(edge.pattern());
  }
}
