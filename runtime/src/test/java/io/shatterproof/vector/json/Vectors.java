package io.shatterproof.vector.json;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.event.Counter;
import io.shatterproof.event.EventKind;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.ExpectedFailure;
import io.shatterproof.vector.Heading;
import io.shatterproof.vector.KnownFailure;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.MemoryRange;
import io.shatterproof.vector.Needs;
import io.shatterproof.vector.Origin;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Phase;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Setup;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A small vector that a person can read, and ways to change it. */
public final class Vectors {
  static final String FILE = "replace.p2m";

  private Vectors() {}

  public static ConformanceVector replacePage() {
    return vector(heading(), setup("guest"), given(0x4000_0000L), phase(2));
  }

  /** Every step and expectation that version 1.1 added. */
  static ConformanceVector everyOperation() {
    Origin at = new Origin(FILE, 8, 9);
    OptionalLong unclaimed = OptionalLong.empty();
    List<Step> steps = List.of(
        new Step.Locked(at, 0, 0, List.of(new Step.FailAllocation(at, 3))),
        new Step.Protect(at, 0, 0, 0x1000, 4096, P2mAccess.RX2RW.number(), 512, 2, unclaimed),
        new Step.ProtectNewMappings(at, 0, 0, 11, OptionalLong.of(-22)),
        new Step.ProtectNewMappings(at, 0, 0, P2mAccess.DEFAULT_NUMBER, unclaimed),
        new Step.Listen(at, 0, true, false),
        new Step.Clean(at, 0, 0, 0x2000, 0x3000, unclaimed),
        new Step.Enter(at, 0, 0),
        new Step.Emulate(at, 0, 0x900_0000, 4096),
        abort(at, true, Optional.of(AbortOutcome.INJECT)),
        abort(at, false, Optional.empty()),
        new Step.Leave(at, 0),
        new Step.Relinquish(at, 0, 0, 0, unclaimed),
        new Step.Teardown(at, 0, 0));
    Scope profile = Scope.of(Set.of("xen_4_8"));
    List<Expectation> expectations = List.of(
        new Expectation.RestrictionIs(at, profile, 0, OptionalLong.of(0x1000), -3),
        new Expectation.RestrictionIs(at, profile, 0, unclaimed, P2mAccess.RW.number()),
        new Expectation.StatisticsAre(
            at,
            profile,
            0,
            List.of(
                new Expectation.Figure(Statistic.MAPPINGS, 1, -1),
                new Expectation.Figure(Statistic.LOWEST, 0, -1))),
        new Expectation.EventsAre(
            at,
            profile,
            true,
            EventMatching.INCLUDE,
            List.of(new EventPattern.OfKind(EventKind.ADDRESS_TRANSLATED))));
    return RandomVectors.withId(new ConformanceVector(
        heading(), setup("guest"), List.of(), List.of(new Phase(steps, expectations))));
  }

  /** Every step and member that version 1.4 added. */
  static ConformanceVector everyLaterOperation() {
    Origin at = new Origin(FILE, 8, 9);
    OptionalLong unclaimed = OptionalLong.empty();
    Setup two = new Setup(
        setup("guest").platform(),
        List.of(setup("guest").domains().get(0), setup("second").domains().get(0)),
        List.of(),
        Set.of(1));
    List<Step> steps = List.of(
        new Step.Create(at, 1, 300, OptionalLong.of(-16)),
        new Step.Unpause(at, 0, 1),
        new Step.ResizePool(at, 0, 0, 0x10_0000, 3, OptionalLong.of(-85)),
        new Step.ResizePool(at, 0, 0, 0, 0, unclaimed),
        new Step.Enter(at, 0, 0, OptionalInt.of(1)),
        new Step.SetWay(at, 0, 0),
        new Step.SwitchCaches(at, 0, 0, true),
        new Step.SwitchCaches(at, 0, 0, false),
        new Step.Clean(at, 0, 0, 0x2000, 0x3000, 1, 2, unclaimed),
        new Step.Teardown(at, 0, 0, 4, OptionalLong.of(-85)),
        new Step.Teardown(at, 0, 0, 0, OptionalLong.of(0)));
    List<Expectation> expectations =
        List.of(new Expectation.Returned(at, Scope.of(Set.of("xen_latest")), 0));
    return RandomVectors.withId(
        new ConformanceVector(heading(), two, List.of(), List.of(new Phase(steps, expectations))));
  }

