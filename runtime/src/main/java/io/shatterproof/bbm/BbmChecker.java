package io.shatterproof.bbm;

import io.shatterproof.event.ViolationName;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches live stores for breaches of break-before-make.
 *
 * <p>It compares a store with the value that it replaces, and nothing older: a value that PEs may
 * still hold after it was replaced, because no invalidation completed since, is not looked at. What
 * the checker needs of TLBIs and barriers will be further methods beside {@link #liveStore}.
 *
 * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
 */
public final class BbmChecker {
  /** So many violations are kept; a provider that causes more has told enough. */
  public static final int LIMIT = 100_000;

  private final List<Violation> violations = new ArrayList<>();
  private long found;

  /**
   * A descriptor of a table that a start table reaches is stored.
   *
   * @param event ordinal of the store among all events
   * @param ipa first IPA the descriptor covers
   * @return whether it is a violation
   */
  public boolean liveStore(
      long event, GuestContext guest, int level, long ipa, long oldDescriptor, long newDescriptor) {
    if (!guest.mayBeCached(oldDescriptor, level)
        || !guest.format().needsBreakBeforeMake(oldDescriptor, newDescriptor, level)) {
      return false;
    }
    found++;
    if (violations.size() < LIMIT) {
      violations.add(new Violation(
          ViolationName.NO_BREAK,
          guest.inGuest(),
          guest.format(),
          ipa,
          level,
          oldDescriptor,
          newDescriptor,
          event));
    }
    return true;
  }

  /** The violations in the order of their stores, the first {@link #LIMIT} of them. */
  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** How many violations there were, kept or not. */
  public long found() {
    return found;
  }
}
