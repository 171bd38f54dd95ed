package io.shatterproof.compiler.lower;

import io.shatterproof.compiler.model.DomainModel;
import io.shatterproof.compiler.model.ScenarioModel;
import io.shatterproof.compiler.source.SourceFile;
import io.shatterproof.vector.Setup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The domains that a scenario uses, numbered in order of declaration: those of other files first, a
 * file with another by the names of their first, so that paths do not matter.
 */
final class DomainNumbers {
  private final List<DomainModel> domains;
  private final Set<DomainModel> later;

  private DomainNumbers(List<DomainModel> domains, Set<DomainModel> later) {
    this.domains = domains;
    this.later = later;
  }

  static DomainNumbers of(ScenarioModel scenario) {
    Map<SourceFile, SortedMap<Integer, DomainModel>> byFile = new HashMap<>();
    for (DomainModel domain : scenario.domains()) {
      byFile
          .computeIfAbsent(domain.span().file(), file -> new TreeMap<>())
          .put(domain.ordinal(), domain);
    }
    SortedMap<Integer, DomainModel> own =
        Optional.ofNullable(byFile.remove(scenario.span().file())).orElseGet(TreeMap::new);
    List<DomainModel> domains = new ArrayList<>();
    byFile.values().stream()
        .sorted(Comparator.comparing(
            ofFile -> Objects.requireNonNull(ofFile.get(ofFile.firstKey())).name()))
        .forEach(ofFile -> domains.addAll(ofFile.values()));
    domains.addAll(own.values());
    return new DomainNumbers(domains, scenario.created());
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
