package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.memory.PhysicalMemory;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Both stages: 4K tables of stage 1 at IPA 0x5000_0000, which stage 2 maps page by page to PA
 * 0x9000_0000; the data page at IPA 0x6000_0000 is at PA 0xa000_0000.
 */
final class GuestWalkTest {
  private static final long VA =
      0xffff_0000_0420_3678L; // upper half: level 2 index 33, level 3 index 3
  private static final long PAGE = 0x7ff; // read-write, executable, Write-Back, inner shareable, AF
  private static final long TABLE = 0b11;
  private static final long S2_AP_WRITE = 1L << 7;
  private static final long S2_DEVICE = ~0x3cL; // MemAttr 0b0000
  private static final long DBM = 1L << 51;
  private static final long AF = 1L << 10;
  private static final long AP_EL0 = 1L << 6;
  private static final long AP_READ_ONLY = 1L << 7;
  private static final long ATTR_DEVICE = 1L << 2; // MAIR index 1
  private static final long S1_LEAF = 0x6000_0000L | AF | AP_EL0 | 0b11; // MAIR index 0

  private static final long S2_LEVEL_3 = 0x8000_2000L; // for IPA 0x5000_0000
  private static final long S1_LEVEL_2 = 0x9000_2108L; // the descriptor at IPA 0x5000_2108
  private static final long S1_LEVEL_3 = 0x9000_3018L;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final SortedMap<String, String> knobs = new TreeMap<>();
  private final Set<Feature> features = EnumSet.of(
      Feature.HAFDBS, Feature.S2FWB, Feature.HCX, Feature.CMOW, Feature.BBML1, Feature.LS64);
  private RegisterFile registers = RegisterFile.NONE
      .with(SystemRegister.VTCR_EL2, 0x8062_3559L) // HA, HD
      .with(SystemRegister.VTTBR_EL2, 0x8000_0000L)
      .with(SystemRegister.HCR_EL2, 0x8000_0001L)
      .with(SystemRegister.SCTLR_EL1, 0x1005L) // M, C, I
      .with(SystemRegister.TCR_EL1, 0x2_b510_3510L) // T0SZ 16, T1SZ 16, 4K in both halves, IPS 40
      .with(SystemRegister.TTBR1_EL1, 0x5000_0000L)
      .with(SystemRegister.MAIR_EL1, 0x04ffL); // index 0 Write-Back, index 1 Device-nGnRE

  @BeforeEach
  void buildTables() {
    memory.write(0x8000_0008L, 0x8000_1003L); // IPA 0x4000_0000
    memory.write(0x8000_1400L, S2_LEVEL_3 | TABLE); // IPA 0x5000_0000
    memory.write(0x8000_1800L, 0x8000_3003L); // IPA 0x6000_0000
    for (int table = 0; table < 4; table++) {
      memory.write(S2_LEVEL_3 + 8L * table, (0x9000_0000L + 0x1000L * table) | PAGE);
    }
    memory.write(0x8000_3000L, 0xa000_0000L | PAGE);
    memory.write(0x9000_0000L, 0x5000_1003L);
    memory.write(0x9000_1000L, 0x5000_2003L);
    memory.write(S1_LEVEL_2, 0x5000_3003L);
    memory.write(S1_LEVEL_3, S1_LEAF);
  }

  @Test
  void anAddressGoesThroughBothStages() {
    assertThat(outcome(AccessKind.WRITE)).isEqualTo("ok 0xa0000678");
    assertThat(outcome(AccessKind.FETCH)).isEqualTo("stage 1 permission fault level 3");

    memory.write(S1_LEVEL_3, S1_LEAF & ~AP_EL0);

    assertThat(outcome(AccessKind.FETCH)).isEqualTo("ok 0xa0000678");
  }

  @Test
  void aStage2FaultOnAStage1DescriptorReportsTheDescriptorsIpaAndTheOriginalAccess() {
    memory.write(S2_LEVEL_3 + 0x10, 0);

    AccessReport report = perform(GuestAccess.of(AccessKind.WRITE, VA));

    assertThat(report.outcome()).hasToString("translation fault level 3 on stage 1 walk");
    assertThat(value(report, SystemRegister.ESR_EL2)).hasValue(0x9200_00c7L);
    assertThat(value(report, SystemRegister.HPFAR_EL2)).hasValue(0x50_0020L);
    assertThat(value(report, SystemRegister.FAR_EL2)).hasValue(VA);
  }

