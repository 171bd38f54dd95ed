package io.shatterproof.harness;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.vector.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The domains of a running trial. The vector numbers them as it declares them, the session as they
 * are created; events have the numbers of the session.
 */
final class TestedDomains {
  private final List<DomainConfig> declared;
  private final VectorReferences references;
  private final List<TestedDomain> created = new ArrayList<>(); // by number in the session
  private final Map<Integer, Integer> numbers = new TreeMap<>(); // by number in the vector

  /** None is created yet. */
  TestedDomains(Setup setup, VectorReferences references) {
    this.declared = setup.domains();
    this.references = references;
  }

  /** A domain that the vector declares is created. */
  void add(int domain, TestedDomain tested) {
    numbers.put(domain, created.size());
    created.add(tested);
  }

  /** A domain that nothing in the vector names is created. */
  void addUnnamed(TestedDomain tested) {
    created.add(tested);
  }

  /** The number in the session of a domain of the vector. */
  int inSession(int domain) {
    references.requireCreated(domain);
    return numbers.getOrDefault(domain, domain);
  }

  /** A domain of the vector. */
  TestedDomain of(int domain) {
    return created.get(inSession(domain));
  }

  /** The domains that were created, by their numbers in the session. */
  List<TestedDomain> created() {
    return created;
  }

  /** The domains whose tables can be asked for: those that were not torn down. */
  List<TestedDomain> withTables() {
    List<TestedDomain> result = new ArrayList<>(created);
    numbers.forEach((domain, number) -> {
      if (!references.exists(domain)) {
        result.remove(created.get(number));
      }
    });
    return result;
  }

  /** The name of a domain of the vector. */
  String nameOf(int domain) {
    return domain >= 0 && domain < declared.size()
        ? declared.get(domain).name()
        : "domain " + domain;
  }
}
