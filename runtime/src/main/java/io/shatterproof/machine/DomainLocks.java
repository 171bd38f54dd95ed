package io.shatterproof.machine;

import java.util.TreeMap;

/** Which PE holds the write lock of which domain. */
final class DomainLocks {
  private final TreeMap<Integer, Integer> holders = new TreeMap<>();
  private final ReportChecks checks;

  DomainLocks(ReportChecks checks) {
    this.checks = checks;
  }

  void take(int pe, int domain) {
    Integer holder = holders.put(domain, pe);
    if (holder != null) {
      checks.inconsistent(
          "the lock of domain " + domain + " is taken although PE " + holder + " holds it");
    }
  }

  void release(int pe, int domain) {
    Integer holder = holders.remove(domain);
    if (holder == null || holder != pe) {
      checks.inconsistent("the lock of domain " + domain + " is released by PE " + pe + ", but "
          + (holder == null ? "nobody" : "PE " + holder) + " holds it");
    }
  }
}
