package io.shatterproof.compiler.bothways;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Vectors at random that the reference can run. Most of what they expect is wrong, so that what was
 * expected is told.
 */
final class RandomScenarios {
  private static final String FILE = "random.p2m";
  private static final List<P2mType> TYPES = List.of(P2mType.values());
  private static final List<Long> SIZES = List.of(0x1000L, 0x3000L, 0x20_0000L);
  private static final int DOMAINS = 2;
  private static final int PES = 3;
  private static final int LAST_PE = PES - 1;
  private static final int ANY_GUEST = -1; // the last PE may be in that of each domain
  private static final int NO_GUEST = -2;

  private final SplittableRandom random;
  private final RandomExpectations expectations;
  private final List<String> labels = new ArrayList<>();
  private int line = 1;
  private boolean isWhole;
  private int guestOfLast;
  private List<ViolationName> waived = List.of();
  private Optional<ExpectedFailure> expectedFailure = Optional.empty();

  private RandomScenarios(SplittableRandom random) {
    this.random = random;
    this.expectations = new RandomExpectations(random, this::place);
  }

  static VectorSet set(long seed, int size) {
    RandomScenarios scenarios = new RandomScenarios(new SplittableRandom(seed));
    Map<String, ConformanceVector> byId = new LinkedHashMap<>(); // of one meaning only one
    for (int i = 0; i < size; i++) {
      ConformanceVector vector = scenarios.vector("random " + i);
      byId.putIfAbsent(vector.heading().id(), vector);
    }
    return new VectorSet("random", "test", List.of(), List.copyOf(byId.values()));
  }

