package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import java.util.List;
import java.util.Optional;

/** Chooses one of the implementations that were found. */
public final class ProviderChoice {
  /** The implementation that is always there. */
  public static final String EMBEDDED = "reference";

  private ProviderChoice() {}

  /**
   * The implementation of a name; without a name the only one beside the embedded reference, and
   * without one the reference. Empty if that is none, or not one.
   *
   * @param named may be empty
   */
  public static Optional<P2mProvider> of(List<P2mProvider> found, String named) {
    List<P2mProvider> wanted = found.stream()
        .filter(provider -> named.isEmpty()
            ? !provider.name().equals(EMBEDDED)
            : provider.name().equals(named))
        .toList();
    if (named.isEmpty() && wanted.isEmpty()) {
      wanted = found;
    }
    return wanted.size() == 1 ? Optional.of(wanted.get(0)) : Optional.empty();
  }

  /** Why there is none, with those that were found. */
  public static String complaint(List<P2mProvider> found, String named) {
    List<String> names = found.stream().map(P2mProvider::name).toList();
    return (named.isEmpty()
            ? "which implementation is to be tested?"
            : "no implementation " + named)
        + " found on the class path: "
        + names;
  }
}
