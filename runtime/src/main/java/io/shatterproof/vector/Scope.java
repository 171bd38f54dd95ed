package io.shatterproof.vector;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * For which implementations an expectation holds.
 *
 * @param profiles the profiles it holds for, sorted; empty for the scope architecture, which holds
 *     for every implementation
 */
public record Scope(SortedSet<String> profiles) {
  public static final Scope ARCHITECTURE = new Scope(new TreeSet<>());

  public Scope {
    profiles = Collections.unmodifiableSortedSet(new TreeSet<>(profiles));
  }

  /** The scope of these profiles; at least one. */
  public static Scope of(Set<String> profiles) {
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException("a profile scope names a profile");
    }
    return new Scope(new TreeSet<>(profiles));
  }

  public boolean isArchitecture() {
    return profiles.isEmpty();
  }

  /** Whether an expectation of this scope is judged when running as {@code profile}. */
  public boolean includes(String profile) {
    return isArchitecture() || profiles.contains(profile);
  }

  @Override
  public String toString() {
    return isArchitecture() ? "architecture" : String.join(", ", profiles);
  }
}
