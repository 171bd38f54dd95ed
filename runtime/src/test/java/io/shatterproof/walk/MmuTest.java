package io.shatterproof.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TransferRegister;
import io.shatterproof.memory.PhysicalMemory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The facade, on the worked numbers of the specification. */
final class MmuTest {
  private static final long ROOT = 0x8000_0000L;
  private static final long IPA = 0x4_1234_5678L;
  private static final long PAGE = 0x9876_57ffL; // 0x98765000, read-write, Write-Back, inner, AF
  private static final long L3_DESCRIPTOR = 0x8000_2a28L;
  private static final long DBM = 1L << 51;
  private static final long AF = 1L << 10;
  private static final long S2AP_WRITE = 1L << 7;

  private final PhysicalMemory memory = new PhysicalMemory();
  private final Set<Feature> features = EnumSet.of(Feature.HAFDBS);
  private RegisterFile registers = RegisterFile.NONE
      .with(SystemRegister.VTCR_EL2, 0x8002_3559L)
      .with(SystemRegister.VTTBR_EL2, 1L << 48 | ROOT)
      .with(SystemRegister.HCR_EL2, 0x8000_0001L);

  @BeforeEach
  void buildTables() {
    memory.write(0x8000_0080L, 0x8000_1003L);
    memory.write(0x8000_1488L, 0x8000_2003L);
    memory.write(L3_DESCRIPTOR, PAGE);
  }

  @Test
  void anAccessReachesMemoryWithTheAttributesOfBothStages() {
    AccessReport report = perform(GuestAccess.of(AccessKind.READ, IPA));

    assertThat(report.outcome()).hasToString("ok 0x98765678");
    assertThat(report.syndrome().values()).isEmpty();
  }

  @Test
  void aTranslationFaultReportsTheInstructionAndTheIpa() {
    memory.write(L3_DESCRIPTOR, 0);
    GuestAccess load = new GuestAccess(
        AccessKind.READ, IPA, 1, 8, Optional.of(new TransferRegister(1, true, false, false)));

    AccessReport report = perform(load);

    assertThat(report.outcome()).hasToString("translation fault level 3");
    assertThat(report.syndrome().value(SystemRegister.ESR_EL2)).hasValue(0x93c1_8007L);
    assertThat(report.syndrome().value(SystemRegister.HPFAR_EL2)).hasValue(0x0412_3450L);
    assertThat(report.syndrome().value(SystemRegister.FAR_EL2)).hasValue(IPA);
  }

  @Test
  void aPermissionFaultReportsNoIpa() {
    memory.write(L3_DESCRIPTOR, PAGE & ~S2AP_WRITE);

    AccessReport report = perform(GuestAccess.of(AccessKind.WRITE, IPA));

    assertThat(report.outcome()).hasToString("permission fault level 3");
    assertThat(report.syndrome().value(SystemRegister.ESR_EL2)).hasValue(0x9200_004fL);
    assertThat(report.syndrome().values()).doesNotContainKey(SystemRegister.HPFAR_EL2);
  }

  @Test
  void hardwareMarksAWritableCleanPageDirtyAndAccessed() {
    registers = registers.with(SystemRegister.VTCR_EL2, 0x8062_3559L); // HA, HD
    memory.write(L3_DESCRIPTOR, (PAGE | DBM) & ~S2AP_WRITE & ~AF);

    assertThat(perform(GuestAccess.of(AccessKind.WRITE, IPA)).outcome())
        .hasToString("ok 0x98765678");

    assertThat(memory.read(L3_DESCRIPTOR)).isEqualTo(PAGE | DBM);
  }

  @Test
  void whatIsConstrainedUnpredictableHasEveryPermittedOutcome() {
    memory.write(L3_DESCRIPTOR, PAGE & ~0x3cL); // MemAttr 0b0000: Device-nGnRnE
    GuestAccess fetch = GuestAccess.of(AccessKind.FETCH, IPA);

    assertThat(outcomes(platform(Map.of()), fetch))
        .containsExactly("ok 0x98765678", "permission fault level 3");
    assertThat(outcomes(platform(Map.of("fetch_from_device", "faults")), fetch))
        .containsExactly("permission fault level 3");
  }