  /** What version 1.5 added of expectations, and what it added of headings. */
  static ConformanceVector everyLaterExpectation() {
    Origin at = new Origin(FILE, 8, 9);
    Scope profile = Scope.of(Set.of("xen_4_8"));
    Heading plain = heading();
    Heading heading = new Heading(
        plain.id(),
        plain.was(),
        plain.title(),
        plain.scenario(),
        plain.tags(),
        plain.why(),
        plain.source(),
        plain.origin(),
        plain.needs(),
        plain.profiles(),
        List.of(),
        List.of(ViolationName.LEAK, ViolationName.NO_TLBI),
        Optional.of(new ExpectedFailure(at, profile, "it is mended")),
        plain.kills(),
        plain.checks());
    EventPattern.OfEvent any = new EventPattern.AnyInvalidation(0);
    List<EventPattern> patterns = List.of(
        new EventPattern.Either(List.of(
            List.of(any, new EventPattern.Covering(0, 0x1000, 0x2000)),
            List.of(new EventPattern.Synchronized(DsbOption.ISH, true)))),
        new EventPattern.Repeated(any, 0, OptionalInt.of(2)),
        new EventPattern.Repeated(any, 3, OptionalInt.empty()),
        new EventPattern.Repeated(any, 4, OptionalInt.of(4)));
    List<Expectation> expectations = List.of(
        new Expectation.EventsAre(at, profile, false, EventMatching.ANY_ORDER, patterns),
        new Expectation.NoEvent(at, profile, new EventPattern.OfKind(EventKind.TLBI)));
    return RandomVectors.withId(new ConformanceVector(
        heading, setup("guest"), List.of(), List.of(new Phase(List.of(), expectations))));
  }

  /** A block of 1G under bare tables: an access that it translates, and one beside it. */
  public static ConformanceVector bareTables() {
    Origin at = new Origin("bare.p2m", 9, 5);
    List<Step> given = List.of(
        new Step.StoreWord(at, 1, 0x8000_0008L, 0x1_0000_07fdL, "block B"),
        new Step.WriteRegister(at, 1, SystemRegister.VTTBR_EL2, 0x1_0000_8000_0000L),
        new Step.WriteRegister(at, 1, SystemRegister.VTCR_EL2, 0x8005_3559L),
        new Step.WriteRegister(at, 1, SystemRegister.HCR_EL2, 0x8000_1001L));
    List<Expectation> expectations = List.of(
        accessHas(
            at,
            new GuestAccess(AccessKind.READ, 0x4000_1008L, 0, 8, TransferRegister.parse("x1")),
            new OutcomeClaim.Ok(
                0x1_0000_1008L,
                OptionalInt.of(1),
                attributes(Optional.of(MemoryType.NORMAL), "wb", Optional.empty()),
                List.of())),
        accessHas(
            at,
            GuestAccess.of(AccessKind.WRITE, 0x8000_0000L),
            new OutcomeClaim.Fault(
                FaultKind.TRANSLATION,
                OptionalInt.of(1),
                FaultStage.STAGE2,
                List.of(
                    new RegisterClaim(SystemRegister.ESR_EL2, 0x45, 0xff),
                    new RegisterClaim(
                        SystemRegister.HPFAR_EL2, 0x80_0000L, RegisterClaim.WHOLE)))));
    return bare(at, given, List.of(), expectations);
  }

