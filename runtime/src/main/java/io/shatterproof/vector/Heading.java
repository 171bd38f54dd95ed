package io.shatterproof.vector;

import io.shatterproof.event.ViolationName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything about a vector but what it does and expects.
 *
 * @param id 16 hexadecimal digits: hash of the meaning, names and comments excluded
 * @param was earlier ids of the same vector
 * @param title with the values of its row filled in
 * @param scenario title of the scenario as written, the same for all rows
 * @param tags in the order written
 * @param why documentation comment of the scenario; may be empty
 * @param source source of the rule; may be empty
 * @param origin place of the scenario
 * @param profiles every profile the vector names; it is run once for each that an implementation
 *     claims
 * @param knownFailures at most one for each violation of a profile
 * @param waived what the checkers may find, since the vector is not about it; sorted, each once
 * @param expectedFailure said of a vector that is known not to hold yet
 * @param kills names of seeded faults that the author claims it kills
 * @param checks number of expectations, those on steps included, each of which must be judged or
 *     be out of scope; known failures count one each
 */
public record Heading(
    String id,
    List<String> was,
    String title,
    String scenario,
    List<String> tags,
    String why,
    String source,
    Origin origin,
    Needs needs,
    SortedSet<String> profiles,
    List<KnownFailure> knownFailures,
    List<ViolationName> waived,
    Optional<ExpectedFailure> expectedFailure,
    List<String> kills,
    int checks) {
  public Heading {
    was = List.copyOf(was);
    tags = List.copyOf(tags);
    profiles = Collections.unmodifiableSortedSet(new TreeSet<>(profiles));
    knownFailures = List.copyOf(knownFailures);
    waived = waived.isEmpty() ? List.of() : waived.stream().distinct().sorted().toList();
    kills = List.copyOf(kills);
  }

  /** A heading that waives nothing, of a vector that should hold. */
  public Heading(
      String id,
      List<String> was,
      String title,
      String scenario,
      List<String> tags,
      String why,
      String source,
      Origin origin,
      Needs needs,
      SortedSet<String> profiles,
      List<KnownFailure> knownFailures,
      List<String> kills,
      int checks) {
    this(
        id,
        was,
        title,
        scenario,
        tags,
        why,
        source,
        origin,
        needs,
        profiles,
        knownFailures,
        List.of(),
        Optional.empty(),
        kills,
        checks);
  }

  /** This with another id. */
  public Heading withId(String newId) {
    return new Heading(
        newId,
        was,
        title,
        scenario,
        tags,
        why,
        source,
        origin,
        needs,
        profiles,
        knownFailures,
        waived,
        expectedFailure,
        kills,
        checks);
  }
}
