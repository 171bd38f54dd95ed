package io.shatterproof.spi;

import io.shatterproof.event.Observable;
import java.util.List;
import java.util.Set;

/**
 * An implementation that is wrong on purpose, to measure by it what vectors catch.
 *
 * @param variant a small letter where the fault has several forms; otherwise empty
 * @param sentence what it does wrong, in one sentence
 * @param observables what reveals the fault: a check that fails for something else has not found it
 * @param provider the implementation; it claims the profiles in which the fault makes a difference
 */
public record BrokenProvider(
    SeededFault fault,
    String variant,
    String sentence,
    Set<Observable> observables,
    P2mProvider provider) {
  public BrokenProvider {
    observables = Set.copyOf(observables);
  }

  /** Fault and variant, for example {@code M10b}; also the name of the provider. */
  public String name() {
    return fault.name() + variant;
  }

  /** The profiles to which the fault applies; at least one. */
  public List<String> profiles() {
    return provider.profiles();
  }
}
