package io.shatterproof.compiler.bothways;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.Counter;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.DescriptorClaim;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The headline scenario as vectors, right and in several ways wrong. */
final class HandWritten {
  static final String FILE = "dir/headline.p2m";
  static final int COUNTS_LINE = 33;

  private static final long RAM = 0x8_0000_0000L;
  private static final Scope NEW = Scope.of(Set.of("xen_4_8", "xen_4_8_fixed"));
  private static final Scope OLD = Scope.of(Set.of("xen_pre"));

  private HandWritten() {}

  /** Holds on the reference. */
  static ConformanceVector right() {
    return vector("replace 4K inside a 1G block", 12, 2, Capability.EVENTS);
  }

  /** Claims a count that the reference does not have. */
  static ConformanceVector wrong() {
    return vector("one invalidation too few", 40, 1, Capability.EVENTS);
  }

  /** Needs what the reference does not have. */
  static ConformanceVector unsupported() {
    return vector("needs guests that access", 70, 3, Capability.ACCESS);
  }

  /** Does and asks for everything there is, and ends the domain. */
  static ConformanceVector whole() {
    Scope both = Scope.ARCHITECTURE;
    List<Expectation> then = List.of(
        new Expectation.RestrictionIs(at(98), both, 0, OptionalLong.of(0x4000_0000L), 1),
        new Expectation.RestrictionIs(at(99), both, 0, OptionalLong.of(0x5000_0000L), -3),
        new Expectation.RestrictionIs(at(100), both, 0, OptionalLong.empty(), 9),
        new Expectation.StatisticsAre(
            at(101),
            NEW,
            0,
            List.of(
                new Expectation.Figure(Statistic.MAPPINGS, 3, -1),
                new Expectation.Figure(Statistic.SHATTERED, 1, 1),
                new Expectation.Figure(Statistic.LOWEST, 0, 0x4000_0000L),
                new Expectation.Figure(Statistic.END, 0, 0x8000_0000L))));
    List<Phase> phases = List.of(
        new Phase(operations(), then),
        new Phase(end(), List.of(new Expectation.NoViolation(at(120), both))));
    ConformanceVector vector = new ConformanceVector(
        heading("", "everything", 80, Capability.EVENTS, 15), setup(), arranged(), phases);
    Heading heading =
        heading(VectorIdentity.identify(vector), "everything", 80, Capability.EVENTS, 15);
    return new ConformanceVector(heading, setup(), arranged(), phases);
  }

  private static List<Step> arranged() {
    return List.of(
        given(),
        new Step.FailAllocation(at(82), 700),
        new Step.Emulate(at(83), 0, 0x1000_0000L, 0x1_0000),
        new Step.Listen(at(84), 0, true, false),
        new Step.Listen(at(85), 0, false, false));
  }

  private static List<Step> operations() {
    OptionalLong unsaid = OptionalLong.empty();
    return List.of(
        new Step.Protect(at(87), 0, 0, 0x4000_0000L, 0x20_0000, 1, 0, 1, OptionalLong.of(64)),
        new Step.Protect(at(88), 0, 0, 0x4000_0000L, 0x20_0000, 1, 64, 0, unsaid),
        new Step.Protect(at(89), 0, 0, 0x4000_0000L, 0x1000, 11, 0, 0, OptionalLong.of(-22)),
        new Step.ProtectNewMappings(at(90), 0, 0, 9, OptionalLong.of(0)),
        new Step.Clean(at(91), 0, 0, 0x4000_0000L, 0x1000, OptionalLong.of(0)),
        new Step.Map(
            at(91),
            0,
            0,
            0x5000_0000L,
            0x1000,
            RAM,
            ramRw(),
            Optional.of(P2mAccess.R),
            OptionalLong.of(0)),
        new Step.Populate(at(91), 0, 0, 0x6000_0000L, 0x20_1000, ramRw(), OptionalLong.of(0)),
        new Step.Enter(at(92), 0, 0),
        abort(93, 0, Optional.empty(), Optional.of(AbortOutcome.RETRY)),
        new Step.Leave(at(94), 0),
        abort(95, 1, Optional.of(FaultKind.ADDRESS_SIZE), Optional.empty()));
  }

  private static Step abort(
      int line, int pe, Optional<FaultKind> fault, Optional<AbortOutcome> outcome) {
    boolean isPlain = fault.isEmpty();
    return new Step.Abort(
        at(line),
        pe,
        0,
        AccessKind.WRITE,
        0x4000_0000L,
        fault,
        !isPlain,
        isPlain,
        !isPlain,
        !isPlain,
        outcome);
  }