  private ConformanceVector vector(String title) {
    Origin origin = place();
    waived = random.nextInt(3) == 0 ? ViolationName.OF_BREAK_BEFORE_MAKE : List.of();
    Scope failing = random.nextBoolean() ? Scope.ARCHITECTURE : Scope.of(Set.of("xen_pre"));
    expectedFailure = random.nextInt(6) == 0
        ? Optional.of(new ExpectedFailure(place(), failing, "a \"reason\""))
        : Optional.empty();
    isWhole = random.nextInt(4) == 0; // a reference that cannot do it all ends such a run early
    guestOfLast = ANY_GUEST;
    boolean isLater = random.nextInt(4) == 0; // then the first is created behind the second
    Setup setup = setup(isLater ? Set.of(0) : Set.of());
    List<Step> given = new ArrayList<>();
    if (isLater) {
      given.add(new Step.Create(place(), 0, random.nextInt(3), maybe(0)));
      guestOfLast = 0;
    }
    given.addAll(steps(0));
    List<Phase> phases = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      labels.clear();
      List<Step> when = labelled(steps(0));
      if (!isWhole && i == 0 && random.nextInt(3) == 0) {
        when.add(new Step.Interleaved(place(), List.of(body(0), body(1))));
      }
      if (isWhole && i == 0 && random.nextInt(3) == 0) {
        when.add(new Step.Teardown(place(), 0, random.nextInt(DOMAINS)));
      }
      List<Expectation> meanwhile = isWhole ? List.of() : expectations.observers(labels);
      phases.add(new Phase(when, meanwhile, expectations.list(5, isWhole)));
    }
    Heading unnamed = heading("", title, origin, checks(given, phases));
    String id = VectorIdentity.identify(new ConformanceVector(unnamed, setup, given, phases));
    Heading heading = heading(id, title, origin, unnamed.checks());
    return new ConformanceVector(heading, setup, given, phases);
  }

  private Heading heading(String id, String title, Origin origin, int checks) {
    return new Heading(
        id,
        List.of(),
        title,
        title,
        List.of(),
        "",
        "",
        origin,
        Needs.of(Set.of(), Set.of(Capability.P2M)),
        new TreeSet<>(RandomExpectations.PROFILES),
        List.of(),
        waived,
        expectedFailure,
        List.of(),
        checks);
  }

  private static Setup setup(Set<Integer> later) {
    Platform platform = new Platform(
        "machine",
        PES,
        48,
        Set.of(),
        Platform.Coherence.COHERENT,
        Platform.Iommu.NONE,
        new TreeMap<>());
    return new Setup(platform, List.of(domain("guest", 0), domain("other", 1)), List.of(), later);
  }

  private static DomainConfig domain(String name, int pe) {
    return new DomainConfig(
        name,
        "xen_4_8",
        new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 48),
        pe,
        List.of(LAST_PE),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
  }

  /** Some of the steps get labels. */
  private List<Step> labelled(List<Step> steps) {
    List<Step> labelled = new ArrayList<>();
    for (Step step : steps) {
      if (random.nextInt(3) == 0) {
        String label = "l" + labels.size();
        labels.add(label);
        labelled.add(new Step.Labelled(place(), label, step));
      } else {
        labelled.add(step);
      }
    }
    return labelled;
  }

  /** What one PE does while another does something else: short, since all orders are tried. */
  private List<Step> body(int pe) {
    return labelled(List.of(
        new Step.Unmap(place(), pe, pe, ipa(), 0x1000, OptionalLong.empty(), OptionalLong.empty()),
        new Step.Map(
            place(), pe, pe, ipa(), 0x1000, 0x8_0000_0000L, attributes(), OptionalLong.empty())));
  }

  private List<Step> steps(int depth) {
    List<Step> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      steps.add(step(depth));
    }
    return steps;
  }

  private Step step(int depth) {
    if (isWhole && random.nextInt(3) == 0) {
      return depth == 0 && random.nextBoolean() ? arrangement() : restriction();
    }
    int domain = random.nextInt(DOMAINS);
    Origin origin = place();
    return switch (random.nextInt(depth == 0 ? 8 : 6)) {
      case 0, 1 ->
        new Step.Unmap(origin, domain, domain, ipa(), size(), maybe(0x8_0000_0000L), maybe(-2));
      case 6 -> new Step.Locked(origin, domain, domain, inside(domain));
      case 7 -> new Step.LimitTables(origin, random.nextInt(2, 20));
      default ->
        new Step.Map(origin, domain, domain, ipa(), size(), 0x8_0000_0000L, attributes(), maybe(0));
    };
  }

  private Step restriction() {
    int domain = random.nextInt(DOMAINS);
    Origin origin = place();
    return switch (random.nextInt(4)) {
      case 0 -> new Step.Clean(origin, domain, domain, ipa(), size(), maybe(0));
      case 1 -> new Step.ProtectNewMappings(origin, domain, domain, random.nextInt(12), maybe(0));
      default ->
        new Step.Protect(
            origin,
            domain,
            domain,
            ipa(),
            size(),
            random.nextInt(12),
            random.nextInt(2),
            random.nextInt(3),
            maybe(64));
    };
  }

  private Step arrangement() {
    int domain = random.nextInt(DOMAINS);
    Origin origin = place();
    return switch (random.nextInt(6)) {
      case 0 -> new Step.Listen(origin, domain, random.nextBoolean(), random.nextBoolean());
      case 1 -> new Step.Emulate(origin, domain, ipa(), size());
      case 2 -> new Step.FailAllocation(origin, random.nextInt(1, 4));
      case 3 -> new Step.Relinquish(origin, domain, domain, random.nextInt(3), maybe(-85));
      default -> ofLastPe(origin, domain);
    };
  }

  /** Leaves and aborts where the last PE is in a guest. */
  private Step ofLastPe(Origin origin, int domain) {
    boolean isInGuest = guestOfLast == ANY_GUEST || guestOfLast == domain;
    if (isInGuest && random.nextBoolean()) {
      return abort(origin, domain);
    }
    if (guestOfLast != NO_GUEST && random.nextBoolean()) {
      guestOfLast = NO_GUEST;
      return new Step.Leave(origin, LAST_PE);
    }
    guestOfLast = domain;
    return new Step.Enter(origin, LAST_PE, domain);
  }

  private Step abort(Origin origin, int domain) {
    return new Step.Abort(
        origin,
        LAST_PE,
        domain,
        pick(new AccessKind[] {AccessKind.READ, AccessKind.WRITE, AccessKind.FETCH}),
        ipa(),
        random.nextBoolean() ? Optional.empty() : Optional.of(pick(FaultKind.values())),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean() ? Optional.empty() : Optional.of(pick(AbortOutcome.values())));
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  /** A lock section works on its own domain. */
  private List<Step> inside(int domain) {
    return steps(1).stream()
        .filter(step -> !(step instanceof Step.Map map) || map.domain() == domain)
        .filter(step -> !(step instanceof Step.Unmap unmap) || unmap.domain() == domain)
        .filter(step -> !(step instanceof Step.Clean clean) || clean.domain() == domain)
        .filter(step -> !(step instanceof Step.Protect protect) || protect.domain() == domain)
        .filter(step ->
            !(step instanceof Step.ProtectNewMappings protect) || protect.domain() == domain)
        .toList();
  }

  private MappingAttributes attributes() {
    return random.nextInt(25) == 0
        ? MappingAttributes.of(
            new S2Permissions(true, random.nextBoolean(), random.nextBoolean()),
            new MemoryAttributes(random.nextInt(16), Shareability.INNER))
        : MappingAttributes.of(TYPES.get(random.nextInt(TYPES.size())));
  }

  private long ipa() {
    return RandomExpectations.ipa(random);
  }

  private long size() {
    return SIZES.get(random.nextInt(SIZES.size()));
  }

  private OptionalLong maybe(long value) {
    return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private Origin place() {
    return new Origin(FILE, line++, 1 + random.nextInt(90));
  }

  private static int checks(List<Step> given, List<Phase> phases) {
    int checks = returns(given);
    for (Phase phase : phases) {
      checks += returns(phase.when()) + phase.meanwhile().size() + phase.then().size();
    }
    return checks;
  }

  private static int returns(List<Step> steps) {
    int returns = 0;
    for (Step step : steps) {
      returns += step instanceof Step.Create create && create.returns().isPresent() ? 1 : 0;
      returns += step instanceof Step.Map map && map.returns().isPresent() ? 1 : 0;
      returns += step instanceof Step.Unmap unmap && unmap.returns().isPresent() ? 1 : 0;
      returns += step instanceof Step.Protect protect && protect.returns().isPresent() ? 1 : 0;
      returns +=
          step instanceof Step.ProtectNewMappings protect && protect.returns().isPresent() ? 1 : 0;
      returns += step instanceof Step.Clean clean && clean.returns().isPresent() ? 1 : 0;
      returns += step instanceof Step.Relinquish last && last.returns().isPresent() ? 1 : 0;
      returns += step instanceof Step.Abort abort && abort.outcome().isPresent() ? 1 : 0;
      returns += step instanceof Step.Locked locked ? returns(locked.body()) : 0;
      returns += step instanceof Step.Labelled labelled ? returns(List.of(labelled.step())) : 0;
    }
    return returns;
  }
}
