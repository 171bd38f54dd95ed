package io.shatterproof.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.FeatureRules;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.event.EventLog;
import io.shatterproof.harness.Result;
import io.shatterproof.harness.VectorRunner;
import io.shatterproof.harness.Verdict;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.P2mSession;
import io.shatterproof.spi.UnsupportedByProviderException;
import io.shatterproof.vector.json.Vectors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference as a chip: tables, registers and accesses are given. */
class BareMachineTest {
  private static final long TABLE = 0x8000_0000L;
  private static final long GIB = 1L << 30;

  /** A block of level 1 at 4G, read-write, Write-Back, Inner Shareable, without access flag. */
  private static final long BLOCK = 0x1_0000_03fdL;

  private static final long ACCESS_FLAG = 1L << 10;

  /** 39 bits of IPA from level 1, 48 bits of PA, tables Write-Back and Inner Shareable. */
  private static final long VTCR = 0x8005_3559L;

  private static final long VTCR_HA = VTCR | 1L << 21;

  @Test
  void exampleOfTheDocumentationAgrees() {
    List<Result> results =
        new VectorRunner(new ReferenceProvider(), Duration.ofSeconds(20)).run(Vectors.bareTables());

    assertThat(results).hasSize(1);
    assertThat(results.get(0).failures()).isEmpty();
    assertThat(results.get(0).verdict()).isEqualTo(Verdict.AGREE);
  }

  @Test
  void registersAreThoseOfThePeThatAccesses() {
    P2mSession session = session(Platform.plain("arm"));
    arrange(session, 1, VTCR, BLOCK | ACCESS_FLAG);

    assertThat(onlyOutcome(session.perform(1, read(GIB + 0x1008))).toString())
        .isEqualTo("ok 0x100001008");
    assertThat(onlyOutcome(session.perform(0, read(GIB + 0x1008))))
        .as("stage 2 is off on PE 0")
        .isInstanceOfSatisfying(
            Outcome.Translated.class, flat -> assertThat(flat.pa()).isEqualTo(GIB + 0x1008));
  }

  @Test
  void hardwareSetsTheAccessFlagWhereSoftwareSeesIt() {
    P2mSession session = session(platform(Set.of(Feature.HAFDBS)));
    arrange(session, 1, VTCR_HA, BLOCK);

    session.perform(1, read(GIB));

    assertThat(session.readDescriptor(TABLE + 8)).isEqualTo(BLOCK | ACCESS_FLAG);
  }

  @Test
  void withoutTheFeatureAnAccessFlagOfZeroIsAFault() {
    P2mSession session = session(Platform.plain("arm"));
    arrange(session, 1, VTCR_HA, BLOCK);

    assertThat(onlyOutcome(session.perform(1, read(GIB))))
        .isEqualTo(new Outcome.Faulted(FaultKind.ACCESS_FLAG, 1));
    assertThat(session.readDescriptor(TABLE + 8)).isEqualTo(BLOCK);
  }

  @Test
  void whatThePlatformLeavesOpenIsAllReported() {
    long fetchedFromDevice = (BLOCK | ACCESS_FLAG) & ~0x3cL; // MemAttr 0b0000
    P2mSession open = session(Platform.plain("arm"));
    P2mSession chosen = session(
        Platform.plain("arm").withChoices(new TreeMap<>(Map.of("fetch_from_device", "faults"))));
    arrange(open, 1, VTCR, fetchedFromDevice);
    arrange(chosen, 1, VTCR, fetchedFromDevice);
    GuestAccess fetch = GuestAccess.of(AccessKind.FETCH, GIB);

    assertThat(open.perform(1, fetch))
        .extracting(report -> report.outcome().toString())
        .containsExactly("ok 0x100000000", "permission fault level 1");
    assertThat(onlyOutcome(chosen.perform(1, fetch)))
        .isEqualTo(new Outcome.Faulted(FaultKind.PERMISSION, 1));
  }

  @Test
  void walkOutsideOfMemoryIsAnExternalAbort() {
    P2mSession session = session(Platform.plain("arm"));
    arrange(session, 1, VTCR, BLOCK | ACCESS_FLAG);
    session.writeRegister(1, SystemRegister.VTTBR_EL2, TABLE + 0x1000);

    assertThat(onlyOutcome(session.perform(1, read(GIB))))
        .isEqualTo(new Outcome.Faulted(FaultKind.EXTERNAL, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.storeWord(1, TABLE + 0x1000, 1))
        .withMessage("there is no memory at 0x80001000");
  }

  @Test
  void domainWithFeaturesThatNoXenUsesIsRefused() {
    for (Feature feature : new ReferenceProvider().features()) {
      P2mSession session = session(platform(Set.of(feature)));
      if (ReferenceProvider.OF_DOMAINS.contains(feature)) {
        assertThat(session.createDomain(domain()).vmid()).isPositive();
      } else {
        assertThatExceptionOfType(UnsupportedByProviderException.class)
            .isThrownBy(() -> session.createDomain(domain()))
            .withMessage("domains with the feature " + feature.word());
      }
    }
  }

  @Test
  void featuresThatGiveTablesAnotherMeaningAreNotClaimed() {
    assertThat(new ReferenceProvider().features())
        .contains(Feature.LPA2, Feature.HAFDBS, Feature.S2FWB, Feature.MTE2, Feature.XS)
        .allMatch(FeatureRules::isModelled);
  }

  private static void arrange(P2mSession session, int pe, long vtcr, long block) {
    session.provideMemory(TABLE, 0x1000);
    session.storeWord(0, TABLE + 8, block);
    session.writeRegister(pe, SystemRegister.VTTBR_EL2, 1L << 48 | TABLE);
    session.writeRegister(pe, SystemRegister.VTCR_EL2, vtcr);
    session.writeRegister(pe, SystemRegister.HCR_EL2, 0x8000_0001L);
  }

  private static Outcome onlyOutcome(List<AccessReport> reports) {
    assertThat(reports).hasSize(1);
    return reports.get(0).outcome();
  }

  private static GuestAccess read(long address) {
    return GuestAccess.of(AccessKind.READ, address);
  }

  private static DomainConfig domain() {
    return new DomainConfig(
        "guest",
        "xen_4_8",
        new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 40),
        0,
        List.of(),
        false,
        OptionalInt.empty(),
        P2mAccess.RWX);
  }

  private static Platform platform(Set<Feature> features) {
    return Platform.plain("arm").withFeatures(features);
  }

  private static P2mSession session(Platform platform) {
    return new ReferenceProvider().open(platform, "xen_4_8", new EventLog());
  }
}