  @Test
  void anAccessAcrossPagesReportsTheFaultOfEither() {
    registers = registers.with(SystemRegister.HCR_EL2, 0x8000_1001L); // DC: Normal memory
    memory.write(L3_DESCRIPTOR, 0);
    GuestAccess load = new GuestAccess(AccessKind.READ, 0x4_1234_5ffcL, 1, 8, Optional.empty());
    Platform platform = platform(Map.of());

    assertThat(new Mmu(platform, memory).possible(registers, load))
        .extracting(report -> report.syndrome().value(SystemRegister.HPFAR_EL2).getAsLong())
        .containsExactly(0x0412_3450L, 0x0412_3460L);

    memory.write(L3_DESCRIPTOR, PAGE);

    assertThat(new Mmu(platform, memory).possible(registers, load))
        .extracting(report -> report.syndrome().value(SystemRegister.FAR_EL2).getAsLong())
        .containsExactly(0x4_1234_6000L);
  }

  @Test
  void exploringLeavesMemoryAsItWas() {
    registers = registers.with(SystemRegister.VTCR_EL2, 0x8022_3559L); // HA
    memory.write(L3_DESCRIPTOR, PAGE & ~S2AP_WRITE & ~AF);

    List<String> outcomes = outcomes(platform(Map.of()), GuestAccess.of(AccessKind.WRITE, IPA));

    assertThat(outcomes).containsExactly("permission fault level 3");
    assertThat(memory.read(L3_DESCRIPTOR)).isEqualTo(PAGE & ~S2AP_WRITE & ~AF);
  }

  @Test
  void anAddressTranslationReportsInPar() {
    AccessReport report = perform(GuestAccess.of(AccessKind.AT_S12E1R, IPA).from(2));

    assertThat(report.outcome()).hasToString("ok 0x98765678");
    assertThat(report.syndrome().value(SystemRegister.PAR_EL1))
        .hasValue(0x0000_0000_9876_5900L); // Device-nGnRnE of stage 1, XS: ATTR 0, SH 0b10
  }

  @Test
  void anAccessThatMustBeAlignedFaultsBeforeAnyTranslation() {
    registers = registers.with(SystemRegister.HCR_EL2, 0x8000_1001L); // DC: Normal memory
    memory.write(L3_DESCRIPTOR, 0);
    AccessKind[] kinds = {AccessKind.ATOMIC, AccessKind.LOAD_EXCLUSIVE, AccessKind.STORE_EXCLUSIVE};
    for (AccessKind kind : kinds) {
      GuestAccess unaligned = new GuestAccess(kind, IPA + 2, 1, 8, Optional.empty());

      AccessReport report = perform(unaligned);

      assertThat(report.outcome()).as(kind.word()).hasToString("stage 1 alignment fault");
      long wnr = kind == AccessKind.STORE_EXCLUSIVE ? 0x40 : 0;
      assertThat(report.syndrome().value(SystemRegister.ESR_EL1)).hasValue(0x9600_0021L | wnr);
      assertThat(report.syndrome().value(SystemRegister.FAR_EL1)).hasValue(IPA + 2);
      assertThat(perform(unaligned.at(IPA)).outcome())
          .as("aligned " + kind.word())
          .hasToString("translation fault level 3");
    }
    GuestAccess load = new GuestAccess(AccessKind.LD64B, IPA, 1, 64, Optional.empty());
    assertThat(perform(load).outcome()).hasToString("stage 1 alignment fault");
    GuestAccess tag = new GuestAccess(AccessKind.STG, IPA & -16L, 1, 16, Optional.empty());
    assertThat(perform(tag.at(IPA)).outcome()).hasToString("stage 1 alignment fault");
    assertThat(perform(tag).outcome()).hasToString("translation fault level 3");
  }

