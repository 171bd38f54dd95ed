package io.shatterproof.harness;

import java.util.List;
import java.util.Optional;

/** The limits of the judge that system properties set: looked at before anything is judged. */
public final class ConfiguredLimits {
  private static final List<LimitProperty> ALL = List.of(EventLimit.LIMIT, ExplorationLimits.LIMIT);

  private ConfiguredLimits() {}

  /** What is wrong with the first that is; empty if all can be. */
  public static Optional<String> complaint() {
    try {
      ALL.forEach(LimitProperty::value);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }
}
