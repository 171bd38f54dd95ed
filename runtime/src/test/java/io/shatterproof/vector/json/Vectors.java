package io.shatterproof.vector.json;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.event.Counter;
import io.shatterproof.event.ViolationName;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mType;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.ConformanceVector;
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
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A small vector that a person can read, and ways to change it. */
final class Vectors {
  static final String FILE = "replace.p2m";

  private Vectors() {}

  static ConformanceVector replacePage() {
    return vector(heading(), setup("guest"), given(0x4000_0000L), phase(2));
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
