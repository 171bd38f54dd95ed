package io.shatterproof.harness;

import io.shatterproof.event.EventKind;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.EventPattern.OfEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether events are exactly what patterns say, in whatever order: each event is given to a pattern,
 * and each pattern gets as many as it asks for.
 *
 * <p>First the patterns get what they must have, then what they may have as well. An event that finds
 * no room makes others move; what was full stays full.
 */
final class UnorderedPatterns {
  private static final int NOBODY = -1;

  private final List<Demand> demands;
  private final List<ObservedEvent> events;
  private final EventMatcher matcher;
  private final int[] ownerOf; // of each event
  private final List<Set<Integer>> given = new ArrayList<>(); // events of each demand

  /**
   * What a pattern asks for.
   *
   * @param anyOf each event is like one of these
   */
  record Demand(List<OfEvent> anyOf, long least, long most) {
    Demand {
      anyOf = List.copyOf(anyOf);
    }

    Demand plus(Demand other) {
      return new Demand(anyOf, least + other.least, Math.min(Integer.MAX_VALUE, most + other.most));
    }
  }

  UnorderedPatterns(List<Demand> demands, List<ObservedEvent> events, EventMatcher matcher) {
    this.demands = merged(demands);
    this.events = events;
    this.matcher = matcher;
    this.ownerOf = new int[events.size()];
    Arrays.fill(ownerOf, NOBODY);
    this.demands.forEach(demand -> given.add(new LinkedHashSet<>()));
    give(Demand::least);
    give(Demand::most);
  }

  private static List<Demand> merged(List<Demand> demands) {
    Map<List<OfEvent>, Demand> merged = new LinkedHashMap<>();
    demands.forEach(demand -> merged.merge(demand.anyOf(), demand, Demand::plus));
    return List.copyOf(merged.values());
  }

  /** How many events a demand has room for. */
  private interface Room {
    long of(Demand demand);
  }

  private void give(Room room) {
    for (int event = 0; event < ownerOf.length; event++) {
      if (ownerOf[event] == NOBODY) {
        give(event, room, new boolean[demands.size()]);
      }
    }
  }

  private boolean give(int event, Room room, boolean[] tried) {
    for (int demand = 0; demand < demands.size(); demand++) {
      if (given.get(demand).size() < room.of(demands.get(demand)) && asksFor(demand, event)) {
        take(demand, event);
        return true;
      }
    }
    for (int demand = 0; demand < demands.size(); demand++) {
      if (tried[demand] || !asksFor(demand, event)) {
        continue;
      }
      tried[demand] = true;
      for (int other : List.copyOf(given.get(demand))) {
        if (give(other, room, tried)) {
          given.get(demand).remove(other);
          take(demand, event);
          return true;
        }
      }
    }
    return false;
  }

  private void take(int demand, int event) {
    given.get(demand).add(event);
    ownerOf[event] = demand;
  }

  private boolean asksFor(int demand, int event) {
    return demands.get(demand).anyOf().stream()
        .anyMatch(pattern -> matcher.matches(pattern, events.get(event)));
  }

  /** The first event that no pattern is left for; their number if there is none. */
  int firstWithoutPattern() {
    for (int event = 0; event < ownerOf.length; event++) {
      if (ownerOf[event] == NOBODY) {
        return event;
      }
    }
    return ownerOf.length;
  }

  /** How many events there are too many, or too few. */
  long distance() {
    long distance = Arrays.stream(ownerOf).filter(owner -> owner == NOBODY).count();
    for (int demand = 0; demand < demands.size(); demand++) {
      distance += Math.max(0, demands.get(demand).least() - given.get(demand).size());
    }
    return distance;
  }

  boolean match() {
    return distance() == 0;
  }

  /** The kinds of the first pattern that lacks events. */
  Set<EventKind> kindsOfLacking() {
    return lacking().stream()
        .flatMap(demand -> demands.get(demand).anyOf().stream())
        .map(OfEvent::kind)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What the first pattern that lacks events has, and should have; empty if none does. */
  String textOfLacking(EventText text) {
    return lacking()
        .map(number -> {
          Demand demand = demands.get(number);
          int has = given.get(number).size();
          return (has == 0
                  ? "no event is "
                  : "only " + has + " of " + demand.least() + " events are ")
              + demand.anyOf().stream().map(text::of).collect(Collectors.joining(" or "));
        })
        .orElse("");
  }

  private Optional<Integer> lacking() {
    for (int demand = 0; demand < demands.size(); demand++) {
      if (given.get(demand).size() < demands.get(demand).least()) {
        return Optional.of(demand);
      }
    }
    return Optional.empty();
  }

  /** The demands of each way to choose an alternative of every {@code either}. */
  static List<List<Demand>> choices(List<EventPattern> patterns) {
    List<List<Demand>> ways = List.of(List.of());
    for (EventPattern pattern : patterns) {
      List<List<Demand>> longer = new ArrayList<>();
      for (List<Demand> way : ways) {
        for (List<Demand> more : choicesOf(pattern)) {
          List<Demand> both = new ArrayList<>(way);
          both.addAll(more);
          longer.add(both);
        }
      }
      ways = longer;
    }
    return ways;
  }

  private static List<List<Demand>> choicesOf(EventPattern pattern) {
    if (pattern instanceof EventPattern.Repeated repeated) {
      long most = repeated.most().orElse(Integer.MAX_VALUE);
      return List.of(List.of(new Demand(List.of(repeated.pattern()), repeated.least(), most)));
    }
    if (pattern instanceof EventPattern.Either either) {
      if (either.isOfSingleEvents()) {
        List<OfEvent> anyOf = either.alternatives().stream()
            .map(alternative -> (OfEvent) alternative.get(0))
            .toList();
        return List.of(List.of(new Demand(anyOf, 1, 1)));
      }
      List<List<Demand>> all = new ArrayList<>();
      either.alternatives().forEach(alternative -> all.addAll(choices(alternative)));
      return all;
    }
    return List.of(List.of(new Demand(List.of((OfEvent) pattern), 1, 1)));
  }
}
