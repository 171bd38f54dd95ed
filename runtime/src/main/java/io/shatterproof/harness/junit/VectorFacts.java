package io.shatterproof.harness.junit;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What a generated test says of its vector before it does anything. Not thread-safe. */
public final class VectorFacts {
  private final String id;
  private final String title;
  private final Origin origin;
  private final Platform platform;
  private final List<DomainConfig> domains = new ArrayList<>();
  private final List<MemoryRange> memory = new ArrayList<>();
  private final Set<Integer> later = new TreeSet<>();
  private final List<String> tags = new ArrayList<>();
  private final List<String> kills = new ArrayList<>();
  private final List<KnownFailure> knownFailures = new ArrayList<>();
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);
  private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
  private final Set<String> profiles = new TreeSet<>();
  private final List<ViolationName> waived = new ArrayList<>();
  private Optional<ExpectedFailure> expectedFailure = Optional.empty();
  private int checks;

  private VectorFacts(String id, String title, Origin origin, Platform platform) {
    this.id = id;
    this.title = title;
    this.origin = origin;
    this.platform = platform;
  }

  /**
   * A vector.
   *
   * @param id its stable id
   * @param title with the values of its row filled in
   * @param origin place of the scenario
   */
  public static VectorFacts vector(String id, String title, Origin origin, Platform platform) {
    return new VectorFacts(id, title, origin, platform);
  }

  /** Domains in the order of declaration. */
  public VectorFacts domains(DomainConfig... configs) {
    domains.addAll(Arrays.asList(configs));
    return this;
  }

  /** Of these domains, by number, each is created by a step. */
  public VectorFacts later(Integer... numbers) {
    later.addAll(Arrays.asList(numbers));
    return this;
  }

  /** Memory that backs bare tables; once for each range. */
  public VectorFacts memory(long pa, long sizeBytes) {
    memory.add(new MemoryRange(pa, sizeBytes));
    return this;
  }

  public VectorFacts tags(String... names) {
    tags.addAll(Arrays.asList(names));
    return this;
  }

  /** Architectural features without which the vector is not applicable. */
  public VectorFacts needs(Feature... needed) {
    features.addAll(Arrays.asList(needed));
    return this;
  }

  /** Capabilities without which the vector is unsupported. */
  public VectorFacts needs(Capability... needed) {
    capabilities.addAll(Arrays.asList(needed));
    return this;
  }

  /** Every profile the vector names. */
  public VectorFacts profiles(String... names) {
    profiles.addAll(Arrays.asList(names));
    return this;
  }

  /** A profile that is known to break the architecture here, exactly so many times. */
  public VectorFacts failsOn(
      int line, int column, String profile, ViolationName violation, long times) {
    return failsOn(line, column, profile, violation, OptionalLong.of(times));
  }

  /** A profile that is known to break the architecture here, at least one time. */
  public VectorFacts failsOn(int line, int column, String profile, ViolationName violation) {
    return failsOn(line, column, profile, violation, OptionalLong.empty());
  }

  private VectorFacts failsOn(
      int line, int column, String profile, ViolationName violation, OptionalLong times) {
    knownFailures.add(
        new KnownFailure(new Origin(origin.file(), line, column), profile, violation, times));
    return this;
  }

  /** What the checkers may find. */
  public VectorFacts waives(ViolationName... names) {
    waived.addAll(Arrays.asList(names));
    return this;
  }

  /**
   * The vector does not hold yet: the test passes as long as a check fails.
   *
   * @param until what has to happen before it holds
   * @param failing the profiles on which it fails; every one if none is named
   */
  public VectorFacts expectedToFail(int line, int column, String until, String... failing) {
    Scope scope = failing.length == 0 ? Scope.ARCHITECTURE : Scope.of(Set.of(failing));
    expectedFailure =
        Optional.of(new ExpectedFailure(new Origin(origin.file(), line, column), scope, until));
    return this;
  }

  /** Names of seeded faults that the vector kills. */
  public VectorFacts kills(String... faults) {
    kills.addAll(Arrays.asList(faults));
    return this;
  }

  /** The number of checks that must be reached. */
  public VectorFacts checks(int number) {
    checks = number;
    return this;
  }

  Heading heading() {
    return new Heading(
        id,
        List.of(),
        title,
        title,
        tags,
        "",
        "",
        origin,
        Needs.of(features, capabilities),
        new TreeSet<>(profiles),
        knownFailures,
        waived,
        expectedFailure,
        kills,
        checks);
  }

  Setup setup() {
    return new Setup(platform, domains, memory, later);
  }
}
