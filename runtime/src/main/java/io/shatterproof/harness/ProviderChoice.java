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

  /**
   * Why {@link #of} found none; the cure is left to whoever knows where others come from.
   *
   * @param named may be empty
   */
  public static String complaintOf(List<P2mProvider> found, String named) {
    List<String> names = found.stream().map(P2mProvider::name).toList();
    return named.isEmpty()
        ? "which implementation is to be tested? " + list(names)
        : complaint(names, named);
  }

  /**
   * Why there is none of a name.
   *
   * @param there what there is
   */
  public static String complaint(List<String> there, String named) {
    return "no implementation is named '" + named + "'; " + list(there);
  }

  private static String list(List<String> there) {
    return (there.size() == 1 ? "there is: " : "there are: ") + String.join(", ", there);
  }
}