  /** Every member that version 1.2 added. */
  static ConformanceVector everythingBare() {
    Origin at = new Origin("bare.p2m", 9, 5);
    List<Step> steps = List.of(
        new Step.StoreWord(at, 0, 0x8000_0ff8L, -1, ""),
        new Step.StoreWord(at, 0, 0x9000_0000L, 0, "invalid"),
        new Step.WriteRegister(at, 1, SystemRegister.MAIR_EL1, 0xff),
        new Step.Perform(at, 1, GuestAccess.of(AccessKind.ATOMIC, 0x1000)),
        new Step.Perform(
            at,
            1,
            new GuestAccess(AccessKind.WRITE, 0x1000, 0, 4, TransferRegister.parse("wzr acquire"))),
        new Step.Perform(
            at, 0, new GuestAccess(AccessKind.AT_S12E1W, 0x1000, 2, 1, Optional.empty())));
    List<Expectation> expectations = List.of(
        accessHas(
            at,
            new GuestAccess(AccessKind.FETCH, 0x2000, 1, 4, Optional.empty()),
            new OutcomeClaim.Ok(
                0x3000,
                OptionalInt.empty(),
                new AttributeClaim(
                    Optional.of(MemoryType.NORMAL),
                    AttributeClaim.CacheClaim.parse("wb_rawa"),
                    AttributeClaim.CacheClaim.parse("nc"),
                    Optional.of(Shareability.OUTER),
                    Optional.of(false),
                    Optional.of(Tagging.UNTAGGED),
                    Optional.of(true)),
                List.of(new RegisterClaim(SystemRegister.PAR_EL1, 0, 1)))),
        accessHas(
            at,
            GuestAccess.of(AccessKind.READ, 0x2000),
            new OutcomeClaim.Fault(
                FaultKind.ADDRESS_SIZE,
                OptionalInt.of(0),
                FaultStage.STAGE2_ON_STAGE1_WALK,
                List.of(new RegisterClaim(SystemRegister.FAR_EL2, 0x2000, RegisterClaim.WHOLE)))),
        accessHas(
            at,
            GuestAccess.of(AccessKind.READ, 0x2000),
            new OutcomeClaim.Fault(
                FaultKind.ALIGNMENT, OptionalInt.empty(), FaultStage.STAGE1, List.of())),
        new Expectation.WordIs(at, Scope.ARCHITECTURE, 0x8000_0ff8L, -1, -1),
        new Expectation.WordIs(at, Scope.ARCHITECTURE, 0x9000_0000L, 0x400, 0x401));
    return bare(at, List.of(), steps, expectations);
  }

  /** A block that moves without a break, and what another PE sees meanwhile. */
  static ConformanceVector movedBlock() {
    Origin at = new Origin("bbm.p2m", 12, 5);
    Scope all = Scope.ARCHITECTURE;
    List<Step> given = List.of(
        new Step.StoreWord(at, 0, 0x8000_0008L, 0x1_0000_07fdL, "block B"),
        new Step.WriteRegister(at, 0, SystemRegister.VTTBR_EL2, 0x1_0000_8000_0000L),
        new Step.WriteRegister(at, 1, SystemRegister.VTTBR_EL2, 0x1_0000_8000_0000L),
        new Step.WriteRegister(at, 1, SystemRegister.VTCR_EL2, 0x8005_3559L),
        new Step.WriteRegister(at, 1, SystemRegister.HCR_EL2, 0x8000_1001L),
        new Step.RunAt(at, 1, 1));
    Step move = new Step.StoreWord(at, 0, 0x8000_0008L, 0x1_4000_07fdL, "block B");
    List<Step> when = List.of(
        new Step.Labelled(at, "move", move),
        new Step.Barrier(at, 0, DsbOption.ISH),
        new Step.Invalidate(at, 0, TlbiOp.IPAS2E1IS, 0x4_0000L, "B"),
        new Step.Labelled(at, "done", new Step.Barrier(at, 0, DsbOption.ISH)));
    GuestAccess read = GuestAccess.of(AccessKind.READ, 0x4000_0000L);
    OutcomeClaim old = new OutcomeClaim.Ok(0x1_0000_0000L, OptionalInt.empty());
    OutcomeClaim moved = new OutcomeClaim.Ok(0x1_4000_0000L, OptionalInt.empty());
    List<Expectation> meanwhile = List.of(
        new Expectation.AccessSees(
            at,
            all,
            1,
            read,
            OptionalInt.empty(),
            new Stretch(Optional.of("move"), false, Optional.of("done")),
            true,
            List.of(
                LegalOutcome.of(old),
                LegalOutcome.of(moved),
                new LegalOutcome(
                    new OutcomeClaim.Fault(FaultKind.CONFLICT, OptionalInt.empty()),
                    "both blocks may be in its TLB",
                    ""))),
        new Expectation.NeverAfter(
            at, all, 1, read, OptionalInt.empty(), Stretch.ALL, new OutcomeClaim.Wild(), moved));
    List<Expectation> then = List.of(new Expectation.ViolationIs(
        at, all, ViolationName.NO_BREAK, OptionalLong.of(1), Optional.of("move"), List.of(1)));
    return bare(
        "a block moves without a break",
        Needs.of(Set.of(), Set.of(Capability.REGIME, Capability.TLB)),
        at,
        given,
        new Phase(when, meanwhile, then));
  }

