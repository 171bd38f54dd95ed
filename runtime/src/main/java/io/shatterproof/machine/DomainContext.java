package io.shatterproof.machine;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.regime.Stage1Regime;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.walk.AccessWalk;
import io.shatterproof.walk.DescriptorMemory;
import io.shatterproof.walk.Stage2Walk;
import io.shatterproof.walk.Tlb;
import io.shatterproof.walk.WalkListener;

/**
 * The guest of a domain: stage 2 of its tables. Stage 1 is off, and asks for Normal Write-Back memory,
 * as HCR_EL2.DC has it; the guest checks no alignment of its own.
 */
record DomainContext(Platform platform, int vmid, Stage2Regime regime, Choices choices)
    implements TlbContext {
  private static final RegisterFile CONTROLS = RegisterFile.NONE.with(
      SystemRegister.HCR_EL2, HcrEl2.VM.mask() | HcrEl2.DC.mask() | HcrEl2.RW.mask());

  @Override
  public int asid() {
    return 0;
  }

  @Override
  public boolean hasStage1() {
    return false;
  }

  @Override
  public boolean hasStage2() {
    return true;
  }

  @Override
  public boolean hasSameStage1(TlbContext other) {
    return !other.hasStage1();
  }

  @Override
  public boolean hasSameStage2(TlbContext other) {
    return regime.geometry().equals(other.stage2().geometry());
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public Granule granule() {
    return regime.geometry().granule();
  }

  @Override
  public Granule stage1Granule(long va) {
    throw new IllegalStateException("stage 1 is off");
  }

  @Override
  public int stage1StartLevel(long va) {
    throw new IllegalStateException("stage 1 is off");
  }

  @Override
  public Stage1Regime stage1() {
    throw new IllegalStateException("stage 1 is off");
  }

  @Override
  public Stage2Regime stage2() {
    return regime;
  }

  @Override
  public S2Format format() {
    return regime.format();
  }

  /** The platform's own choices count, and the first one of what it leaves open. */
  @Override
  public Walker walker(DescriptorMemory memory, Tlb tlb, Choices open) {
    AccessWalk accesses = accesses(memory, tlb);
    return new Walker() {
      @Override
      public AccessReport perform(GuestAccess access) {
        return accesses.perform(access);
      }

      @Override
      public void translate(long ipa) {
        perform(GuestAccess.of(AccessKind.READ, ipa));
      }
    };
  }

  /** What the guest meets in memory, with a TLB. */
  AccessWalk accesses(DescriptorMemory memory, Tlb tlb) {
    return new AccessWalk(platform, CONTROLS, choices, memory, used -> {
      Stage2Walk walk = new Stage2Walk(used, regime, choices, tlb);
      return (ipa, access, result) ->
          walk.translate(ipa, access, AccessAttributes.NORMAL_WB, WalkListener.NONE, result);
    });
  }
}
