package io.shatterproof.p2m;

import java.util.Locale;
import java.util.Optional;

/** What a hypervisor makes of an abort of its guest. */
public enum AbortOutcome {
  /** The guest executes the same instruction again. */
  RETRY,
  /** A device is emulated; the guest goes on behind the instruction. */
  MMIO,
  /** The guest takes the abort itself. */
  INJECT,
  /** Access control dealt with it; the guest executes the same instruction again. */
  MEM_ACCESS,
  /** The guest is stopped. */
  CRASH;

  /** The spelling of scenarios and vectors, for example {@code mem_access}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The outcome of that spelling. */
  public static Optional<AbortOutcome> parse(String word) {
    for (AbortOutcome outcome : values()) {
      if (outcome.word().equals(word)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }
}