  /** Every member that version 1.3 added. */
  static ConformanceVector everythingOfTlbs() {
    Origin at = new Origin("bbm.p2m", 12, 5);
    Origin inner = new Origin("bbm.p2m", 13, 7);
    List<Step> first = List.of(
        new Step.StoreWord(at, 0, 0x8000_0008L, 0, "", true, false),
        new Step.Labelled(at, "brk", new Step.Barrier(inner, 0, DsbOption.ISHNXS)),
        new Step.Invalidate(at, 0, TlbiOp.VMALLE1OS, 0, ""),
        new Step.Invalidate(at, 0, TlbiOp.RIPAS2LE1ISNXS, -1, "the range R"));
    List<Step> second = List.of(
        new Step.SynchronizeContext(at, 1),
        new Step.Labelled(at, "make", new Step.CleanLine(at, 1, 0x9000_0ff8L, "page P")));
    List<Step> when = List.of(
        new Step.StoreWord(at, 0, 0x9000_0000L, 1, "page Q", false, true),
        new Step.RunAt(at, 1, 2),
        new Step.Interleaved(at, List.of(first, second)),
        new Step.FreeTable(at, 1, 0x9000_1000L, 0x1000, "table T"));
    GuestAccess read = GuestAccess.of(AccessKind.READ, 0x4000);
    OutcomeClaim fault = new OutcomeClaim.Fault(FaultKind.CONFLICT, OptionalInt.empty());
    OutcomeClaim wild = new OutcomeClaim.Wild();
    Scope profile = Scope.of(Set.of("xen_4_8"));
    OptionalInt bare = OptionalInt.empty();
    Stretch before = new Stretch(Optional.empty(), false, Optional.of("brk"));
    Stretch after = new Stretch(Optional.of("brk"), true, Optional.of("make"));
    Stretch from = new Stretch(Optional.of("make"), false, Optional.empty());
    List<Expectation> meanwhile = List.of(
        new Expectation.AccessSees(
            at,
            Scope.ARCHITECTURE,
            1,
            read.from(0),
            bare,
            before,
            false,
            List.of(LegalOutcome.of(fault))),
        new Expectation.AccessSees(
            at,
            profile,
            1,
            read,
            bare,
            after,
            true,
            List.of(new LegalOutcome(wild, "its table is freed", "a book"))),
        new Expectation.NeverAfter(at, Scope.ARCHITECTURE, 1, read, bare, from, wild, fault),
        new Expectation.NeverAfter(
            at, Scope.ARCHITECTURE, 0, read, bare, Stretch.ALL, fault, wild));
    List<Expectation> then = List.of(
        new Expectation.ViolationIs(
            at,
            Scope.ARCHITECTURE,
            ViolationName.NO_TLBI,
            OptionalLong.empty(),
            Optional.of("make"),
            List.of(0, 1)),
        new Expectation.NoViolation(at, profile));
    return bare(
        "everything of TLBs",
        Needs.of(Set.of(), Set.of(Capability.REGIME, Capability.TLB)),
        at,
        List.of(),
        new Phase(when, meanwhile, then));
  }

  private static ConformanceVector bare(
      Origin at, List<Step> given, List<Step> when, List<Expectation> then) {
    return bare(
        "a block translates",
        Needs.of(Set.of(), Set.of(Capability.REGIME, Capability.SYNDROME)),
        at,
        given,
        new Phase(when, then));
  }

