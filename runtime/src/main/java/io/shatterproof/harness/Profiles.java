package io.shatterproof.harness;

import io.shatterproof.spi.Capability;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.Heading;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Chooses as which profiles a vector is run on an implementation. */
public final class Profiles {

  /** The profile of a run that needs none, and of an implementation that claims none. */
  public static final String NONE = "";

  private static final String CALL = "profiles";

  private Profiles() {}

  /**
   * Every profile that both know, sorted. If they share none, one run for the expectations of scope
   * architecture: as the first profile of the implementation, or as {@link #NONE}. Under bare tables
   * no profile makes a difference, and the run is as {@link #NONE}.
   *
   * @throws ProviderCrashedException if the implementation does not tell which it knows
   */
  public static List<String> toRun(Heading heading, P2mProvider provider) {
    return ask(() -> chosen(heading, provider.profiles()));
  }

  /** How many runs that is: one, which tells of the crash, where the implementation crashes. */
  public static int runs(Heading heading, P2mProvider provider) {
    try {
      return toRun(heading, provider).size();
    } catch (ProviderCrashedException crash) {
      return 1;
    }
  }

  /** What the implementation claims; empty if it crashes, of which every run tells. */
  public static Optional<List<String>> claimed(P2mProvider provider) {
    try {
      return Optional.of(ask(provider::profiles));
    } catch (ProviderCrashedException crash) {
      return Optional.empty();
    }
  }

  /** Runs code of the implementation, which may answer anything. */
  private static List<String> ask(Supplier<List<String>> profiles) {
    try {
      return GuardedSession.guarded(CALL, () -> List.copyOf(profiles.get()));
    } catch (UnsupportedByProviderException lacking) {
      throw new ProviderCrashedException(CALL, lacking); // nobody may lack this
    }
  }

  private static List<String> chosen(Heading heading, List<String> claimed) {
    if (heading.needs().capabilities().contains(Capability.REGIME)) {
      return List.of(NONE);
    }
    List<String> shared = heading.profiles().stream().filter(claimed::contains).toList();
    if (!shared.isEmpty()) {
      return shared;
    }
    return List.of(claimed.isEmpty() ? NONE : claimed.get(0));
  }

  /**
   * Why an implementation cannot be judged as a profile.
   *
   * @param claimed those it has
   */
  public static String complaint(String provider, String profile, List<String> claimed) {
    return provider + " has no profile '" + profile + "'; it has"
        + (claimed.isEmpty() ? " none" : ": " + String.join(", ", claimed));
  }
}
