package io.shatterproof.reference;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.KnownDefect;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The embedded reference: the P2M of several releases of Xen, defects included.
 *
 * <p>Bare tables are walked as the platform says, with every choice that it leaves open and, once
 * TLBs are maintained, with everything that they may hold.
 *
 * <p>Domains get any granule and any start level from 0; a default access other than {@code rwx}
 * puts access control in use, as it does in Xen. Table pages are taken from 0xd0000000 upwards.
 */
public final class ReferenceProvider implements P2mProvider {
  /** Those that a Xen of these releases runs on unchanged, since it does not use them. */
  static final Set<Feature> OF_DOMAINS =
      Set.of(Feature.TTL, Feature.TTST, Feature.VMID16, Feature.XNX);

  private static final Set<Capability> CAPABILITIES = Set.of(
      Capability.P2M,
      Capability.EVENTS,
      Capability.DESCRIPTORS,
      Capability.MULTI_PE,
      Capability.REGIME,
      Capability.SYNDROME,
      Capability.TLB);

  private static final Set<Feature> FEATURES = Set.copyOf(FeatureRules.modelled());

  private final String name;
  private final List<Profile> profiles;
  private final List<String> profileNames;
  private final Function<Profile, Parts> parts;

  /** The reference with every profile. */
  public ReferenceProvider() {
    this("reference", Profile.ALL, Parts::new);
  }

  /**
   * A variant under a name of its own.
   *
   * @param parts what it is made of as each of the profiles
   */
  ReferenceProvider(String name, List<Profile> profiles, Function<Profile, Parts> parts) {
    this.name = name;
    this.profiles = List.copyOf(profiles);
    this.profileNames = profiles.stream().map(Profile::name).toList();
    this.parts = parts;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  /** Those that it knows under bare tables; a domain is refused with most of them. */
  @Override
  public Set<Feature> features() {
    return FEATURES;
  }

  @Override
  public List<String> profiles() {
    return profileNames;
  }

  @Override
  public List<KnownDefect> knownDefects(String profile) {
    return chosen(profile).knownDefects();
  }

  @Override
  public boolean knowsAllOutcomes() {
    return true;
  }

  /** Sessions share nothing. */
  @Override
  public int concurrentSessions() {
    return Integer.MAX_VALUE;
  }

  /**
   * Starts a hypervisor of the profile.
   *
   * @throws UnsupportedByProviderException if the profile is none of {@link #profiles}
   */
  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    Parts made = parts.apply(chosen(profile));
    return made.session(new Hypervisor(platform, made, events));
  }

  private Profile chosen(String profile) {
    if (profile.isEmpty()) {
      return profiles.get(0); // for bare tables
    }
    return profiles.stream()
        .filter(candidate -> candidate.name().equals(profile))
        .findFirst()
        .orElseThrow(() -> new UnsupportedByProviderException("the profile " + profile));
  }
}