  private static ConformanceVector bare(
      String title, Needs needs, Origin at, List<Step> given, Phase phase) {
    Heading heading = new Heading(
        "",
        List.of(),
        title,
        title,
        List.of(),
        "",
        "",
        at,
        needs,
        new TreeSet<>(),
        List.of(),
        List.of(),
        phase.meanwhile().size() + phase.then().size());
    List<MemoryRange> memory =
        List.of(new MemoryRange(0x8000_0000L, 0x1000), new MemoryRange(0x9000_0000L, 0x2000));
    Setup setup = new Setup(
        Platform.plain("arm"), List.of(), given.isEmpty() ? memory : memory.subList(0, 1));
    return RandomVectors.withId(new ConformanceVector(heading, setup, given, List.of(phase)));
  }

  private static Expectation accessHas(Origin at, GuestAccess access, OutcomeClaim claim) {
    return new Expectation.AccessHas(
        at,
        Scope.ARCHITECTURE,
        1,
        access,
        OptionalInt.empty(),
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(claim)));
  }

  private static AttributeClaim attributes(
      Optional<MemoryType> type, String inner, Optional<Shareability> shareability) {
    return new AttributeClaim(
        type,
        AttributeClaim.CacheClaim.parse(inner),
        Optional.empty(),
        shareability,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Step abort(Origin at, boolean stage1Walk, Optional<AbortOutcome> outcome) {
    return new Step.Abort(
        at,
        0,
        0,
        AccessKind.READ,
        0x4000,
        Optional.of(FaultKind.PERMISSION),
        stage1Walk,
        true,
        false,
        false,
        outcome);
  }

  static ConformanceVector vector(Heading heading, Setup setup, Step given, Phase phase) {
    return RandomVectors.withId(
        new ConformanceVector(heading, setup, List.of(given), List.of(phase)));
  }

  static Heading heading() {
    return heading("replace 4K inside a 1G block", "xen_pre", 3, 3);
  }

  static Heading heading(String title, String brokenProfile, long times, int line) {
    return new Heading(
        "",
        List.of(),
        title,
        "replace {page} inside a {block} block",
        List.of("bbm"),
        "One break for the split, one for the leaf.",
        "",
        new Origin(FILE, line, 1),
        Needs.of(Set.of(), Set.of(Capability.P2M, Capability.EVENTS)),
        new TreeSet<>(Set.of("xen_4_8", "xen_pre")),
        List.of(new KnownFailure(
            new Origin(FILE, 4, 9), brokenProfile, ViolationName.NO_BREAK, OptionalLong.of(times))),
        List.of("M05"),
        4);
  }

  static Setup setup(String domain) {
    Stage2Geometry geometry = new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40);
    return new Setup(
        Platform.plain("arm_server"),
        List.of(new DomainConfig(
            domain,
            "xen_4_8",
            geometry,
            0,
            List.of(1),
            false,
            OptionalInt.empty(),
            P2mAccess.RWX)));
  }

  static Step.Map given(long ipa) {
    return new Step.Map(
        new Origin(FILE, 8, 9),
        0,
        0,
        ipa,
        1L << 30,
        0x8_0000_0000L,
        MappingAttributes.of(P2mType.RAM_RW),
        OptionalLong.empty());
  }

  static Phase phase(long invalidations) {
    return new Phase(
        List.of(new Step.Map(
            new Origin(FILE, 11, 9),
            0,
            0,
            0x40a0_7000L,
            4096,
            0x9_0000_0000L,
            MappingAttributes.of(P2mType.RAM_RO),
            OptionalLong.of(0))),
        List.of(
            new Expectation.AccessHas(
                new Origin(FILE, 14, 9),
                Scope.ARCHITECTURE,
                1,
                AccessKind.WRITE,
                0,
                0x40a0_7008L,
                ExpectationClass.MUST,
                List.of(LegalOutcome.of(
                    new OutcomeClaim.Fault(FaultKind.PERMISSION, OptionalInt.of(3))))),
            new Expectation.CountsAre(
                new Origin(FILE, 17, 9),
                Scope.of(Set.of("xen_4_8")),
                List.of(new Expectation.Count(Counter.TLBI, invalidations, false)))));
  }
}
