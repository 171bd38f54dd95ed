package io.shatterproof.bbm;

import java.util.ArrayList;
import java.util.List;

/** Violations in the order in which they were found; of a flood only the first are kept. */
public final class ViolationLog {
  /** So many are kept; a provider that causes more has told enough. */
  public static final int LIMIT = 100_000;

  private final List<Violation> kept = new ArrayList<>();
  private long found;

  /** Notes one more. */
  public void add(Violation violation) {
    found++;
    if (kept.size() < LIMIT) {
      kept.add(violation);
    }
  }

  /** The first {@link #LIMIT} of them. */
  public List<Violation> list() {
    return List.copyOf(kept);
  }

  /** How many there were, kept or not. */
  public long found() {
    return found;
  }
}
