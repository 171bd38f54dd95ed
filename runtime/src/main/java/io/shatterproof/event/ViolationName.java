package io.shatterproof.event;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of what the checkers can find. For one store the first that applies is reported.
 *
 * <p>Up to {@link #VMID_REUSE} they are breaches of break-before-make; the rest are breaches of
 * other standing invariants.
 */
public enum ViolationName {
  /** A valid descriptor replaced a valid one although the change needs break-before-make. */
  NO_BREAK,
  NO_DSB_BEFORE_TLBI,
  NO_TLBI,
  WRONG_VMID,
  WRONG_IPA,
  WRONG_LEVEL,
  WRONG_GRANULE,
  LOCAL_TLBI,
  MISSING_VMALLE1,
  NO_DSB_AFTER,
  NO_ISB,
  NO_CLEAN,
  USE_AFTER_FREE,
  VMID_REUSE,
  LOST_DIRTY,
  EARLY_RELEASE,
  INCOMPLETE_TABLE,
  FLUSH_PENDING,
  LEAK,
  DOUBLE_FREE,
  REFERENCE_COUNT,
  /** A valid descriptor of a live table was changed in one store; only some profiles avoid that. */
  LIVE_REPLACE;

  /** The ways in which break-before-make can lack something. */
  public static final List<ViolationName> OF_BREAK_BEFORE_MAKE = List.of(
      NO_BREAK,
      NO_DSB_BEFORE_TLBI,
      NO_TLBI,
      WRONG_VMID,
      WRONG_IPA,
      WRONG_LEVEL,
      WRONG_GRANULE,
      LOCAL_TLBI,
      MISSING_VMALLE1,
      NO_DSB_AFTER,
      NO_ISB,
      NO_CLEAN);

  /** The spelling of scenarios and vectors, for example {@code no_break}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of that spelling. */
  public static Optional<ViolationName> parse(String word) {
    for (ViolationName name : values()) {
      if (name.word().equals(word)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
