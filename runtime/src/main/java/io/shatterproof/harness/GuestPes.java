package io.shatterproof.harness;

import io.shatterproof.vector.Setup;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which PE is in which guest: as the setup says at first, and as steps then move it. */
final class GuestPes {
  private static final int NONE = -1;

  private final Setup setup;
  private final Map<Integer, Integer> moved = new TreeMap<>();
  private final Set<Integer> retired = new TreeSet<>();
  private final Set<Integer> notCreated;

  GuestPes(Setup setup) {
    this.setup = setup;
    this.notCreated = new TreeSet<>(setup.later());
  }

  /** A domain is created by a step: the PEs that it runs on are in its guest from now on. */
  void create(int domain) {
    if (notCreated.remove(domain)) {
      setup.domains().get(domain).runsOn().forEach(pe -> enter(pe, domain));
    }
  }

  void enter(int pe, int domain) {
    requireRunning(domain);
    moved.put(pe, domain);
  }

  /** The guest of a domain that is being destroyed runs no more. */
  void retire(int domain) {
    retired.add(domain);
  }

  private void requireRunning(int domain) {
    if (retired.contains(domain)) {
      throw new MalformedVectorException("the guest of domain "
          + setup.domains().get(domain).name() + " runs no more: it is being destroyed");
    }
  }

  void leave(int pe) {
    moved.put(pe, NONE);
  }

  /** An access is made in the guest, not by a PE that works on it from outside. */
  void requireIn(int pe, int domain) {
    requireRunning(domain);
    if (!isIn(pe, domain)) {
      throw new MalformedVectorException("PE " + pe + " is not in the guest of domain "
          + setup.domains().get(domain).name());
    }
  }

  /** Whether a PE is in the guest of a domain. */
  boolean isIn(int pe, int domain) {
    Integer now = moved.get(pe);
    return now == null ? isInAtFirst(pe, domain) : now == domain;
  }

  private boolean isInAtFirst(int pe, int domain) {
    if (notCreated.contains(domain)) {
      return false;
    }
    return setup.domains().get(domain).runsOn().contains(pe)
        || setup.domains().stream().noneMatch(config -> config.operatedBy() == pe);
  }

  void requireInAny(int pe) {
    Integer now = moved.get(pe);
    if (now == null ? !runsAnyAtFirst(pe) : now == NONE) {
      throw new MalformedVectorException("PE " + pe + " leaves, but is in no guest");
    }
  }

  private boolean runsAnyAtFirst(int pe) {
    return IntStream.range(0, setup.domains().size())
        .filter(domain -> !setup.later().contains(domain))
        .anyMatch(domain -> setup.domains().get(domain).runsOn().contains(pe));
  }
}
