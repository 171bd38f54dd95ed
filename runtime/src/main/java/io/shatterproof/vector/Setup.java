package io.shatterproof.vector;

import io.shatterproof.arch.Platform;
import io.shatterproof.p2m.DomainConfig;
import java.util.List;

/**
 * What exists before the first step.
 *
 * @param domains created in this order, numbered from 0
 * @param memory what backs bare tables; empty unless the vector has some
 */
public record Setup(Platform platform, List<DomainConfig> domains, List<MemoryRange> memory) {
  public Setup {
    domains = List.copyOf(domains);
    memory = List.copyOf(memory);
  }

  /** A setup without bare tables. */
  public Setup(Platform platform, List<DomainConfig> domains) {
    this(platform, domains, List.of());
  }
}
