package io.shatterproof.harness;

import io.shatterproof.spi.P2mProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the implementations under test on the class path. */
public final class Providers {
  private Providers() {}

  /**
   * Every {@link P2mProvider} that {@link ServiceLoader} finds, sorted by name.
   *
   * @throws java.util.ServiceConfigurationError if one cannot be loaded
   */
  public static List<P2mProvider> all() {
    return sorted(ServiceLoader.load(P2mProvider.class));
  }

  /**
   * Every {@link P2mProvider} that a class loader and its parents know, sorted by name.
   *
   * @throws java.util.ServiceConfigurationError if one cannot be loaded
   */
  public static List<P2mProvider> all(ClassLoader classLoader) {
    return sorted(ServiceLoader.load(P2mProvider.class, classLoader));
  }

  private static List<P2mProvider> sorted(ServiceLoader<P2mProvider> providers) {
    return providers.stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(P2mProvider::name))
        .toList();
  }

  /** The implementation of that name. */
  public static Optional<P2mProvider> named(String name) {
    return all().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }
}