  @Test
  void aReadOnlyPageOfStage1TablesIsWalkedButNotUpdated() {
    memory.write(S2_LEVEL_3 + 0x18, 0x9000_3000L | (PAGE & ~S2_AP_WRITE));
    assertThat(outcome(AccessKind.READ)).isEqualTo("ok 0xa0000678");

    hardwareUpdatesStage1();
    memory.write(S1_LEVEL_3, S1_LEAF & ~AF);
    AccessReport report = perform(GuestAccess.of(AccessKind.READ, VA));

    assertThat(report.outcome()).hasToString("permission fault level 3 on stage 1 walk");
    assertThat(value(report, SystemRegister.ESR_EL2)).hasValue(0x9200_008fL);
    assertThat(value(report, SystemRegister.HPFAR_EL2)).hasValue(0x50_0030L);
    assertThat(memory.read(S1_LEVEL_3)).isEqualTo(S1_LEAF & ~AF);
  }

  @Test
  void anUpdateOfStage1MarksThePageOfItsTableDirty() {
    hardwareUpdatesStage1();
    memory.write(S2_LEVEL_3 + 0x18, 0x9000_3000L | DBM | (PAGE & ~S2_AP_WRITE));
    memory.write(S1_LEVEL_3, (S1_LEAF | DBM | AP_READ_ONLY) & ~AF);

    assertThat(outcome(AccessKind.READ)).isEqualTo("ok 0xa0000678");
    assertThat(memory.read(S1_LEVEL_3)).isEqualTo(S1_LEAF | DBM | AP_READ_ONLY);
    assertThat(memory.read(S2_LEVEL_3 + 0x18)).isEqualTo(0x9000_3000L | DBM | PAGE);

    assertThat(outcome(AccessKind.WRITE)).isEqualTo("ok 0xa0000678");
    assertThat(memory.read(S1_LEVEL_3)).isEqualTo(S1_LEAF | DBM);
  }

  @Test
  void aTableInDeviceMemoryIsWalkedUnlessPtwForbidsIt() {
    memory.write(S2_LEVEL_3 + 0x18, 0x9000_3000L | (PAGE & S2_DEVICE));
    assertThat(outcome(AccessKind.READ)).isEqualTo("ok 0xa0000678");

    registers = registers.with(SystemRegister.HCR_EL2, 0x8000_0005L);

    assertThat(outcome(AccessKind.READ)).isEqualTo("permission fault level 3 on stage 1 walk");
  }

  @Test
  void aFaultOfStage1ComesBeforeStage2OfItsOutput() {
    memory.write(0x8000_3000L, 0);
    memory.write(S1_LEVEL_3, S1_LEAF | AP_READ_ONLY);

    AccessReport report = perform(GuestAccess.of(AccessKind.WRITE, VA));

    assertThat(report.outcome()).hasToString("stage 1 permission fault level 3");
    assertThat(value(report, SystemRegister.ESR_EL1)).hasValue(0x9600_004fL);
    assertThat(value(report, SystemRegister.FAR_EL1)).hasValue(VA);
    assertThat(outcome(AccessKind.READ)).isEqualTo("translation fault level 3");
  }

  @Test
  void aTableOfStage1WithoutMemoryIsAnExternalAbortOfStage1() {
    memory.write(S2_LEVEL_3 + 0x18, 0xf000_0000L | PAGE);

    assertThat(outcome(AccessKind.READ)).isEqualTo("stage 1 external fault level 3");
  }

  @Test
  void eachLevelOfStage1IsDecoded() {
    memory.write(S1_LEVEL_2, 0x4000_0000L | AF | AP_EL0 | 0b01);
    assertThat(outcome(AccessKind.READ)).isEqualTo("translation fault level 2"); // IPA 0x4000_3678

    memory.write(S1_LEVEL_2, 0);
    assertThat(outcome(AccessKind.READ)).isEqualTo("stage 1 translation fault level 2");

    memory.write(S1_LEVEL_2, 0x1_0000_0000_0003L | 1L << 40);
    assertThat(outcome(AccessKind.READ)).isEqualTo("stage 1 address size fault level 2");
  }

