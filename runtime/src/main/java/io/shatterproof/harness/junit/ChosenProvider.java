package io.shatterproof.harness.junit;

import io.shatterproof.harness.Providers;
import io.shatterproof.spi.P2mProvider;
import java.util.List;

/** Chooses the implementation that generated tests run on. */
final class ChosenProvider {
  /** System property that names the implementation. */
  static final String PROPERTY = "shatterproof.provider";

  /** Chosen where several are found and none is named. */
  private static final String DEFAULT = "reference";

  private ChosenProvider() {}

  /**
   * The implementation that the system property {@value #PROPERTY} names; otherwise the only one on
   * the class path, or of several the one called {@value #DEFAULT}.
   *
   * @throws IllegalStateException if there is none, with what was found instead
   */
  static P2mProvider find() {
    List<P2mProvider> all = Providers.all();
    String named = System.getProperty(PROPERTY, "");
    String wanted = named.isEmpty() && all.size() != 1 ? DEFAULT : named;
    return all.stream()
        .filter(provider -> wanted.isEmpty() || provider.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no implementation called "
            + wanted
            + " on the class path, only "
            + all.stream().map(P2mProvider::name).toList()
            + "; set -D"
            + PROPERTY
            + " or add its jar"));
  }
}
