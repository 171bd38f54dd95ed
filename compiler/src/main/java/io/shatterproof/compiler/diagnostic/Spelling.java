package io.shatterproof.compiler.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Spelling {
  private static final int MOST_LISTED = 16;

  /** Letters of a word behind which no wrong number is forgiven. */
  private static final int SHORT = 5;

  private Spelling() {}

  /**
   * The nearest of the candidates, if it is near enough to be meant; of equal ones the one that
   * begins alike for longer, then the first. Behind a short word another number is another thing.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > 64) {
      return Optional.empty();
    }
    Optional<String> best = Optional.empty();
    int most = Math.max(1, word.length() / 3);
    int least = most + 1;
    int longest = 0;
    for (String candidate : candidates) {
      if (word.length() <= SHORT && isOtherNumber(number(word), number(candidate))) {
        continue;
      }
      int distance = distance(word, candidate, least + 1);
      int prefix = commonPrefix(word, candidate);
      boolean isBetter = distance < least || (distance == least && prefix > longest);
      if (isBetter && distance <= most && distance < candidate.length()) {
        least = distance;
        longest = prefix;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  private static boolean isOtherNumber(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  /** The digits at the end of a word, without leading zeros; empty if it ends otherwise. */
  private static String number(String word) {
    int begin = word.length();
    while (begin > 0 && isDigit(word.charAt(begin - 1))) {
      begin--;
    }
    while (begin < word.length() - 1 && word.charAt(begin) == '0') {
      begin++;
    }
    return word.substring(begin);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int commonPrefix(String a, String b) {
    int length = 0;
    while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }

  /** A help line that names all candidates, if they are few, or the empty string. */
  static String list(Collection<String> candidates) {
    String known = candidates.size() == 1 ? "known is " : "known are ";
    return candidates.isEmpty() || candidates.size() > MOST_LISTED
        ? ""
        : known + String.join(", ", candidates);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other;
   * case does not count. Anything from {@code enough} on may be told as {@code enough}.
   */
  static int distance(String from, String to, int enough) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) >= enough) {
      return enough;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
  }
}
