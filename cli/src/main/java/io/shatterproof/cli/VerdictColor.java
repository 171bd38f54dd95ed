package io.shatterproof.cli;

import io.shatterproof.harness.Verdict;

/** Colours of the seven results. */
final class VerdictColor {
  private VerdictColor() {}

  static Color of(Verdict verdict) {
    return switch (verdict) {
      case AGREE -> Color.GREEN;
      case NOT_APPLICABLE, UNSUPPORTED -> Color.YELLOW;
      case DISAGREE, COULD_NOT_JUDGE, CRASH, TIMEOUT -> Color.RED;
    };
  }

  /** The colour of a count: what did not occur steps back. */
  static Color of(Verdict verdict, long count) {
    return count == 0 ? Color.FAINT : of(verdict);
  }
}
