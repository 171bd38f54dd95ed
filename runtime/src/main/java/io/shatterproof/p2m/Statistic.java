package io.shatterproof.p2m;

import java.util.Locale;
import java.util.Optional;

/** A figure of a P2M's own bookkeeping. */
public enum Statistic {
  /** Leaves that the P2M believes to have at a level. */
  MAPPINGS(true),
  /** Blocks of a level that were split. */
  SHATTERED(true),
  /** First address that was ever mapped; all ones before the first. */
  LOWEST(false),
  /** One more than the last address that was ever mapped; 0 before the first. */
  END(false);

  private final boolean byLevel;

  Statistic(boolean byLevel) {
    this.byLevel = byLevel;
  }

  /** Whether there is a figure for each level. */
  public boolean isByLevel() {
    return byLevel;
  }

  /** The spelling of scenarios and vectors. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The statistic of that spelling. */
  public static Optional<Statistic> parse(String word) {
    for (Statistic statistic : values()) {
      if (statistic.word().equals(word)) {
        return Optional.of(statistic);
      }
    }
    return Optional.empty();
  }
}
