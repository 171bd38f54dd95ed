package io.shatterproof.vector;

import io.shatterproof.arch.Platform;
import io.shatterproof.p2m.DomainConfig;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What exists before the first step.
 *
 * @param domains numbered from 0, and created in this order
 * @param memory what backs bare tables; empty unless the vector has some
 * @param later numbers of the domains that do not exist yet: a {@link Step.Create} creates them
 */
public record Setup(
    Platform platform, List<DomainConfig> domains, List<MemoryRange> memory, Set<Integer> later) {
  public Setup {
    domains = List.copyOf(domains);
    memory = List.copyOf(memory);
    later = Collections.unmodifiableSet(new TreeSet<>(later));
  }

  /** A setup whose domains all exist. */
  public Setup(Platform platform, List<DomainConfig> domains, List<MemoryRange> memory) {
    this(platform, domains, memory, Set.of());
  }

  /** A setup without bare tables. */
  public Setup(Platform platform, List<DomainConfig> domains) {
    this(platform, domains, List.of());
  }
}
