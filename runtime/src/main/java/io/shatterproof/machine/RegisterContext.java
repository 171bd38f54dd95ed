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
import io.shatterproof.walk.DescriptorMemory;
import io.shatterproof.walk.Mmu;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.Tlb;
import io.shatterproof.walk.Translation;
import io.shatterproof.walk.WalkListener;

/** What the registers of a PE make of its accesses, both stages of translation. */
final class RegisterContext implements TlbContext {
  private final Platform platform;
  private final RegisterFile registers;
  private final Stage1Regime stage1;
  private final Stage2Regime stage2;

  RegisterContext(Platform platform, RegisterFile registers) {
    this.platform = platform;
    this.registers = registers;
    this.stage1 = new Stage1Regime(platform, registers);
    this.stage2 = Stage2Regime.of(platform, registers, Choices.of(platform));
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
  public AccessReport perform(
      DescriptorMemory memory, Tlb tlb, Choices choices, GuestAccess access) {
    return new Mmu(platform, memory, tlb).perform(registers, access, choices);
  }

  @Override
  public void translate(DescriptorMemory memory, Tlb tlb, Choices choices, long ipa) {
    new Stage2Walk(memory, stage2, choices, tlb)
        .translate(
            ipa,
            AccessRequest.of(AccessKind.READ, 1).byWalker(AccessKind.STAGE1_WALK),
            AccessAttributes.NORMAL_WB,
            WalkListener.NONE,
            new Translation());
  }
}
