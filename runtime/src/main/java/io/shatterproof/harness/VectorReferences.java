package io.shatterproof.harness;

import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.vector.Setup;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What steps and expectations of a vector can name: its PEs and domains. */
final class VectorReferences {
  private final Setup setup;
  private final Set<Integer> notCreated;
  private final Map<Integer, Long> refused = new TreeMap<>();
  private final Set<Integer> tornDown = new TreeSet<>();

  VectorReferences(Setup setup) {
    this.setup = setup;
    this.notCreated = new TreeSet<>(setup.later());
  }

  void requirePe(int pe) {
    if (pe < 0 || pe >= setup.platform().pes()) {
      throw new MalformedVectorException(
          "the vector names PE " + pe + "; its platform has " + setup.platform().pes());
    }
  }

  /** A domain that exists. */
  void requireDomain(int domain) {
    requireCreated(domain);
    if (!tornDown.isEmpty() && tornDown.contains(domain)) {
      throw new MalformedVectorException(
          "the vector names domain " + nameOf(domain) + " after its teardown");
    }
  }

  /** A domain that exists, or did. */
  void requireCreated(int domain) {
    requireDeclared(domain);
    if (refused.isEmpty() && notCreated.isEmpty()) {
      return; // as of most vectors
    }
    Long code = refused.get(domain);
    if (code != null) {
      throw new DomainMissingException(
          "there is no domain " + nameOf(domain) + ": create returned " + Errno.describe(code));
    }
    if (notCreated.contains(domain)) {
      throw new MalformedVectorException(
          "the vector names domain " + nameOf(domain) + " before it is created");
    }
  }

  private void requireDeclared(int domain) {
    if (domain < 0 || domain >= setup.domains().size()) {
      throw new MalformedVectorException("the vector names domain " + domain + "; it declares "
          + setup.domains().size());
    }
  }

  private String nameOf(int domain) {
    return setup.domains().get(domain).name();
  }

  /** A step creates the domain: for the first time, and it did not exist from the beginning. */
  DomainConfig requireCreatable(int domain) {
    requireDeclared(domain);
    if (!notCreated.contains(domain)) {
      throw new MalformedVectorException(
          "the vector creates domain " + nameOf(domain) + ", which was created before");
    }
    return setup.domains().get(domain);
  }

  /** The domain exists from now on. */
  void create(int domain) {
    notCreated.remove(domain);
  }

  /** The domain was to be created and was refused, so that it never exists. */
  void refuse(int domain, long code) {
    notCreated.remove(domain);
    refused.put(domain, code);
  }

  /** Whether the domain exists: it was created, and not torn down since. */
  boolean exists(int domain) {
    return !notCreated.contains(domain)
        && !refused.containsKey(domain)
        && !tornDown.contains(domain);
  }

  /** Nothing names the domain from now on. */
  void tearDown(int domain) {
    tornDown.add(domain);
  }
}