  @Test
  void withLse2AnAtomicMayBeAnywhereInsideSixteenBytes() {
    registers = registers.with(SystemRegister.HCR_EL2, 0x8000_1001L); // DC: Normal memory
    features.add(Feature.LSE2);
    GuestAccess atomic = new GuestAccess(AccessKind.ATOMIC, IPA, 1, 8, Optional.empty());

    assertThat(perform(atomic.at(0x4_1234_5674L)).outcome()).hasToString("ok 0x98765674");
    assertThat(perform(atomic.at(0x4_1234_567cL)).outcome()).hasToString("stage 1 alignment fault");
  }

  @Test
  void acquireAndReleaseMustBeAlignedUnlessNaaSaysOtherwise() {
    registers = registers.with(SystemRegister.HCR_EL2, 0x8000_1001L); // DC: Normal memory
    GuestAccess load = new GuestAccess(
        AccessKind.READ,
        0x4_1234_567cL,
        1,
        8,
        Optional.of(new TransferRegister(1, true, false, true)));
    assertThat(perform(load).outcome()).hasToString("stage 1 alignment fault");

    registers = registers.with(SystemRegister.SCTLR_EL1, 1L << 6); // nAA, of FEAT_LSE2
    assertThat(perform(load).outcome()).hasToString("stage 1 alignment fault");

    features.add(Feature.LSE2);
    assertThat(perform(load).outcome()).hasToString("ok 0x9876567c");
  }

  @Test
  void sctlrHasEveryAccessAligned() {
    registers = registers
        .with(SystemRegister.HCR_EL2, 0x8000_1001L) // DC: Normal memory
        .with(SystemRegister.SCTLR_EL1, 1L << 1); // A
    GuestAccess load = new GuestAccess(AccessKind.READ, IPA + 2, 1, 8, Optional.empty());

    assertThat(perform(load).outcome()).hasToString("stage 1 alignment fault");
    assertThat(perform(load.at(IPA)).outcome()).hasToString("ok 0x98765678");
    assertThat(perform(new GuestAccess(AccessKind.DC_ZVA, IPA + 2, 1, 8, Optional.empty()))
            .outcome())
        .hasToString("ok 0x9876567a");
  }

  @Test
  void dcMakesMemoryWriteBackForEl0ThatTgeTakesToEl2UnlessItIsTheHost() {
    GuestAccess read = GuestAccess.of(AccessKind.READ, IPA).from(0);
    registers = registers.with(SystemRegister.HCR_EL2, 0x8800_1001L); // TGE, DC, VM
    assertThat(((Outcome.Translated) perform(read).outcome()).attributes())
        .isEqualTo(AccessAttributes.NORMAL_WB);

    registers = registers.with(SystemRegister.HCR_EL2, 0x4_8800_1001L); // E2H, too
    assertThat(perform(read).outcome()).hasToString("ok 0x412345678");
    assertThat(((Outcome.Translated) perform(read).outcome()).attributes().type())
        .isEqualTo(MemoryType.DEVICE_NGNRNE);
  }

  @Test
  void dcZvaStaysInItsBlock() {
    registers = registers.with(SystemRegister.HCR_EL2, 0x8000_1001L); // DC: Normal memory
    GuestAccess zero = new GuestAccess(AccessKind.DC_ZVA, 0x4_1234_5ffcL, 1, 64, Optional.empty());

    assertThat(perform(zero).outcome()).hasToString("ok 0x98765ffc");
  }

  private AccessReport perform(GuestAccess access) {
    Platform platform = platform(Map.of());
    return new Mmu(platform, memory).perform(registers, access, Choices.of(platform));
  }

  private List<String> outcomes(Platform platform, GuestAccess access) {
    return new Mmu(platform, memory)
        .possible(registers, access).stream()
            .map(report -> report.outcome().toString())
            .toList();
  }

  private Platform platform(Map<String, String> choices) {
    return Platform.plain("plain").withFeatures(features).withChoices(choices);
  }
}
