package io.shatterproof.harness;

import io.shatterproof.vector.Setup;
import java.util.Set;
import java.util.TreeSet;

/** What steps and expectations of a vector can name: its PEs and domains. */
final class VectorReferences {
  private final Setup setup;
  private final Set<Integer> tornDown = new TreeSet<>();

  VectorReferences(Setup setup) {
    this.setup = setup;
  }

  void requirePe(int pe) {
    if (pe < 0 || pe >= setup.platform().pes()) {
      throw new MalformedVectorException(
          "the vector names PE " + pe + "; its platform has " + setup.platform().pes());
    }
  }

  void requireDomain(int domain) {
    if (domain < 0 || domain >= setup.domains().size()) {
      throw new MalformedVectorException("the vector names domain " + domain + "; it declares "
          + setup.domains().size());
    }
    if (tornDown.contains(domain)) {
      throw new MalformedVectorException(
          "the vector names domain " + setup.domains().get(domain).name() + " after its teardown");
    }
  }

  /** Nothing names the domain from now on. */
  void tearDown(int domain) {
    tornDown.add(domain);
  }

  boolean isTornDown(int domain) {
    return tornDown.contains(domain);
  }
}
