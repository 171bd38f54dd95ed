package io.shatterproof.vector;

import io.shatterproof.arch.Platform;
import io.shatterproof.p2m.DomainConfig;
import java.util.List;

/** What exists before the first step. Domains are created in this order, numbered from 0. */
public record Setup(Platform platform, List<DomainConfig> domains) {
  public Setup {
    domains = List.copyOf(domains);
  }
}
