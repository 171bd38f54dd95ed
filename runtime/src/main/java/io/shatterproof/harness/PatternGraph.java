package io.shatterproof.harness;

import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.EventPattern.OfEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of patterns as places with ways between them: each way from the first place to the last is one
 * of the ways in which events can follow the list. Every edge leads to a place of a higher number, and
 * the edges stand in the order of the places that they leave.
 */
final class PatternGraph {
  private final List<Edge> edges = new ArrayList<>();
  private int places = 1;

  /**
   * From one place to another over events.
   *
   * @param pattern absent where there is no event between
   * @param least number of events
   * @param most number of events
   * @param branch absent outside of alternatives
   * @param source what was written, of which {@code pattern} is what each event is like
   */
  record Edge(
      int from,
      int to,
      @Nullable OfEvent pattern,
      int least,
      int most,
      @Nullable Branch branch,
      @Nullable EventPattern source) {
    boolean isFree() {
      return pattern == null;
    }
  }

  /**
   * An alternative.
   *
   * @param either number of what it is an alternative of
   * @param number from 1
   * @param outer the one that it stands in
   */
  record Branch(int either, int number, @Nullable Branch outer) {
    /** The number, behind those of the ones that it stands in: {@code 2.1}. */
    String name() {
      return (outer == null ? "" : outer.name() + ".") + number;
    }
  }

  PatternGraph(List<EventPattern> patterns) {
    add(patterns, 0, null);
    edges.sort((one, other) -> Integer.compare(one.from(), other.from()));
  }

  /** The edges, in order. */
  List<Edge> edges() {
    return edges;
  }

  /** Number of places; the last of them is the end. */
  int places() {
    return places;
  }

  private int add(List<EventPattern> patterns, int from, @Nullable Branch branch) {
    int place = from;
    for (EventPattern pattern : patterns) {
      place = add(pattern, place, branch);
    }
    return place;
  }

  private int add(EventPattern pattern, int from, @Nullable Branch branch) {
    if (pattern instanceof EventPattern.Either either) {
      return add(either, from, branch);
    }
    int to = places++;
    if (pattern instanceof EventPattern.Repeated repeated) {
      int most = repeated.most().orElse(Integer.MAX_VALUE);
      edges.add(new Edge(from, to, repeated.pattern(), repeated.least(), most, branch, repeated));
    } else {
      OfEvent single = (OfEvent) pattern;
      edges.add(new Edge(from, to, single, 1, 1, branch, single));
    }
    return to;
  }

  private int add(EventPattern.Either either, int from, @Nullable Branch outer) {
    int id = from;
    List<Integer> ends = new ArrayList<>();
    int number = 0;
    for (List<EventPattern> alternative : either.alternatives()) {
      number++;
      int begin = places++;
      Branch branch = new Branch(id, number, outer);
      edges.add(new Edge(from, begin, null, 0, 0, branch, null));
      ends.add(add(alternative, begin, branch));
    }
    int join = places++;
    ends.forEach(end -> edges.add(new Edge(end, join, null, 0, 0, outer, null)));
    return join;
  }
}
