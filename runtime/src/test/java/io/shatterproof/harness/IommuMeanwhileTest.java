package io.shatterproof.harness;

import static io.shatterproof.harness.VectorBuilder.GIB;
import static io.shatterproof.harness.VectorBuilder.HERE;
import static io.shatterproof.harness.VectorBuilder.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Platform.Iommu;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventLog;
import io.shatterproof.event.EventSink;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.vector.Expectation;
import io.shatterproof.vector.LegalOutcome;
import io.shatterproof.vector.OutcomeClaim;
import io.shatterproof.vector.Scope;
import io.shatterproof.vector.Step;
import io.shatterproof.vector.Stretch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What an IOMMU that walks the tables of a domain sees while operations of a P2M go on. */
class IommuMeanwhileTest {
  private static final long A = 4 * GIB;
  private static final OutcomeClaim SEES_A = new OutcomeClaim.Ok(A, OptionalInt.empty());
  private static final OutcomeClaim FAULT =
      new OutcomeClaim.Fault(FaultKind.TRANSLATION, OptionalInt.empty());
  private static final Stretch AFTER = new Stretch(Optional.of("step"), true, Optional.empty());
  private static final Step.Unmap UNMAP =
      new Step.Unmap(HERE, 0, 0, GIB, GIB, OptionalLong.empty(), OptionalLong.empty());

  /** Cleans what it stores, and tells the IOMMU of it, unless it forgets to. */
  private static final class ServesIommu extends ScriptedP2m {
    private final boolean cleans;
    private final boolean flushes;
    private EventSink events = new EventLog();

    ServesIommu(boolean cleans, boolean flushes) {
      this.cleans = cleans;
      this.flushes = flushes;
    }

    @Override
    public P2mSession open(Platform platform, String profile, EventSink sink) {
      events = sink;
      return super.open(platform, profile, sink);
    }

    @Override
    void report(EventSink sink, int index, long oldDescriptor, long newDescriptor) {
      super.report(sink, index, oldDescriptor, newDescriptor);
      if (cleans) {
        sink.dsb(0, DsbOption.SY);
        sink.clean(0, CleanKind.ENTRY, ROOT + index * 8L, 8);
      }
    }

    @Override
    void update(Session session, int index, long oldDescriptor, long newDescriptor) {
      super.update(session, index, oldDescriptor, newDescriptor);
      if (flushes) {
        events.iommuFlush(0, 0, index * GIB, GIB >>> 12);
      }
    }
  }

  private static Expectation sees(int pe, Stretch stretch, OutcomeClaim... claims) {
    return new Expectation.AccessSees(
        HERE,
        Scope.ARCHITECTURE,
        pe,
        GuestAccess.of(AccessKind.READ, GIB),
        OptionalInt.of(0),
        stretch,
        true,
        Arrays.stream(claims).map(LegalOutcome::of).toList());
  }

  private static Expectation iommuSees(Stretch stretch, OutcomeClaim... claims) {
    return sees(Expectation.IOMMU, stretch, claims);
  }

  private static Result run(P2mProvider provider, VectorBuilder vector) {
    List<Result> results = new VectorRunner(provider, Duration.ofSeconds(20)).run(vector.build());
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private static Step labelled(Step step) {
    return new Step.Labelled(HERE, "step", step);
  }

  private static Result add(P2mProvider provider, Iommu iommu, Expectation... meanwhile) {
    return run(
        provider,
        new VectorBuilder().iommu(iommu).when(labelled(map(GIB, A))).meanwhile(meanwhile));
  }

  private static Result remove(P2mProvider provider, Iommu iommu, Expectation... meanwhile) {
    return run(
        provider,
        new VectorBuilder()
            .iommu(iommu)
            .given(map(GIB, A))
            .when(labelled(UNMAP))
            .meanwhile(meanwhile));
  }

  private static List<String> ofIommu(Result result) {
    return result.failures().stream()
        .map(Failure::message)
        .filter(message -> message.startsWith("iommu"))
        .toList();
  }

  @Test
  void whatIsCleanedIsSeen() {
    Result result = add(
        new ServesIommu(true, true),
        Iommu.NONCOHERENT,
        iommuSees(Stretch.ALL, FAULT, SEES_A),
        iommuSees(AFTER, SEES_A));

    assertThat(FailureText.of(result)).isEqualTo("scripted.p2m:7:3: agree: ");
  }

  @Test
  void whatIsNotCleanedNeedNotBeSeen() {
    Result result =
        add(new ServesIommu(false, true), Iommu.NONCOHERENT, iommuSees(AFTER, SEES_A));

    assertThat(ofIommu(result))
        .singleElement()
        .satisfies(message -> assertThat(message)
            .startsWith("iommu read guest 0x40000000 -> translation fault level 1 behind"));
  }

  @Test
  void nothingIsCleanedForAnIommuThatSeesTheCaches() {
    Result result = add(new ServesIommu(false, true), Iommu.COHERENT, iommuSees(AFTER, SEES_A));

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void whatIsFlushedIsForgotten() {
    Result result = remove(
        new ServesIommu(true, true),
        Iommu.NONCOHERENT,
        iommuSees(Stretch.ALL, FAULT, SEES_A),
        iommuSees(AFTER, FAULT));

    assertThat(FailureText.of(result)).isEqualTo("scripted.p2m:7:3: agree: ");
  }

  @Test
  void invalidationOfThePesIsNotHeard() {
    Result result = remove(
        new ServesIommu(true, false),
        Iommu.NONCOHERENT,
        iommuSees(AFTER, FAULT),
        sees(1, AFTER, FAULT));

    assertThat(result.failures())
        .as("the PE has heard it")
        .extracting(Failure::message)
        .singleElement()
        .satisfies(message ->
            assertThat(message).startsWith("iommu read guest 0x40000000 -> ok 0x100000000 behind"));
  }

  @Test
  void removalThatIsNotCleanedIsNotForgottenEither() {
    Result result =
        remove(new ServesIommu(false, true), Iommu.NONCOHERENT, iommuSees(AFTER, FAULT));

    assertThat(ofIommu(result))
        .singleElement()
        .satisfies(message -> assertThat(message).contains("-> ok 0x100000000 behind"));
  }

  @Test
  void iommuSeesDomainsThatUseItOnly() {
    Result result =
        add(new ServesIommu(true, true), Iommu.NONE, iommuSees(AFTER, SEES_A));

    assertThat(result.verdict()).isEqualTo(Verdict.COULD_NOT_JUDGE);
    assertThat(result.reason())
        .isEqualTo("scripted.p2m:7:3: domain guest does not use an IOMMU");
  }

  @Test
  void iommuFetchesNothing() {
    assertThatThrownBy(() -> new Expectation.NeverAfter(
            HERE,
            Scope.ARCHITECTURE,
            Expectation.IOMMU,
            GuestAccess.of(AccessKind.FETCH, GIB),
            OptionalInt.of(0),
            Stretch.ALL,
            SEES_A,
            FAULT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