  private static List<Step> end() {
    return List.of(
        new Step.Relinquish(at(110), 0, 0, 1, OptionalLong.of(-85)),
        new Step.Relinquish(at(111), 0, 0, 0, OptionalLong.of(0)),
        new Step.Teardown(at(112), 0, 0));
  }

  /** Creates domains in the middle, until one is refused, and ends one of them. */
  static ConformanceVector created() {
    Setup whole = setup();
    DomainConfig guest = whole.domains().get(0);
    Setup setup = new Setup(
        whole.platform(),
        List.of(named(guest, "last"), guest, named(guest, "other")),
        List.of(),
        Set.of(0, 2));
    List<Step> given = List.of(new Step.Create(at(131), 2, 0, OptionalLong.empty()));
    Scope both = Scope.ARCHITECTURE;
    List<Phase> phases = List.of(
        new Phase(
            List.of(
                new Step.Create(at(133), 0, 300, OptionalLong.of(-16)),
                new Step.Map(
                    at(134),
                    0,
                    0,
                    0x4000_0000L,
                    0x1000,
                    0x8_0000_0000L,
                    MappingAttributes.of(P2mType.RAM_RW),
                    OptionalLong.of(0)),
                new Step.Relinquish(at(135), 0, 2, 0, OptionalLong.of(0)),
                new Step.Teardown(at(136), 0, 2, 0, OptionalLong.of(0))),
            List.of(
                new Expectation.Returned(at(137), NEW, 0),
                new Expectation.LookupIsHole(at(138), both, 0, 0x8000_0000L, Optional.empty()),
                new Expectation.LookupIsHole(at(139), both, 1, 0x4000_0000L, Optional.empty()))),
        new Phase(
            List.of(new Step.Unmap(
                at(140), 0, 0, 0x4000_0000L, 0x1000, OptionalLong.empty(), OptionalLong.of(0))),
            List.of(
                new Expectation.LookupIsHole(at(141), both, 0, 0x4000_0000L, Optional.empty()),
                new Expectation.NoViolation(at(142), both))));
    ConformanceVector vector = new ConformanceVector(
        heading("", "created", 130, Capability.EVENTS, 11), setup, given, phases);
    Heading heading =
        heading(VectorIdentity.identify(vector), "created", 130, Capability.EVENTS, 11);
    return new ConformanceVector(heading, setup, given, phases);
  }

  private static DomainConfig named(DomainConfig domain, String name) {
    return new DomainConfig(
        name,
        domain.profile(),
        domain.geometry(),
        domain.operatedBy(),
        List.of(),
        domain.usesIommu(),
        OptionalInt.empty(),
        domain.defaultAccess());
  }

  /** Asks for each operation that only later releases have. */
  static List<ConformanceVector> later() {
    OptionalLong unsaid = OptionalLong.empty();
    List<Step> steps = List.of(
        new Step.Unpause(at(151), 0, 0),
        new Step.InvalidateRoot(at(151), 0, 0),
        new Step.Resolve(at(151), 0, 0, 0x4000_0000L, Optional.of(false)),
        new Step.ResizePool(at(151), 0, 0, 0x10_0000, 2, OptionalLong.of(-85)),
        new Step.SetWay(at(151), 1, 0),
        new Step.SwitchCaches(at(151), 1, 0, true),
        new Step.Enter(at(151), 1, 0, OptionalInt.of(1)),
        new Step.Clean(at(151), 0, 0, 0x4000_0000L, 0x1000, 0, 2, unsaid),
        new Step.Teardown(at(151), 0, 0, 3, OptionalLong.of(-85)));
    List<ConformanceVector> vectors = new ArrayList<>();
    for (Step step : steps) {
      boolean ends = step instanceof Step.Teardown;
      boolean claims = step instanceof Step.ResizePool || step instanceof Step.Resolve;
      int checks = 2 + (ends || claims ? 1 : 0);
      String title = "later " + vectors.size();
      List<Phase> phases = List.of(new Phase(
          List.of(step), List.of(new Expectation.NoViolation(at(152), Scope.ARCHITECTURE))));
      ConformanceVector vector = new ConformanceVector(
          heading("", title, 150, Capability.EVENTS, checks), setup(), List.of(), phases);
      Heading heading =
          heading(VectorIdentity.identify(vector), title, 150, Capability.EVENTS, checks);
      vectors.add(new ConformanceVector(heading, setup(), List.of(), phases));
    }
    return vectors;
  }

