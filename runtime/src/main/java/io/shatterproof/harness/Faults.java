package io.shatterproof.harness;

import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.FaultCatalogue;
import io.shatterproof.spi.SeededFault;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Finds the implementations that are wrong on purpose on the class path. */
public final class Faults {
  private Faults() {}

  /**
   * Every variant of every fault that a class loader and its parents know, sorted by name.
   *
   * @throws java.util.ServiceConfigurationError if a catalogue cannot be loaded
   */
  public static List<BrokenProvider> all(ClassLoader classLoader) {
    return catalogues(classLoader).stream()
        .flatMap(catalogue -> catalogue.faults().stream())
        .sorted(Comparator.comparing(BrokenProvider::name))
        .toList();
  }

  /** Faults of which there is no implementation, with the reason. */
  public static Map<SeededFault, String> inexpressible(ClassLoader classLoader) {
    Map<SeededFault, String> reasons = new EnumMap<>(SeededFault.class);
    catalogues(classLoader).forEach(catalogue -> reasons.putAll(catalogue.inexpressible()));
    return reasons;
  }

  /** The catalogues that a class loader and its parents know. */
  public static List<FaultCatalogue> catalogues(ClassLoader classLoader) {
    return ServiceLoader.load(FaultCatalogue.class, classLoader).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
