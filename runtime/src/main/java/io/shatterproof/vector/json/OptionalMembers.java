package io.shatterproof.vector.json;

import java.util.Set;

/** The members that a reader may ignore, and whether it did. */
final class OptionalMembers {
  private final Set<String> names;
  private boolean used;

  OptionalMembers(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  boolean ignores(String name) {
    boolean listed = names.contains(name);
    used |= listed;
    return listed;
  }

  /** Whether a member was ignored. */
  boolean used() {
    return used;
  }
}
