package io.shatterproof.spi;

import java.util.List;
import java.util.Map;

/** Implementations that are wrong on purpose, found by {@link java.util.ServiceLoader}. */
public interface FaultCatalogue {

  /** Every variant of every fault, sorted by name. */
  List<BrokenProvider> faults();

  /**
   * Faults of which there is no implementation, each with the reason, for example that nothing an
   * implementation reports would show them.
   */
  Map<SeededFault, String> inexpressible();
}
