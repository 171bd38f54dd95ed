package io.shatterproof.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of the accesses of one file of sequences. */
final class QemuTlbTally {
  private static final int MOST_SHOWN = 12;

  private final String file;
  private final SortedMap<String, Integer> membershipOnly = new TreeMap<>();
  private final SortedMap<String, Integer> notJudged = new TreeMap<>();
  private final SortedMap<String, List<String>> differences = new TreeMap<>();
  private int sequences;
  private int members;
  private int equal;
  private int equalWithStale;
  private int words;
  private int heldEntriesUsed;
  private int differing;

  QemuTlbTally(String file) {
    this.file = file;
  }

  void beginSequence() {
    sequences++;
  }

  /** What QEMU showed is one of ours. */
  void member() {
    members++;
  }

  /** Our set is the recorded one. */
  void equal(boolean hasStale) {
    equal++;
    equalWithStale += hasStale ? 1 : 0;
  }

  /** The sets are not compared. */
  void membershipOnly(String reason) {
    membershipOnly.merge(reason, 1, Integer::sum);
  }

  void leaveOut(String reason) {
    notJudged.merge(reason, 1, Integer::sum);
  }

  /** A word that was read agrees. */
  void word() {
    words++;
  }

  /** An access updated nothing, since the word needs nothing or an older entry was used. */
  void heldEntryUsed() {
    heldEntriesUsed++;
  }

  /**
   * Something differs.
   *
   * @param kind what differences are counted by
   */
  void differs(String kind, String account) {
    differing++;
    differences.computeIfAbsent(kind, key -> new ArrayList<>()).add(account);
  }

  /** How many accesses are members. */
  int members() {
    return members;
  }

  /** How many sets are equal. */
  int equal() {
    return equal;
  }

  int equalWithStale() {
    return equalWithStale;
  }

  int words() {
    return words;
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d sequences; %d accesses are members; %d sets are equal, %d of them with stale"
            + " values; membership only: %s; %d words agree, %d behind"
            + " an access that updated nothing; %d differences; not judged: %s",
        file,
        sequences,
        members,
        equal,
        equalWithStale,
        membershipOnly,
        words,
        heldEntriesUsed,
        differing,
        notJudged.isEmpty() ? "none" : notJudged);
  }

  /** Every kind of difference with its count and its first accounts; empty if there is none. */
  String report() {
    StringBuilder text = new StringBuilder();
    differences.forEach((kind, accounts) -> {
      text.append("\n").append(accounts.size()).append(" times: ").append(kind);
      accounts.stream()
          .limit(Math.max(1, MOST_SHOWN / differences.size()))
          .forEach(account -> text.append("\n  ").append(account));
    });
    return text.toString();
  }
}
