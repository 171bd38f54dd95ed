package io.shatterproof.vector.json;

import java.util.Set;

/**
 * What the header says of the lines behind it: their minor version, and the members that a reader may
 * ignore; and whether one was ignored.
 */
final class Dialect {
  private final int minorVersion;
  private final Set<String> optional;
  private boolean hasIgnored;

  /**
   * Begins with nothing ignored.
   *
   * @param optional which nobody changes
   */
  Dialect(int minorVersion, Set<String> optional) {
    this.minorVersion = minorVersion;
    this.optional = optional;
  }

  /** The minor version of format version 1. */
  int minorVersion() {
    return minorVersion;
  }

  boolean ignores(String name) {
    boolean listed = optional.contains(name);
    hasIgnored |= listed;
    return listed;
  }

  /** Whether a member was ignored. */
  boolean hasIgnored() {
    return hasIgnored;
  }
}