  static VectorSet all() {
    return set(right(), wrong(), unsupported());
  }

  static VectorSet set(ConformanceVector... vectors) {
    return new VectorSet("by hand", "test", List.of(), List.of(vectors));
  }

  private static ConformanceVector vector(
      String title, int line, long invalidations, Capability capability) {
    List<Expectation> then = new ArrayList<>(architecture());
    then.addAll(profiles(invalidations));
    ConformanceVector vector = new ConformanceVector(
        heading("", title, line, capability, then.size() + 2),
        setup(),
        List.of(given()),
        List.of(new Phase(List.of(replace(), unmapHole()), then)));
    Heading heading = heading(
        VectorIdentity.identify(vector),
        title,
        line,
        capability,
        vector.heading().checks());
    return new ConformanceVector(heading, vector.setup(), vector.given(), vector.phases());
  }

  private static Heading heading(
      String id, String title, int line, Capability capability, int checks) {
    return new Heading(
        id,
        List.of(),
        title,
        title,
        List.of("bbm"),
        "One break for the split, whatever its depth, and one for the leaf.",
        "xen 438c5fe4f0..bf1bb6b731: p2m_set_entry",
        new Origin(FILE, line, 1),
        Needs.of(Set.of(), Set.of(Capability.P2M, capability)),
        new TreeSet<>(Set.of("xen_4_8", "xen_4_8_fixed", "xen_pre")),
        List.of(new KnownFailure(at(14), "xen_pre", ViolationName.NO_BREAK, OptionalLong.of(3))),
        List.of("M05"),
        checks);
  }

  private static Setup setup() {
    DomainConfig guest = new DomainConfig(
        "guest",
        "xen_4_8",
        new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 48),
        0,
        List.of(1),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
    return new Setup(Platform.plain("arm_server"), List.of(guest));
  }

  private static Step given() {
    return new Step.Map(at(20), 0, 0, 0x4000_0000L, 1L << 30, RAM, ramRw(), OptionalLong.empty());
  }

  private static Step replace() {
    return new Step.Map(
        at(24),
        0,
        0,
        0x40a0_7000L,
        4096,
        0x9_0000_0000L,
        MappingAttributes.of(P2mType.RAM_RO),
        OptionalLong.of(0));
  }

  private static Step unmapHole() {
    return new Step.Unmap(
        at(25), 0, 0, 0x1_0000_0000L, 4096, OptionalLong.empty(), OptionalLong.empty());
  }

  private static List<Expectation> architecture() {
    return List.of(new Expectation.AccessHas(
        at(28),
        Scope.ARCHITECTURE,
        1,
        AccessKind.WRITE,
        0,
        0x40a0_7008L,
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(new OutcomeClaim.Fault(FaultKind.PERMISSION, OptionalInt.of(3))))));
  }

  private static List<Expectation> profiles(long invalidations) {
    return List.of(
        new Expectation.EventsAre(
            at(31),
            NEW,
            false,
            EventMatching.IN_ORDER,
            List.of(
                store(1, 0x4000_0000L, DescriptorClaim.Kind.INVALID),
                flush(),
                store(1, 0x4000_0000L, DescriptorClaim.Kind.TABLE),
                store(3, 0x40a0_7000L, DescriptorClaim.Kind.INVALID),
                flush(),
                store(3, 0x40a0_7000L, DescriptorClaim.Kind.PAGE))),
        new Expectation.CountsAre(
            at(COUNTS_LINE),
            NEW,
            List.of(count(Counter.TLBI, invalidations), count(Counter.LIVE_STORES, 4))),
        new Expectation.CountsAre(
            at(36), OLD, List.of(count(Counter.TLBI, 1), count(Counter.LIVE_STORES, 3))),
        new Expectation.ViolationIs(at(37), OLD, ViolationName.NO_BREAK, OptionalLong.of(3)));
  }

  private static EventPattern store(int level, long ipa, DescriptorClaim.Kind kind) {
    return new EventPattern.Stored(0, level, ipa, DescriptorClaim.of(kind));
  }

  private static EventPattern flush() {
    return new EventPattern.Invalidated(TlbiOp.VMALLS12E1IS, 0, OptionalLong.empty());
  }

  private static Expectation.Count count(Counter counter, long value) {
    return new Expectation.Count(counter, value, false);
  }

  private static MappingAttributes ramRw() {
    return MappingAttributes.of(P2mType.RAM_RW);
  }

  private static Origin at(int line) {
    return new Origin(FILE, line, 9);
  }
}
