package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.BLOCKS;
import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.Errno;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainRefusedException;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.ConformanceVector;
import io.shatterproof.vector.EventMatching;
import io.shatterproof.vector.EventPattern;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.ExpectationClass;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Domains that a step creates, on an implementation with a few VMIDs that hears what it is asked. */
class CreationTest {
  private static final OptionalLong UNCLAIMED = OptionalLong.empty();
  private static final OptionalLong DONE = OptionalLong.of(0);
  private static final OptionalLong BUSY = OptionalLong.of(Errno.EBUSY.code());
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final List<String> calls = new ArrayList<>();

  @Test
  void sessionNumbersDomainsAsTheyAreCreated() {
    ConformanceVector vector = two()
        .when(create(SECOND, 0, DONE), create(FIRST, 0, DONE), unpause(FIRST), unpause(SECOND))
        .then(hole(0), hole(FIRST), hole(SECOND))
        .build();

    assertAgrees(vector, 5);
    assertThat(calls)
        .containsExactly(
            "create guest",
            "create second",
            "create first",
            "unpause 2",
            "unpause 1",
            "lookup 0",
            "lookup 2",
            "lookup 1");
  }

  @Test
  void refusedDomainUsesNoNumber() {
    ConformanceVector vector = two()
        .when(create(SECOND, 0, BUSY), create(FIRST, 0, DONE), unpause(FIRST))
        .then(hole(0))
        .build();

    Result result = run(new FewVmids(9, "second"), vector);

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.AGREE);
    assertThat(calls)
        .containsExactly("create guest", "create second", "create first", "unpause 1", "lookup 0");
  }

  @Test
  void furtherDomainsAreOfTheSameDeclarationUntilOneIsRefused() {
    ConformanceVector vector = two()
        .when(create(FIRST, 20, BUSY), unpause(FIRST), create(SECOND, 0, BUSY))
        .then(new Expectation.Returned(HERE, BLOCKS, Errno.EBUSY.code()))
        .build();

    assertAgrees(vector, 3);
    assertThat(calls)
        .containsExactly(
            "create guest",
            "create first",
            "create first and 1",
            "create first and 2",
            "create first and 3",
            "create first and 4",
            "unpause 1",
            "create second");
  }

  @Test
  void furtherDomainsHaveVmidsOfTheirOwnAndNoPe() {
    FewVmids listening = new FewVmids(9);
    ConformanceVector vector = new VectorBuilder()
        .vmid(1)
        .later("first", OptionalInt.of(2), 1)
        .when(create(FIRST, 1, DONE))
        .then(readFault(FIRST, 1))
        .build();

    Result result = run(listening, vector);

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.AGREE);
    assertThat(listening.asked.get(1).vmid()).hasValue(2);
    assertThat(listening.asked.get(1).runsOn()).containsExactly(1);
    assertThat(listening.asked.get(2).vmid()).isEmpty();
    assertThat(listening.asked.get(2).runsOn()).isEmpty();
    assertThat(listening.asked.get(2).geometry())
        .isEqualTo(listening.asked.get(1).geometry());
  }

  @Test
  void thousandsOfFurtherDomainsAreCreated() {
    ConformanceVector vector =
        two().when(create(FIRST, 4000, DONE)).then(hole(FIRST)).build();

    Result result = run(new FewVmids(5000), vector);

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.AGREE);
    assertThat(calls).hasSize(1 + 1 + 4000 + 1);
  }

  @Test
  void creationThatFailsUnexpectedlyIsADisagreementWhateverFollows() {
    ConformanceVector vector =
        two().when(create(FIRST, 0, DONE), unpause(FIRST)).then(hole(FIRST)).build();

    Result result = run(new FewVmids(1), vector);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).isEqualTo("create returned -16 (EBUSY), expected 0");
    assertThat(result.failures()).hasSize(1);
  }

  @Test
  void domainThatWasRefusedUnaskedCannotBeJudged() {
    ConformanceVector vector =
        two().when(create(FIRST, 0, UNCLAIMED), unpause(FIRST)).then(hole(0)).build();

    assertCannotBeJudged(
        new FewVmids(1), vector, "there is no domain first: create returned -16 (EBUSY)");
  }

  @Test
  void domainThatIsRefusedInTheArrangementCannotBeJudged() {
    ConformanceVector vector =
        two().given(create(FIRST, 0, UNCLAIMED)).then(hole(0)).build();

    assertCannotBeJudged(new FewVmids(1), vector, "create of the arrangement returned -16 (EBUSY)");
  }

  @Test
  void domainThatIsCreatedWhereItIsToBeRefusedIsADisagreement() {
    ConformanceVector vector = two().when(create(FIRST, 0, BUSY)).then(hole(0)).build();

    Result result = run(new FewVmids(9), vector);

    assertThat(result.reason()).isEqualTo("create returned 0, expected -16 (EBUSY)");
  }

  @Test
  void vmidOfACreatedDomainIsJudgedWhereItIsCreated() {
    ConformanceVector vector = new VectorBuilder()
        .vmid(1)
        .later("first", OptionalInt.of(7))
        .when(new Step.Create(HERE, FIRST, 0, UNCLAIMED))
        .then(hole(FIRST))
        .build();

    Result result = run(new FewVmids(9), vector);

    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(result.reason()).isEqualTo("first got vmid 2, expected vmid 7");
  }

  @Test
  void eventsOfACreatedDomainAreThoseOfItsName() {
    ConformanceVector vector = two()
        .given(create(SECOND, 0, UNCLAIMED))
        .when(create(FIRST, 0, UNCLAIMED))
        .then(invalidated(FIRST))
        .build();
    ConformanceVector other = two()
        .given(create(SECOND, 0, UNCLAIMED))
        .when(create(FIRST, 0, UNCLAIMED))
        .then(invalidated(SECOND))
        .build();

    assertAgrees(vector, 1);
    Result result = run(new FewVmids(9), other);
    assertThat(result.verdict()).isEqualTo(Verdict.DISAGREE);
    assertThat(FailureText.of(result))
        .contains("tlbi vmalls12e1is second | tlbi vmalls12e1is first");
  }

  @Test
  void pesOfACreatedDomainAreInItsGuestAndInNoOther() {
    Step create = create(FIRST, 0, UNCLAIMED);
    VectorBuilder running = new VectorBuilder().vmid(1).later("first", OptionalInt.empty(), 1);

    assertAgrees(running.when(create).then(readFault(FIRST, 1)).build(), 1);
    assertCannotBeJudged(
        new FewVmids(9),
        new VectorBuilder()
            .vmid(1)
            .later("first", OptionalInt.empty(), 1)
            .when(create)
            .then(readFault(0, 1))
            .build(),
        "PE 1 is not in the guest of domain guest");
  }

  @Test
  void domainIsNotNamedBeforeItIsCreated() {
    String reason = "the vector names domain first before it is created";

    Step nothing = new Step.Unpause(HERE, 0, 0);
    assertCannotBeJudged(
        new FewVmids(9),
        two().when(unpause(FIRST), create(FIRST, 0, UNCLAIMED)).then(hole(0)).build(),
        reason);
    assertCannotBeJudged(new FewVmids(9), two().when(nothing).then(hole(FIRST)).build(), reason);
    assertCannotBeJudged(
        new FewVmids(9),
        two().when(create(SECOND, 0, UNCLAIMED)).then(invalidated(FIRST)).build(),
        reason);
    assertCannotBeJudged(
        new FewVmids(9),
        two()
            .when(new Step.SetWay(HERE, 1, FIRST), create(FIRST, 0, UNCLAIMED))
            .then(hole(0))
            .build(),
        reason);
  }

  @Test
  void domainIsCreatedOnce() {
    Step create = create(FIRST, 0, UNCLAIMED);

    assertCannotBeJudged(
        new FewVmids(9),
        two().when(create, create).then(hole(0)).build(),
        "the vector creates domain first, which was created before");
    assertCannotBeJudged(
        new FewVmids(9),
        two().when(create(0, 0, UNCLAIMED)).then(hole(0)).build(),
        "the vector creates domain guest, which was created before");
  }

  private static VectorBuilder two() {
    return new VectorBuilder()
        .vmid(1)
        .later("first", OptionalInt.empty())
        .later("second", OptionalInt.empty());
  }

  private static Step create(int domain, int more, OptionalLong returns) {
    return new Step.Create(HERE, domain, more, returns);
  }

  private static Step unpause(int domain) {
    return new Step.Unpause(HERE, 0, domain);
  }

  private static Expectation hole(int domain) {
    return new Expectation.LookupIsHole(HERE, Scope.ARCHITECTURE, domain, GIB, Optional.empty());
  }

  private static Expectation readFault(int domain, int pe) {
    OutcomeClaim fault = new OutcomeClaim.Fault(FaultKind.TRANSLATION, OptionalInt.of(1));
    return new Expectation.AccessHas(
        HERE,
        Scope.ARCHITECTURE,
        pe,
        AccessKind.READ,
        domain,
        GIB,
        ExpectationClass.MUST,
        List.of(LegalOutcome.of(fault)));
  }

  private static Expectation invalidated(int domain) {
    return new Expectation.EventsAre(
        HERE,
        BLOCKS,
        false,
        EventMatching.IN_ORDER,
        List.of(new EventPattern.Invalidated(TlbiOp.VMALLS12E1IS, domain, UNCLAIMED)));
  }

  private void assertAgrees(ConformanceVector vector, int checks) {
    calls.clear();
    Result result = run(new FewVmids(5), vector);

    assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.AGREE);
    assertThat(result.checksReached()).isEqualTo(checks);
  }

  private static void assertCannotBeJudged(
      P2mProvider provider, ConformanceVector vector, String reason) {
    Result result = run(provider, vector);

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason()).contains(reason);
  }

  private static Result run(P2mProvider provider, ConformanceVector vector) {
    return new VectorRunner(provider, Duration.ofSeconds(60)).run(vector).get(0);
  }

  /** Maps nothing; a start table of one page and a VMID for each domain, as long as there are any. */
  private final class FewVmids implements P2mProvider {
    private final List<DomainConfig> asked = new ArrayList<>();
    private final int vmids;
    private final String refused;

    FewVmids(int vmids) {
      this(vmids, "");
    }

    /** Refuses the domain of this name, too. */
    FewVmids(int vmids, String refused) {
      this.vmids = vmids;
      this.refused = refused;
    }

    @Override
    public String name() {
      return "few";
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.of(Capability.P2M, Capability.EVENTS);
    }

    @Override
    public Set<Feature> features() {
      return Set.of();
    }

    @Override
    public List<String> profiles() {
      return List.of("blocks");
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink events) {
      return new Session(events);
    }

    private final class Session implements P2mSession {
      private final EventSink events;
      private int used;

      Session(EventSink events) {
        this.events = events;
      }

      @Override
      public DomainReport createDomain(DomainConfig config) {
        calls.add("create " + config.name());
        asked.add(config);
        if (used == vmids || config.name().equals(refused)) {
          throw new DomainRefusedException(Errno.EBUSY);
        }
        used++;
        int vmid = used & 0xffff;
        long rootPa = 0x1_0000_0000L + 0x1000L * used;
        events.tableAllocated(0, rootPa);
        events.tableZeroed(0, rootPa);
        DomainReport report = new DomainReport((long) vmid << 48 | rootPa, 0);
        events.context(0, SystemRegister.VTTBR_EL2, report.vttbr());
        events.isb(0);
        events.tlbi(0, TlbiOp.VMALLS12E1IS, 0, vmid, rootPa);
        events.dsb(0, DsbOption.SY);
        events.isb(0);
        return report;
      }

      @Override
      public long map(
          int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
        throw new AssertionError("nothing is mapped");
      }

      @Override
      public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
        throw new AssertionError("nothing is unmapped");
      }

      @Override
      public P2mEntry lookup(int domain, long ipa) {
        calls.add("lookup " + domain);
        return new P2mEntry.Hole(Optional.empty());
      }

      @Override
      public void unpause(int pe, int domain) {
        calls.add("unpause " + domain);
      }

      @Override
      public void close() {}
    }
  }
}
