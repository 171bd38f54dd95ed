package io.shatterproof.vector.json;

import io.shatterproof.arch.AccessKind;
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

  static ConformanceVector replacePage() {
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

  private static ConformanceVector bare(
      Origin at, List<Step> given, List<Step> when, List<Expectation> then) {
    Heading heading = new Heading(
        "",
        List.of(),
        "a block translates",
        "a block translates",
        List.of(),
        "",
        "",
        at,
        Needs.of(Set.of(), Set.of(Capability.REGIME, Capability.SYNDROME)),
        new TreeSet<>(),
        List.of(),
        List.of(),
        then.size());
    List<MemoryRange> memory =
        List.of(new MemoryRange(0x8000_0000L, 0x1000), new MemoryRange(0x9000_0000L, 0x2000));
    Setup setup =
        new Setup(Platform.plain("arm"), List.of(), when.isEmpty() ? memory.subList(0, 1) : memory);
    return RandomVectors.withId(
        new ConformanceVector(heading, setup, given, List.of(new Phase(when, then))));
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
