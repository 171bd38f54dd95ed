package io.shatterproof.spi;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import java.util.List;
import java.util.Set;

/**
 * An implementation under test, found by {@link java.util.ServiceLoader} or given in code.
 *
 * <p>It never gives a verdict: it does what it is told and reports what it did.
 */
public interface P2mProvider {

  /** A short stable name, for example {@code reference}. */
  String name();

  /** What its sessions can do. */
  Set<Capability> capabilities();

  /** Architectural features its sessions can emulate. */
  Set<Feature> features();

  /**
   * The profiles it claims, each the name of a known behaviour to the last event, for example
   * {@code xen_4_8}. Empty for an implementation that answers for the architecture only.
   */
  List<String> profiles();

  /**
   * The violations that a profile is known to have, since it reproduces its origin with its defects.
   * A violation that a scenario announces for a profile must be among them, unless the provider
   * lists none for any.
   *
   * @param profile one of {@link #profiles}
   */
  default List<KnownDefect> knownDefects(String profile) {
    return List.of();
  }

  /**
   * How many of its sessions may be open at once, each used by a thread of its own. One, unless an
   * implementation says that its sessions share nothing.
   */
  default int concurrentSessions() {
    return 1;
  }

  /**
   * Whether an access under bare tables is answered with everything that the architecture permits here,
   * even where that is one outcome: of an expectation that lists several, each must be possible then.
   * Silicon knows what it did, and no more.
   */
  default boolean knowsAllOutcomes() {
    return false;
  }

  /**
   * Starts with empty memory and no domain.
   *
   * @param profile one of {@link #profiles}, or the empty string if it claims none; also for bare
   *     tables ({@link Capability#REGIME}), where none makes a difference
   * @param events takes every event from now on, if the provider has {@link Capability#EVENTS}
   */
  P2mSession open(Platform platform, String profile, EventSink events);
}
