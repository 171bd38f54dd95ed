package io.shatterproof.mutation;

import io.shatterproof.harness.ChosenProfiles;
import io.shatterproof.spi.BrokenProvider;
import io.shatterproof.spi.P2mProvider;
import java.util.Comparator;
import java.util.List;

/**
 * A fault in one profile.
 *
 * @param profile one of those of the fault
 */
public record Mutant(BrokenProvider fault, String profile) implements Comparable<Mutant> {
  private static final Comparator<Mutant> BY_NAME =
      Comparator.comparing((Mutant mutant) -> mutant.fault().name()).thenComparing(Mutant::profile);

  public Mutant {
    if (!fault.profiles().contains(profile)) {
      throw new IllegalArgumentException(fault.name() + " does not apply to " + profile);
    }
  }

  /** A fault in each of its profiles. */
  public static List<Mutant> of(BrokenProvider fault) {
    return fault.profiles().stream().map(profile -> new Mutant(fault, profile)).toList();
  }

  /** The implementation, claiming this profile alone. */
  P2mProvider provider() {
    return new ChosenProfiles(fault.provider(), List.of(profile));
  }

  /** For example {@code M10b on xen_4_8}. */
  public String name() {
    return fault.name() + " on " + profile;
  }

  @Override
  public int compareTo(Mutant other) {
    return BY_NAME.compare(this, other);
  }

  @Override
  public String toString() {
    return name();
  }
}
