package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Syndrome;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.AttributeClaim;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.RegisterClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an access in the guest of a domain can be, and what is claimed of it. */
class GuestAccessTest {
  private static final long PA = 0x1_0000_0000L;
  private static final GuestAccess READ = GuestAccess.of(AccessKind.READ, GIB + 0x1008);
  private static final GuestAccess BEYOND =
      new GuestAccess(AccessKind.WRITE, 2 * GIB, 0, 4, TransferRegister.parse("w7"));
  private static final OutcomeClaim NORMAL = ok(MemoryType.NORMAL);

  /** WnR, ISV, SRT and DFSC of a 4-byte store of W7 that meets a Translation fault at level 1. */
  private static final OutcomeClaim REPORTED = fault(
      new RegisterClaim(SystemRegister.ESR_EL2, 0x0107_0045, 0x011f_007f),
      new RegisterClaim(SystemRegister.FAR_EL2, 2 * GIB, RegisterClaim.WHOLE),
      new RegisterClaim(SystemRegister.HPFAR_EL2, (2 * GIB) >>> 8, RegisterClaim.WHOLE));

  @Test
  void attributesAndRegistersFollowFromTheEvents() {
    Result result = run(new ScriptedP2m(), access(1, READ, NORMAL), access(1, BEYOND, REPORTED));

    assertThat(FailureText.of(result)).isEqualTo("scripted.p2m:7:3: agree: ");
    assertThat(result.checksReached()).isEqualTo(2);
  }

  @Test
  void anotherMemoryTypeIsToldWithAllThatThereIs() {
    Result result = run(new ScriptedP2m(), access(1, READ, ok(MemoryType.DEVICE_NGNRE)));

    assertThat(result.failures())
        .singleElement()
        .extracting(Failure::message, Failure::details)
        .containsExactly(
            "pe 1 read guest 0x40001008 -> ok 0x100001008 { memory normal }, expected ok 0x100001008"
                + " { memory device_ngnre }",
            "reported ok 0x100001008 { level 1 memory normal inner wb_rawa outer wb_rawa sh inner"
                + " xs 0 }");
  }

  @Test
  void anotherRegisterIsTold() {
    OutcomeClaim read = fault(new RegisterClaim(SystemRegister.ESR_EL2, 0, 0x40));

    assertThat(run(new ScriptedP2m(), access(1, BEYOND, read)).failures())
        .singleElement()
        .extracting(Failure::message)
        .asString()
        .startsWith("pe 1 write guest 0x80000000 size 4 register w7 from el0 -> translation fault");
  }

  @Test
  void whatNeedsAlignmentIsRefusedByStage1() {
    GuestAccess atomic = new GuestAccess(AccessKind.ATOMIC, GIB + 1, 1, 2, Optional.empty());
    OutcomeClaim alignment = new OutcomeClaim.Fault(
        FaultKind.ALIGNMENT, OptionalInt.empty(), FaultStage.STAGE1, List.of());

    assertThat(run(new ScriptedP2m(), access(1, atomic, alignment)).verdict())
        .isEqualTo(Verdict.AGREE);
  }

