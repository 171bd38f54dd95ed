package io.shatterproof.compiler.bothways;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.spi.Capability;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.Heading;
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
import io.shatterproof.vector.VectorSet;
import io.shatterproof.vector.json.VectorIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Bare tables: each claim right and wrong, in generated tests as in replayed vectors. */
class BareBothWaysTest {
  private static final Origin AT = new Origin("bare.p2m", 7, 5);
  private static final long TABLE = 0x8000_0000L;
  private static final long GIB = 1L << 30;
  private static final long PA = 4 * GIB;

  /** A block of level 1 at 4G, read-write, Write-Back, Inner Shareable; its access flag is 0. */
  private static final long BLOCK = 0x1_0000_03fdL;

  private static final AttributeClaim RIGHT =
      claim(MemoryType.NORMAL, "wb_rawa", "wb", Shareability.INNER, false, Tagging.UNTAGGED, false);

  @Test
  void everyClaimTellsTheSameBothWays() throws Exception {
    List<Expectation> right = new ArrayList<>(List.of(
        ok(PA, 1, RIGHT),
        fault(1, FaultStage.STAGE2, 0x93c0_8005L, -1),
        fault(1, FaultStage.STAGE2, 0x5, 0x3f),
        word(BLOCK | 1 << 10, -1)));
    List<Expectation> wrong = List.of(
        ok(PA + 8, 1, RIGHT),
        ok(PA, 2, RIGHT),
        ok(
            PA,
            1,
            claim(
                MemoryType.DEVICE_GRE,
                "wb",
                "wb",
                Shareability.INNER,
                false,
                Tagging.UNTAGGED,
                false)),
        ok(
            PA,
            1,
            claim(
                MemoryType.NORMAL,
                "wb_ra",
                "wb",
                Shareability.INNER,
                false,
                Tagging.UNTAGGED,
                false)),
        ok(
            PA,
            1,
            claim(
                MemoryType.NORMAL, "wb", "wt", Shareability.INNER, false, Tagging.UNTAGGED, false)),
        ok(
            PA,
            1,
            claim(MemoryType.NORMAL, "wb", "wb", Shareability.NON, false, Tagging.UNTAGGED, false)),
        ok(
            PA,
            1,
            claim(
                MemoryType.NORMAL, "wb", "wb", Shareability.INNER, true, Tagging.UNTAGGED, false)),
        ok(
            PA,
            1,
            claim(
                MemoryType.NORMAL,
                "wb",
                "wb",
                Shareability.INNER,
                false,
                Tagging.ALLOCATION_TAGGED,
                false)),
        ok(
            PA,
            1,
            claim(
                MemoryType.NORMAL, "wb", "wb", Shareability.INNER, false, Tagging.UNTAGGED, true)),
        fault(2, FaultStage.STAGE2, 0x5, 0x3f),
        fault(1, FaultStage.STAGE1, 0x5, 0x3f),
        fault(1, FaultStage.STAGE2_ON_STAGE1_WALK, 0x5, 0x3f),
        fault(1, FaultStage.STAGE2, 0x9200_0007L, -1),
        fault(1, FaultStage.STAGE2, 0x7, 0x3f),
        word(BLOCK, -1),
        word(0, 1 << 10));
    List<ConformanceVector> vectors = new ArrayList<>(List.of(vector(8, right)));
    for (Expectation expectation : wrong) {
      vectors.add(vector(9 + vectors.size(), List.of(expectation)));
    }
    VectorSet set = new VectorSet("bare", "test", List.of(), vectors);

    SortedMap<Run, Told> generated =
        Generated.run(set, UnaryOperator.identity()).told();

    assertThat(generated).isEqualTo(Replay.run(set)).hasSize(1 + wrong.size());
    assertThat(generated.values().stream().map(Told::status))
        .containsOnlyOnce("successful")
        .containsOnly("successful", "failed");
  }

  private static Expectation ok(long pa, int level, AttributeClaim attributes) {
    return access(
        GuestAccess.of(AccessKind.READ, GIB),
        new OutcomeClaim.Ok(pa, OptionalInt.of(level), attributes, List.of()));
  }

  private static Expectation fault(int level, FaultStage stage, long esr, long mask) {
    return access(
        new GuestAccess(AccessKind.READ, 3 * GIB, 0, 8, TransferRegister.parse("x0")),
        new OutcomeClaim.Fault(
            FaultKind.TRANSLATION,
            OptionalInt.of(level),
            stage,
            List.of(new RegisterClaim(SystemRegister.ESR_EL2, esr, mask))));
  }

  private static Expectation word(long value, long mask) {
    return new Expectation.WordIs(AT, Scope.ARCHITECTURE, TABLE + 8, value, mask);
  }

  private static Expectation access(GuestAccess access, OutcomeClaim claim) {
    return new Expectation.AccessHas(
        AT,
        Scope.ARCHITECTURE,
        1,
        access,
        OptionalInt.empty(),
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(claim)));
  }

  private static AttributeClaim claim(
      MemoryType type,
      String inner,
      String outer,
      Shareability shareability,
      boolean xs,
      Tagging tagging,
      boolean noTagAccess) {
    return new AttributeClaim(
        Optional.of(type),
        AttributeClaim.CacheClaim.parse(inner),
        AttributeClaim.CacheClaim.parse(outer),
        Optional.of(shareability),
        Optional.of(xs),
        Optional.of(tagging),
        Optional.of(noTagAccess));
  }

  /** A block whose access flag an access sets before anything is claimed. */
  private static ConformanceVector vector(int line, List<Expectation> then) {
    List<Step> given = List.of(
        new Step.StoreWord(AT, 0, TABLE + 8, BLOCK, "block \"B\""),
        new Step.WriteRegister(AT, 1, SystemRegister.VTTBR_EL2, 1L << 48 | TABLE),
        new Step.WriteRegister(AT, 1, SystemRegister.VTCR_EL2, 0x8025_3559L),
        new Step.WriteRegister(AT, 1, SystemRegister.HCR_EL2, 0x8000_1001L));
    List<Step> when = List.of(new Step.Perform(AT, 1, GuestAccess.of(AccessKind.WRITE, GIB)));
    Platform platform = Platform.plain("arm").withFeatures(Set.of(Feature.HAFDBS));
    Setup setup = new Setup(platform, List.of(), List.of(new MemoryRange(TABLE, 0x1000)));
    List<Phase> phases = List.of(new Phase(when, then));
    ConformanceVector unnamed =
        new ConformanceVector(heading("", line, then.size()), setup, given, phases);
    String id = VectorIdentity.identify(unnamed);
    return new ConformanceVector(heading(id, line, then.size()), setup, given, phases);
  }

  private static Heading heading(String id, int line, int checks) {
    return new Heading(
        id,
        List.of(),
        "bare " + line,
        "bare " + line,
        List.of(),
        "",
        "",
        new Origin(AT.file(), line, 1),
        Needs.of(Set.of(), Set.of(Capability.REGIME, Capability.SYNDROME)),
        new TreeSet<>(),
        List.of(),
        List.of(),
        checks);
  }
}