  @Test
  void limitsOfATableHoldBelowIt() {
    memory.write(S1_LEVEL_2, 0x5000_3003L | 1L << 62); // APTable[1]: read-only
    assertThat(outcome(AccessKind.READ)).isEqualTo("ok 0xa0000678");
    assertThat(outcome(AccessKind.WRITE)).isEqualTo("stage 1 permission fault level 3");

    registers = registers.with(SystemRegister.TCR_EL1, 0x2_b510_3510L | 1L << 42); // HPD1

    assertThat(outcome(AccessKind.WRITE)).isEqualTo("ok 0xa0000678");
  }

  @Test
  void anAddressOfNeitherHalfIsATranslationFaultAtLevel0() {
    GuestAccess outside = GuestAccess.of(AccessKind.READ, VA & ~(1L << 50));
    assertThat(perform(outside).outcome()).hasToString("stage 1 translation fault level 0");
  }

  @Test
  void deviceMemoryOfStage1WantsAlignedAccesses() {
    memory.write(S1_LEVEL_3, S1_LEAF | 1L << 2); // MAIR index 1
    GuestAccess unaligned = new GuestAccess(AccessKind.READ, VA | 1, 1, 4, Optional.empty());

    assertThat(perform(unaligned).outcome()).hasToString("stage 1 alignment fault");
  }

  @Test
  void anAddressTranslationOfStage1ReportsAStage2FaultByTheLevelItRunsAt() {
    memory.write(S2_LEVEL_3 + 0x10, 0);
    GuestAccess at = GuestAccess.of(AccessKind.AT_S1E1R, VA);

    AccessReport fromEl1 = perform(at);
    AccessReport fromEl2 = perform(at.from(2));

    assertThat(value(fromEl1, SystemRegister.ESR_EL2)).hasValue(0x9200_01c7L); // CM, WnR
    assertThat(value(fromEl1, SystemRegister.HPFAR_EL2)).hasValue(0x50_0020L);
    assertThat(value(fromEl1, SystemRegister.PAR_EL1)).isEmpty();
    assertThat(value(fromEl2, SystemRegister.PAR_EL1)).hasValue(0xb0fL);
    assertThat(value(fromEl2, SystemRegister.ESR_EL2)).isEmpty();
  }

  @Test
  void anAddressTranslationOfStage1AnswersTheIpa() {
    AccessReport report = perform(GuestAccess.of(AccessKind.AT_S1E1R, VA).from(2));

    assertThat(report.outcome()).isInstanceOf(Outcome.Translated.class);
    assertThat(value(report, SystemRegister.PAR_EL1)).hasValue(0xff00_0000_6000_0800L);
  }

  @Test
  void anAtomicThatStage1ForbidsToWriteReportsAWrite() {
    memory.write(S1_LEVEL_3, S1_LEAF | AP_READ_ONLY);
    assertThat(value(perform(GuestAccess.of(AccessKind.ATOMIC, VA)), SystemRegister.ESR_EL1))
        .hasValue(0x9600_004fL);

    memory.write(S1_LEVEL_3, S1_LEAF & ~AP_EL0);
    AccessReport fromEl0 = perform(GuestAccess.of(AccessKind.ATOMIC, VA).from(0));
    assertThat(value(fromEl0, SystemRegister.ESR_EL1))
        .as("it may not read either")
        .hasValue(0x9200_000fL);
  }

  @Test
  void aFetchFromDeviceMemoryOfStage1IsNonCacheableOrRefused() {
    memory.write(S1_LEVEL_3, (S1_LEAF | ATTR_DEVICE) & ~AP_EL0);
    GuestAccess fetch = GuestAccess.of(AccessKind.FETCH, VA);

    assertThat(attributes(fetch))
        .isEqualTo(AccessAttributes.normal(Cacheability.NC, Shareability.OUTER, true));
    knobs.put("fetch_from_device", "faults");
    assertThat(perform(fetch).outcome()).hasToString("stage 1 permission fault level 3");
    assertThat(outcome(AccessKind.READ)).isEqualTo("ok 0xa0000678");
  }