  @Test
  void accessOfTwoPagesMeetsTheFaultOfEither() {
    GuestAccess across = new GuestAccess(AccessKind.READ, 2 * GIB - 4, 1, 8, Optional.empty());
    OutcomeClaim upper =
        fault(new RegisterClaim(SystemRegister.FAR_EL2, 2 * GIB, RegisterClaim.WHOLE));

    assertThat(run(new ScriptedP2m(), access(1, across, upper)).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void hypervisorTranslatesAndNobodyElse() {
    GuestAccess translation = GuestAccess.of(AccessKind.AT_S12E1R, GIB + 0x1008).from(2);
    OutcomeClaim par = new OutcomeClaim.Ok(
        PA + 0x1008,
        OptionalInt.of(1),
        AttributeClaim.NONE,
        List.of(new RegisterClaim(SystemRegister.PAR_EL1, PA + 0x1000, 0x1_ffff_f001L)));

    assertThat(run(new ScriptedP2m(), access(0, translation, par)).verdict())
        .isEqualTo(Verdict.AGREE);
    assertThat(run(new ScriptedP2m(), access(1, translation, par)).reason())
        .isEqualTo(
            "PE 1 does not operate on domain guest, and so does not translate its addresses");
  }

  @Test
  void whoPerformsAccessesTellsTheRegistersOrIsNotAsked() {
    Expectation claimed = access(1, BEYOND, REPORTED);

    assertThat(run(performing(false, Syndrome.NONE), claimed).verdict())
        .isEqualTo(Verdict.UNSUPPORTED);
    assertThat(run(performing(true, told(2 * GIB)), claimed).verdict()).isEqualTo(Verdict.AGREE);
    assertThat(run(performing(true, told(GIB)), claimed).verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(run(performing(false, Syndrome.NONE), access(1, BEYOND, fault())).verdict())
        .isEqualTo(Verdict.AGREE);
  }

  private static Syndrome told(long far) {
    return new Syndrome(
        Map.of(
            SystemRegister.ESR_EL2,
            0x9387_0045L | 0x40,
            SystemRegister.FAR_EL2,
            far,
            SystemRegister.HPFAR_EL2,
            (2 * GIB) >>> 8),
        Map.of());
  }

  @Test
  void resolutionIsJudgedForEveryImplementation() {
    VectorBuilder unresolved = new VectorBuilder()
        .when(new Step.Resolve(HERE, 0, 0, GIB, Optional.of(false)))
        .then(VectorBuilder.hole());

    List<Result> results =
        new VectorRunner(new ScriptedP2m(), Duration.ofSeconds(20)).run(unresolved.build());

    assertThat(results.get(0).failures())
        .singleElement()
        .extracting(Failure::message)
        .isEqualTo("resolve answered resolved, expected unresolved");
  }

  /** An implementation that performs accesses itself, reports no events, and always tells this. */
  private static P2mProvider performing(boolean tellsRegisters, Syndrome syndrome) {
    return new ScriptedP2m() {
      @Override
      public Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.of(Capability.P2M, Capability.ACCESS);
        if (tellsRegisters) {
          capabilities.add(Capability.SYNDROME);
        }
        return capabilities;
      }

      @Override
      public P2mSession open(Platform platform, String profile, EventSink events) {
        return new Performing(syndrome);
      }
    };
  }

  private record Performing(Syndrome syndrome) implements P2mSession {
    @Override
    public DomainReport createDomain(DomainConfig config) {
      return new DomainReport((long) ScriptedP2m.VMID << 48 | ScriptedP2m.ROOT, 0);
    }

    @Override
    public long map(
        int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
      return 0;
    }

    @Override
    public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
      return 0;
    }

    @Override
    public P2mEntry lookup(int domain, long ipa) {
      return new P2mEntry.Hole(Optional.empty());
    }

    @Override
    public Outcome access(int pe, int domain, GuestAccess access) {
      return new Outcome.Faulted(FaultKind.TRANSLATION, 1);
    }

    @Override
    public AccessReport accessAndReport(int pe, int domain, GuestAccess access) {
      return new AccessReport(access(pe, domain, access), syndrome);
    }

    @Override
    public void close() {}
  }

  private static Expectation access(int pe, GuestAccess access, OutcomeClaim claim) {
    return new Expectation.AccessHas(
        HERE,
        Scope.ARCHITECTURE,
        pe,
        access,
        OptionalInt.of(0),
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(claim)));
  }

  private static OutcomeClaim ok(MemoryType type) {
    return new OutcomeClaim.Ok(
        PA + 0x1008, OptionalInt.empty(), AttributeClaim.NONE.withType(type), List.of());
  }

  private static OutcomeClaim fault(RegisterClaim... claims) {
    return new OutcomeClaim.Fault(
        FaultKind.TRANSLATION, OptionalInt.empty(), FaultStage.STAGE2, List.of(claims));
  }

  private static Result run(P2mProvider provider, Expectation... expectations) {
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20))
        .run(new VectorBuilder().given(map(GIB, PA)).then(expectations).build());
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}
