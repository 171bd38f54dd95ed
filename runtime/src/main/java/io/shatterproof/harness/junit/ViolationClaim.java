package io.shatterproof.harness.junit;

import io.shatterproof.event.ViolationName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the checkers must say. Each method answers a claim of more. */
public record ViolationClaim(
    ViolationName name, OptionalLong times, Optional<String> label, List<Integer> holders) {
  public ViolationClaim {
    holders = List.copyOf(holders);
  }

  /** Exactly so many times. */
  public ViolationClaim times(long claim) {
    return new ViolationClaim(name, OptionalLong.of(claim), label, holders);
  }

  /** At the step with this label. */
  public ViolationClaim at(String claim) {
    return new ViolationClaim(name, times, Optional.of(claim), holders);
  }

  /** With exactly these PEs that may hold the old entry, ascending. */
  public ViolationClaim heldBy(Integer... pes) {
    return new ViolationClaim(name, times, label, Arrays.asList(pes));
  }
}