  @Test
  void memoryWhoseCachesAreOffKeepsItsXs() {
    registers = registers.with(SystemRegister.SCTLR_EL1, 0x1L); // M, without C and I

    assertThat(attributes(GuestAccess.of(AccessKind.READ, VA)))
        .isEqualTo(AccessAttributes.normal(Cacheability.NC, Shareability.OUTER, false));
  }

  @Test
  void aReservedShareabilityOfStage1IsTheChoiceOfThePlatform() {
    memory.write(S1_LEVEL_3, S1_LEAF | 0b01L << 8);
    GuestAccess read = GuestAccess.of(AccessKind.READ, VA);
    memory.write(0x8000_3000L, 0xa000_0000L | (PAGE & ~0x300L)); // stage 2: Non-shareable

    assertThat(attributes(read).shareability()).isEqualTo(Shareability.OUTER);
    knobs.put("reserved_shareability", "non");
    assertThat(attributes(read).shareability()).isEqualTo(Shareability.NON);
  }

  @Test
  void sixtyFourBytesWantNonCacheableMemoryOfStage1First() {
    GuestAccess load = new GuestAccess(AccessKind.LD64B, VA & -64L, 1, 64, Optional.empty());

    AccessReport report = perform(load);

    assertThat(report.outcome()).hasToString("stage 1 unsupported fault");
    assertThat(value(report, SystemRegister.FAR_EL1)).hasValue(VA & -64L);
    registers = registers.with(SystemRegister.MAIR_EL1, 0x44L);
    assertThat(perform(load).outcome()).hasToString("unsupported fault");
    registers = registers.with(SystemRegister.HCR_EL2, 1L << 32 | 1); // CD
    assertThat(perform(load).outcome()).hasToString("ok 0xa0000640");
  }

  @Test
  void maintenanceFromEl0IsRefusedByStage1AsThePlatformAndTheKernelSay() {
    memory.write(S1_LEVEL_3, S1_LEAF & ~AP_EL0);
    GuestAccess invalidate = GuestAccess.of(AccessKind.IC_IVAU, VA).from(0);
    assertThat(perform(invalidate).outcome()).hasToString("ok 0xa0000678");
    knobs.put("ic_ivau_permission", "faults");
    assertThat(perform(invalidate).outcome()).hasToString("stage 1 permission fault level 3");

    memory.write(S1_LEVEL_3, S1_LEAF | AP_READ_ONLY);
    GuestAccess clean = GuestAccess.of(AccessKind.DC_CIVAC, VA);
    registers = registers.with(SystemRegister.SCTLR_EL1, 0x1_0000_1005L); // CMOW
    assertThat(perform(invalidate).outcome()).hasToString("stage 1 permission fault level 3");
    assertThat(perform(clean.from(0)).outcome()).hasToString("stage 1 permission fault level 3");
    assertThat(perform(clean).outcome()).as("from EL1").hasToString("ok 0xa0000678");
    assertThat(perform(GuestAccess.of(AccessKind.DC_CVAC, VA).from(0)).outcome())
        .as("only a clean")
        .hasToString("ok 0xa0000678");
  }

  @Test
  void whetherAnAddressTranslationSetsTheAccessFlagOfStage1IsAChoice() {
    hardwareUpdatesStage1();
    memory.write(S1_LEVEL_3, S1_LEAF & ~AF);
    GuestAccess at = GuestAccess.of(AccessKind.AT_S12E1R, VA).from(2);

    knobs.put("at_af_update", "absent");
    assertThat(perform(at).outcome()).hasToString("ok 0xa0000678");
    assertThat(memory.read(S1_LEVEL_3)).isEqualTo(S1_LEAF & ~AF);

    knobs.clear();
    assertThat(perform(at).outcome()).hasToString("ok 0xa0000678");
    assertThat(memory.read(S1_LEVEL_3)).isEqualTo(S1_LEAF);
  }

