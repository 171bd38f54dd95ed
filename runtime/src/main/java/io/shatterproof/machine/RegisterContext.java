package io.shatterproof.machine;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.regime.Stage1Regime;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.arch.register.VttbrEl2;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.walk.AccessWalk;
import io.shatterproof.walk.DescriptorMemory;
import io.shatterproof.walk.Mmu;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.Tlb;
import io.shatterproof.walk.Translation;
import io.shatterproof.walk.WalkListener;
import java.util.Arrays;
import java.util.List;

/** What the registers of a PE make of its accesses, both stages of translation. */
final class RegisterContext implements TlbContext {
  private static final AccessRequest OF_TABLES =
      AccessRequest.of(AccessKind.READ, 1).byWalker(AccessKind.STAGE1_WALK);

  private final Platform platform;
  private final RegisterFile registers;
  private final Translation unused = new Translation();
  private final List<Long> controlsOfStage1;
  private final List<Long> controlsOfStage2;
  private final Stage1Regime stage1;
  private final Stage2Regime stage2;

  RegisterContext(Platform platform, RegisterFile registers) {
    this.platform = platform;
    this.registers = registers;
    this.stage1 = new Stage1Regime(platform, registers);
    this.stage2 = Stage2Regime.of(platform, registers, Choices.of(platform));
    this.controlsOfStage1 = values(
        SystemRegister.HCR_EL2,
        SystemRegister.SCTLR_EL1,
        SystemRegister.TCR_EL1,
        SystemRegister.MAIR_EL1);
    this.controlsOfStage2 = values(
        SystemRegister.HCR_EL2,
        SystemRegister.HCRX_EL2,
        SystemRegister.VTCR_EL2,
        SystemRegister.SCTLR_EL2);
  }

  private List<Long> values(SystemRegister... of) {
    return Arrays.stream(of).map(registers::value).toList();
  }

  @Override
  public boolean hasSameStage1(TlbContext other) {
    return other instanceof RegisterContext context
        && controlsOfStage1.equals(context.controlsOfStage1);
  }

  @Override
  public boolean hasSameStage2(TlbContext other) {
    return other instanceof RegisterContext context
        && controlsOfStage2.equals(context.controlsOfStage2);
  }

  @Override
  public int vmid() {
    return VttbrEl2.vmid(
        platform,
        registers.value(SystemRegister.VTTBR_EL2),
        registers.value(SystemRegister.VTCR_EL2));
  }

  @Override
  public int asid() {
    return stage1.isOn() ? stage1.asid() : 0;
  }

  @Override
  public boolean hasStage1() {
    return stage1.isOn();
  }

  @Override
  public boolean hasStage2() {
    return stage2.isEnabled();
  }

  @Override
  public boolean isShared() {
    return VttbrEl2.CNP.existsOn(platform)
        && VttbrEl2.CNP.isSet(registers.value(SystemRegister.VTTBR_EL2));
  }

  @Override
  public Granule granule() {
    return stage2.geometry().granule();
  }

  @Override
  public Granule stage1Granule(long va) {
    return stage1.half(va).geometry().granule();
  }

  @Override
  public int stage1StartLevel(long va) {
    return stage1.half(va).geometry().startLevel();
  }

  @Override
  public S2Format format() {
    return stage2.format();
  }

  @Override
  public Stage1Regime stage1() {
    return stage1;
  }

  @Override
  public Stage2Regime stage2() {
    return stage2;
  }

  @Override
  public Walker walker(DescriptorMemory memory, Tlb tlb, Choices choices) {
    AccessWalk mmu = new Mmu(platform, memory, tlb).walker(registers, choices);
    Stage2Walk walk = new Stage2Walk(memory, stage2, choices, tlb);
    return new Walker() {
      @Override
      public AccessReport perform(GuestAccess access) {
        return mmu.perform(access);
      }

      @Override
      public void translate(long ipa) {
        walk.translate(ipa, OF_TABLES, AccessAttributes.NORMAL_WB, WalkListener.NONE, unused);
      }
    };
  }
}
