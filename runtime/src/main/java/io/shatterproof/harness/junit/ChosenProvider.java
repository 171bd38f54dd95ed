package io.shatterproof.harness.junit;

import io.shatterproof.harness.Providers;
import io.shatterproof.spi.P2mProvider;
import java.util.List;

/** Chooses the implementation that generated tests run on. */
final class ChosenProvider {
  /** System property that names the implementation. */
  static final String PROPERTY = "shatterproof.provider";

  private static final String EMBEDDED = "reference";

  private ChosenProvider() {}

  /**
   * The implementation that the system property {@value #PROPERTY} names; otherwise the only one on
   * the class path beside the embedded reference, and without one the reference.
   *
   * @throws IllegalStateException if that is none, or not one, with what was found
   */
  static P2mProvider find() {
    return choose(Providers.all(), System.getProperty(PROPERTY, ""));
  }

  static P2mProvider choose(List<P2mProvider> found, String named) {
    List<P2mProvider> wanted = named.isEmpty()
        ? found.stream().filter(provider -> !provider.name().equals(EMBEDDED)).toList()
        : found.stream().filter(provider -> provider.name().equals(named)).toList();
    if (named.isEmpty() && wanted.isEmpty()) {
      wanted = found;
    }
    if (wanted.size() == 1) {
      return wanted.get(0);
    }
    List<String> names = found.stream().map(P2mProvider::name).toList();
    throw new IllegalStateException(
        (named.isEmpty() ? "which implementation is to be tested?" : "no implementation " + named)
            + " found on the class path: "
            + names
            + "; set the system property "
            + PROPERTY
            + " to one of them, or add the jar of another");
  }
}