  @Test
  void aRefusedAccessMaySetTheAccessFlagOfStage1() {
    hardwareUpdatesStage1();
    memory.write(S1_LEVEL_3, (S1_LEAF | AP_READ_ONLY) & ~AF);

    assertThat(outcome(AccessKind.WRITE)).isEqualTo("stage 1 permission fault level 3");
    assertThat(memory.read(S1_LEVEL_3)).isEqualTo((S1_LEAF | AP_READ_ONLY) & ~AF);

    knobs.put("af_update_on_fault", "present");
    assertThat(outcome(AccessKind.WRITE)).isEqualTo("stage 1 permission fault level 3");
    assertThat(memory.read(S1_LEVEL_3)).isEqualTo(S1_LEAF | AP_READ_ONLY);

    memory.write(S1_LEVEL_3, (S1_LEAF | AP_READ_ONLY) & ~AF);
    memory.write(S2_LEVEL_3 + 0x18, 0x9000_3000L | (PAGE & ~S2_AP_WRITE));
    assertThat(outcome(AccessKind.WRITE)).isEqualTo("permission fault level 3 on stage 1 walk");
  }

  @Test
  void aBlockOfStage1WithNtMayBeRefused() {
    memory.write(S1_LEVEL_2, 0x6000_0000L | 1L << 16 | AF | AP_EL0 | 0b01);
    assertThat(outcome(AccessKind.READ)).isEqualTo("translation fault level 3");

    knobs.put("nt_block", "faults");

    assertThat(outcome(AccessKind.READ)).isEqualTo("stage 1 translation fault level 2");
  }

  @Test
  void programmedShareabilityOfStage1NeedsStage2() {
    knobs.put("stage1_shareability", "programmed");
    memory.write(S1_LEVEL_3, S1_LEAF | ATTR_DEVICE);
    memory.write(0x8000_3000L, 0xa000_0000L | (PAGE & ~0x33cL) | 0b0110 << 2); // FWB: Write-Back
    GuestAccess read = GuestAccess.of(AccessKind.READ, VA);
    registers = registers.with(SystemRegister.HCR_EL2, 1L << 46 | 1);
    assertThat(attributes(read).shareability()).isEqualTo(Shareability.NON);

    registers =
        registers.with(SystemRegister.HCR_EL2, 0).with(SystemRegister.TTBR1_EL1, 0x9000_0000L);
    for (int level = 0; level < 3; level++) {
      memory.write(0x9000_0000L + 0x1000L * level, 0x9000_1003L + 0x1000L * level);
    }
    memory.write(S1_LEVEL_2, 0x9000_3003L);
    assertThat(attributes(read).shareability()).isEqualTo(Shareability.OUTER);
  }

  @Test
  void anExternalAbortOfStage1GoesToEl2WithTeaOfFeatRas() {
    memory.write(S2_LEVEL_3 + 0x18, 0xf000_0000L | PAGE);
    registers = registers.with(SystemRegister.HCR_EL2, 1L << 37 | 1);
    GuestAccess read = GuestAccess.of(AccessKind.READ, VA);

    assertThat(value(perform(read), SystemRegister.ESR_EL1)).isPresent();
    features.add(Feature.RAS);
    assertThat(value(perform(read), SystemRegister.ESR_EL2)).hasValue(0x9200_0017L);
  }

  private void hardwareUpdatesStage1() {
    registers = registers.with(SystemRegister.TCR_EL1, 0x182_b510_3510L); // HA, HD
  }

  private String outcome(AccessKind kind) {
    return perform(GuestAccess.of(kind, VA)).outcome().toString();
  }

  private AccessAttributes attributes(GuestAccess access) {
    return ((Outcome.Translated) perform(access).outcome()).attributes();
  }

  private AccessReport perform(GuestAccess access) {
    Platform platform = Platform.plain("plain").withFeatures(features).withChoices(knobs);
    return new Mmu(platform, memory).perform(registers, access, Choices.of(platform));
  }

  private static OptionalLong value(AccessReport report, SystemRegister register) {
    return report.syndrome().value(register);
  }
}
