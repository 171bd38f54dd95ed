package io.shatterproof.sets;

import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.json.VectorFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * What became of a set: vectors are the same by their ids. One that is gone and one that is new are
 * one vector with another meaning if the new one says so by {@code was}, or else if they have one
 * title, or the only row of one scenario, or one place.
 *
 * @param same how many are in both, in the same words
 * @param reworded in both, in other words; by id
 * @param changed with another meaning; by the old id
 * @param removed only in the first; by id
 * @param added only in the second; by id
 */
public record SetDifference(
    long same,
    List<Reworded> reworded,
    List<Changed> changed,
    List<Entry> removed,
    List<Entry> added) {
  public SetDifference {
    reworded = List.copyOf(reworded);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
    added = List.copyOf(added);
  }

  /**
   * What is kept in memory of a vector.
   *
   * @param scenario title of all rows of its scenario
   * @param place where it was written
   */
  public record Entry(String id, String title, String scenario, List<String> was, String place) {
    public Entry {
      was = List.copyOf(was);
    }

    static Entry of(ConformanceVector vector) {
      return new Entry(
          vector.heading().id(),
          vector.heading().title(),
          vector.heading().scenario(),
          vector.heading().was(),
          vector.heading().origin().toString());
    }

    private String file() {
      return place.replaceFirst(":[0-9]+:[0-9]+$", "");
    }
  }

  /**
   * The same meaning in other words.
   *
   * @param differences see {@link Wording#differences}; {@code title} first if that is another one
   */
  public record Reworded(Entry before, Entry after, List<String> differences) {
    public Reworded {
      differences = List.copyOf(differences);
    }

    /** Whether it has another title. */
    public boolean isRenamed() {
      return !before.title().equals(after.title());
    }
  }

  /** The same vector with another meaning, and by what it is known to be the same. */
  public record Changed(Entry before, Entry after, Match match) {}

  /** By what two vectors of different ids are known to be one. */
  public enum Match {
    WAS,
    TITLE,
    SCENARIO,
    PLACE;

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether both sets have the same vectors in the same words. */
  public boolean isNone() {
    return reworded.isEmpty() && changed.isEmpty() && removed.isEmpty() && added.isEmpty();
  }

  /** Compares two sets, each of which may lie in several files. */
  public static SetDifference of(List<SetSource> before, List<SetSource> after)
      throws IOException, VectorFormatException {
    List<SetSource> all = new ArrayList<>(before);
    all.addAll(after);
    long same = 0;
    List<Reworded> reworded = new ArrayList<>();
    Map<String, Entry> removed = new TreeMap<>();
    Map<String, Entry> added = new TreeMap<>();
    try (UnitedReading reading = new UnitedReading(all)) {
      for (List<UnitedReading.Found> found = reading.next();
          !found.isEmpty();
          found = reading.next()) {
        Optional<ConformanceVector> old = first(found, from -> from < before.size());
        Optional<ConformanceVector> young = first(found, from -> from >= before.size());
        String id = found.get(0).vector().heading().id();
        if (young.isEmpty()) {
          removed.put(id, Entry.of(old.orElseThrow()));
        } else if (old.isEmpty()) {
          added.put(id, Entry.of(young.get()));
        } else {
          List<String> words = Wording.differences(old.get(), young.get());
          if (words.isEmpty()) {
            same++;
          } else {
            reworded.add(new Reworded(Entry.of(old.get()), Entry.of(young.get()), words));
          }
        }
      }
    }
    List<Changed> changed = changed(removed, added);
    return new SetDifference(
        same, reworded, changed, List.copyOf(removed.values()), List.copyOf(added.values()));
  }

  private static Optional<ConformanceVector> first(
      List<UnitedReading.Found> found, IntPredicate isOf) {
    return found.stream()
        .filter(one -> isOf.test(one.from()))
        .findFirst()
        .map(UnitedReading.Found::vector);
  }

  /** Pairs what is gone with what is new, and takes both out. */
  private static List<Changed> changed(Map<String, Entry> removed, Map<String, Entry> added) {
    Map<String, Changed> changed = new TreeMap<>();
    for (Entry young : List.copyOf(added.values())) {
      young.was().stream()
          .filter(removed::containsKey)
          .findFirst()
          .ifPresent(id -> pair(removed, added, id, young.id(), Match.WAS, changed));
    }
    for (Entry old : List.copyOf(removed.values())) {
      old.was().stream()
          .filter(added::containsKey)
          .findFirst()
          .ifPresent(id -> pair(removed, added, old.id(), id, Match.WAS, changed));
    }
    byKey(removed, added, entry -> entry.title() + "\n" + entry.file(), Match.TITLE, changed);
    byKey(removed, added, Entry::title, Match.TITLE, changed);
    byKey(removed, added, Entry::scenario, Match.SCENARIO, changed);
    byKey(removed, added, Entry::place, Match.PLACE, changed);
    return List.copyOf(changed.values());
  }

  /** Only what has a key alone, on both sides, is paired by it. */
  private static void byKey(
      Map<String, Entry> removed,
      Map<String, Entry> added,
      Function<Entry, String> key,
      Match match,
      Map<String, Changed> changed) {
    Map<String, List<Entry>> old = grouped(removed, key);
    Map<String, List<Entry>> young = grouped(added, key);
    old.forEach((value, entries) -> {
      List<Entry> others = young.getOrDefault(value, List.of());
      if (entries.size() == 1 && others.size() == 1) {
        pair(removed, added, entries.get(0).id(), others.get(0).id(), match, changed);
      }
    });
  }

  private static Map<String, List<Entry>> grouped(
      Map<String, Entry> entries, Function<Entry, String> key) {
    Map<String, List<Entry>> grouped = new LinkedHashMap<>();
    entries
        .values()
        .forEach(entry -> grouped
            .computeIfAbsent(key.apply(entry), absent -> new ArrayList<>())
            .add(entry));
    return grouped;
  }

  private static void pair(
      Map<String, Entry> removed,
      Map<String, Entry> added,
      String oldId,
      String newId,
      Match match,
      Map<String, Changed> changed) {
    Entry old = removed.remove(oldId);
    Entry young = added.remove(newId);
    if (old != null && young != null) {
      changed.put(oldId, new Changed(old, young, match));
    } else if (old != null) {
      removed.put(oldId, old);
    } else if (young != null) {
      added.put(newId, young);
    }
  }

  /** Reads the vectors of these ids; as many as the caller can hold. */
  public static Map<String, ConformanceVector> load(List<SetSource> sources, Set<String> ids)
      throws IOException, VectorFormatException {
    Map<String, ConformanceVector> loaded = new HashMap<>();
    try (UnitedReading reading = new UnitedReading(sources)) {
      for (List<UnitedReading.Found> found = reading.next();
          !found.isEmpty();
          found = reading.next()) {
        ConformanceVector vector = found.get(0).vector();
        if (ids.contains(vector.heading().id())) {
          loaded.put(vector.heading().id(), vector);
        }
      }
    }
    return loaded;
  }
}
