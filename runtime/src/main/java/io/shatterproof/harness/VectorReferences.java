package io.shatterproof.harness;

import io.shatterproof.vector.Setup;

/** What steps and expectations of a vector can name: its PEs and domains. */
final class VectorReferences {
  private final Setup setup;

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
  }
}
