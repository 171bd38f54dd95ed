package io.shatterproof.compiler.lower;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.vector.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The domains that a scenario uses, numbered in order of declaration. */
final class DomainNumbers {
  private final List<DomainModel> domains;
  private final Set<DomainModel> later;

  private DomainNumbers(List<DomainModel> domains, Set<DomainModel> later) {
    this.domains = domains;
    this.later = later;
  }

  static DomainNumbers of(ScenarioModel scenario) {
    TreeMap<Integer, DomainModel> used = new TreeMap<>();
    scenario.domains().forEach(domain -> used.put(domain.ordinal(), domain));
    return new DomainNumbers(new ArrayList<>(used.values()), scenario.created());
  }

  int of(DomainModel domain) {
    return domains.indexOf(domain);
  }

  /** At least one domain, all on one platform. */
  Setup setup() {
    return new Setup(
        domains.get(0).platform().platform(),
        domains.stream().map(DomainModel::config).toList(),
        List.of(),
        later.stream().map(this::of).collect(Collectors.toSet()));
  }
}
