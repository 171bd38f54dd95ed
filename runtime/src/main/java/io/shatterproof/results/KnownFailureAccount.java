package io.shatterproof.results;

import io.shatterproof.harness.Result;
import io.shatterproof.harness.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of the failures that are known. */
public final class KnownFailureAccount {
  private final KnownFailureList known;
  private final Set<String> ids = new HashSet<>(); // of the list
  private final Set<String> met = new HashSet<>();
  private final Map<Integer, Outcome> outcomes = new HashMap<>(); // by line

  /** What came of the runs that an entry is about. */
  private static final class Outcome {
    private boolean fails;
    private final Map<Verdict, Long> others = new EnumMap<>(Verdict.class);
  }

  public KnownFailureAccount(KnownFailureList known) {
    this.known = known;
    known.entries().forEach(entry -> ids.add(entry.id()));
  }

  /**
   * What a person should know of an entry.
   *
   * @param what in words, as in "fixed"
   */
  public record Remark(String what, KnownFailureList.Entry entry) {}

  /** The set has this vector, whether it is run or not. */
  public void meet(String id) {
    if (ids.contains(id)) {
      met.add(id);
    }
  }

  /** Takes a result; answers where it is told of, if it is a failure that is known. */
  public Optional<String> judge(Result result) {
    Optional<KnownFailureList.Entry> entry = known.of(result);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Outcome outcome = outcomes.computeIfAbsent(entry.get().line(), line -> new Outcome());
    if (entry.get().verdict() == result.verdict()) {
      outcome.fails = true;
      return entry.map(KnownFailureList.Entry::reference);
    }
    outcome.others.merge(result.verdict(), 1L, Long::sum);
    return Optional.empty();
  }

  /** Entries all of whose runs agree now. */
  public List<KnownFailureList.Entry> fixed() {
    return known.entries().stream()
        .filter(entry -> agrees(outcomes.get(entry.line())))
        .toList();
  }

  private static boolean agrees(@Nullable Outcome outcome) {
    return outcome != null
        && !outcome.fails
        && outcome.others.keySet().equals(Set.of(Verdict.AGREE));
  }

  /** Entries whose runs neither fail as told nor agree: nobody knows whether they are fixed. */
  public List<KnownFailureList.Entry> notJudged() {
    return known.entries().stream()
        .filter(entry -> {
          Outcome outcome = outcomes.get(entry.line());
          return outcome != null
              && !outcome.fails
              && (outcome.others.containsKey(Verdict.NOT_APPLICABLE)
                  || outcome.others.containsKey(Verdict.UNSUPPORTED));
        })
        .toList();
  }

  /**
   * What should be told of entries.
   *
   * @param isWhole whether every vector of the set was met
   */
  public List<Remark> remarks(boolean isWhole) {
    List<Remark> remarks = new ArrayList<>();
    fixed().forEach(entry -> remarks.add(new Remark("fixed", entry)));
    notJudged().forEach(entry -> remarks.add(new Remark("not judged any more", entry)));
    if (isWhole) {
      unknown().forEach(entry -> remarks.add(new Remark("not in the set", entry)));
    }
    return remarks;
  }

  /**
   * How many entries are to be taken out of the list: what is fixed, and what is about no vector.
   *
   * @param isWhole whether every vector of the set was met
   */
  public int outdated(boolean isWhole) {
    return fixed().size() + (isWhole ? unknown().size() : 0);
  }

  /** Entries about vectors that the set does not have. */
  public List<KnownFailureList.Entry> unknown() {
    return known.entries().stream().filter(entry -> !met.contains(entry.id())).toList();
  }
}
