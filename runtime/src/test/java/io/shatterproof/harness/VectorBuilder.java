package io.shatterproof.harness;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Builds vectors of one domain with one start table at level 1. */
final class VectorBuilder {
  static final Origin HERE = new Origin("scripted.p2m", 7, 3);
  static final Scope BLOCKS = Scope.of(Set.of("blocks"));
  static final long GIB = 1L << 30;

  private final Map<String, String> choices = new TreeMap<>();
  private final List<Step> given = new ArrayList<>();
  private final List<Step> when = new ArrayList<>();
  private final List<Expectation> meanwhile = new ArrayList<>();
  private final List<Expectation> then = new ArrayList<>();
  private final List<KnownFailure> known = new ArrayList<>();
  private final List<ViolationName> waived = new ArrayList<>();
  private Optional<ExpectedFailure> expectedFailure = Optional.empty();
  private Needs needs = Needs.of(Set.of(), Set.of(Capability.P2M));
  private int vmid = ScriptedP2m.VMID;
  private int missingChecks;
  private int ipaBits = 39;
  private Granule granule = Granule.SIZE_4K;
  private int startLevel = 1;
  private Platform.Iommu iommu = Platform.Iommu.NONE;
  private final List<DomainConfig> others = new ArrayList<>();
  private final Set<Integer> later = new TreeSet<>();

  VectorBuilder given(Step... steps) {
    given.addAll(Arrays.asList(steps));
    return this;
  }

  VectorBuilder when(Step... steps) {
    when.addAll(Arrays.asList(steps));
    return this;
  }

  VectorBuilder meanwhile(Expectation... expectations) {
    meanwhile.addAll(Arrays.asList(expectations));
    return this;
  }

  VectorBuilder then(Expectation... expectations) {
    then.addAll(Arrays.asList(expectations));
    return this;
  }

  VectorBuilder failsOnBlocks(ViolationName name, long times) {
    known.add(new KnownFailure(HERE, "blocks", name, OptionalLong.of(times)));
    return this;
  }

  VectorBuilder waives(ViolationName... names) {
    waived.addAll(Arrays.asList(names));
    return this;
  }

  VectorBuilder expectedToFail(Scope scope) {
    expectedFailure = Optional.of(new ExpectedFailure(HERE, scope, "it is mended"));
    return this;
  }

  VectorBuilder needs(Needs newNeeds) {
    needs = newNeeds;
    return this;
  }

  VectorBuilder vmid(int newVmid) {
    vmid = newVmid;
    return this;
  }

  /** The start table stays one table at level 1, which resolves 31 to 39 bits. */
  VectorBuilder ipaBits(int bits) {
    ipaBits = bits;
    return this;
  }

  /** One start table of this level, which resolves as many bits as it can. */
  VectorBuilder geometry(Granule newGranule, int level) {
    granule = newGranule;
    startLevel = level;
    ipaBits = Math.min(48, newGranule.levelShift(level) + newGranule.stride());
    return this;
  }

  /** A second domain, of another granule. */
  VectorBuilder beside(Granule other) {
    others.add(domain("other", new Stage2Geometry(other, 39, 2, 1, 48), OptionalInt.empty()));
    return this;
  }

  /** A further domain, number 1 and so on, which a step creates; it runs on no PE but these. */
  VectorBuilder later(String name, OptionalInt domainVmid, Integer... runsOn) {
    later.add(1 + others.size());
    others.add(new DomainConfig(
        name,
        "blocks",
        new Stage2Geometry(granule, ipaBits, startLevel, 1, 48),
        0,
        List.of(runsOn),
        false,
        domainVmid,
        P2mAccess.RWX));
    return this;
  }

  /** An IOMMU walks the tables of the domain, too. */
  VectorBuilder iommu(Platform.Iommu kind) {
    iommu = kind;
    return this;
  }

  /** Claims one check more than there are. */
  VectorBuilder withCheckNeverReached() {
    missingChecks = 1;
    return this;
  }

  VectorBuilder choose(String knob, String value) {
    choices.put(knob, value);
    return this;
  }

  ConformanceVector build() {
    List<DomainConfig> domains = new ArrayList<>();
    Stage2Geometry geometry = new Stage2Geometry(granule, ipaBits, startLevel, 1, 48);
    domains.add(domain("guest", geometry, OptionalInt.of(vmid)));
    domains.addAll(others);
    long claims = Stream.concat(given.stream(), when.stream())
        .filter(VectorBuilder::claims)
        .count();
    Heading heading = new Heading(
        "0123456789abcdef",
        List.of(),
        "title",
        "title",
        List.of(),
        "",
        "",
        HERE,
        needs,
        new TreeSet<>(Set.of("blocks")),
        known,
        waived,
        expectedFailure,
        List.of(),
        meanwhile.size() + then.size() + known.size() + (int) claims + missingChecks);
    return new ConformanceVector(
        heading,
        new Setup(platform(), domains, List.of(), later),
        given,
        List.of(new Phase(when, meanwhile, then)));
  }

  private Platform platform() {
    Platform plain = Platform.plain("arm").withChoices(choices);
    return new Platform(
        plain.name(),
        plain.pes(),
        plain.paBits(),
        plain.features(),
        plain.walker(),
        iommu,
        plain.choices());
  }

  private DomainConfig domain(String name, Stage2Geometry geometry, OptionalInt vmid) {
    boolean usesIommu = iommu != Platform.Iommu.NONE;
    return new DomainConfig(
        name, "blocks", geometry, 0, List.of(1), usesIommu, vmid, P2mAccess.RWX);
  }

  private static boolean claims(Step step) {
    return (step instanceof Step.Map map && map.returns().isPresent())
        || (step instanceof Step.Protect protect && protect.returns().isPresent())
        || (step instanceof Step.ProtectNewMappings later && later.returns().isPresent())
        || (step instanceof Step.Clean clean && clean.returns().isPresent())
        || (step instanceof Step.Relinquish relinquish && relinquish.returns().isPresent())
        || (step instanceof Step.Create create && create.returns().isPresent())
        || (step instanceof Step.ResizePool pool && pool.returns().isPresent())
        || (step instanceof Step.Teardown teardown && teardown.returns().isPresent())
        || (step instanceof Step.Abort abort && abort.outcome().isPresent())
        || (step instanceof Step.Resolve resolve && resolve.resolved().isPresent());
  }

  static Step.Map map(long ipa, long pa) {
    return new Step.Map(
        HERE,
        0,
        0,
        ipa,
        GIB,
        pa,
        MappingAttributes.of(
            ScriptedP2m.READ_WRITE, io.shatterproof.arch.MemoryAttributes.NORMAL_WB),
        OptionalLong.empty());
  }

  static Step.Map map(long ipa, long pa, long returns) {
    Step.Map plain = map(ipa, pa);
    return new Step.Map(
        HERE, 0, 0, plain.ipa(), GIB, plain.pa(), plain.attributes(), OptionalLong.of(returns));
  }

  /** A read by PE 1, with the fault that it meets. */
  static Step.Abort abort(Optional<AbortOutcome> outcome) {
    return abort(1, AccessKind.READ, Optional.empty(), outcome);
  }

  static Step.Abort abort(
      int pe, AccessKind access, Optional<FaultKind> fault, Optional<AbortOutcome> outcome) {
    return new Step.Abort(HERE, pe, 0, access, GIB, fault, false, true, false, false, outcome);
  }

  /** A vector's only expectation, so that it checks something: nothing is mapped there. */
  static Expectation hole() {
    return new Expectation.LookupIsHole(HERE, Scope.ARCHITECTURE, 0, GIB, Optional.empty());
  }
}
