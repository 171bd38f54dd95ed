package io.shatterproof.tlb;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.machine.GuestContexts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Contexts of guests: tables of stage 2 of 4K from level 1, of stage 1 as asked for. */
final class Guests {
  static final long ROOT = 0x8000_0000L;

  /** 39 bits of IPA from level 1, 48 bits of PA, Write-Back and Inner Shareable. */
  static final long VTCR = 0x8005_3559L;

  /** Both halves: 39 bits from level 1, 4K, Write-Back and Inner Shareable; 48 bits of IPA. */
  static final long TCR = 25L | 0x35L << 8 | 25L << 16 | 0x35L << 24 | 2L << 30 | 5L << 32;

  /** The same, but granules of 16K below and of 64K above. */
  static final long MIXED_TCR = TCR | 2L << 14 | 1L << 30;

  static final long SCTLR_OFF = 0x30d0_0800L;
  static final long SCTLR_ON = SCTLR_OFF | 1;
  private static final long HCR = 0x8000_0001L;

  private Guests() {}

  static Platform platform(Feature... features) {
    return platform(Map.of(), features);
  }

  static Platform platform(Map<String, String> choices, Feature... features) {
    return new Platform(
        "p",
        3,
        48,
        Set.of(features),
        Platform.Coherence.COHERENT,
        Platform.Iommu.NONE,
        new TreeMap<>(choices));
  }

  /** Stage 2 alone. */
  static RegisterFile stage2(int vmid) {
    return RegisterFile.NONE
        .with(SystemRegister.VTCR_EL2, VTCR)
        .with(SystemRegister.VTTBR_EL2, (long) vmid << 48 | ROOT)
        .with(SystemRegister.HCR_EL2, HCR)
        .with(SystemRegister.SCTLR_EL1, SCTLR_OFF);
  }

  /** Both stages. */
  static RegisterFile both(int vmid, int asid, long rootIpa, long tcr) {
    return stage2(vmid)
        .with(SystemRegister.TCR_EL1, tcr)
        .with(SystemRegister.TTBR0_EL1, (long) asid << 48 | rootIpa)
        .with(SystemRegister.TTBR1_EL1, rootIpa)
        .with(SystemRegister.MAIR_EL1, 0xff)
        .with(SystemRegister.SCTLR_EL1, SCTLR_ON);
  }

  /** Stage 1 without stage 2. */
  static RegisterFile stage1(int vmid, int asid, long root, long tcr) {
    return both(vmid, asid, root, tcr).with(SystemRegister.HCR_EL2, HCR & ~1L);
  }

  static TlbContext context(RegisterFile registers, Feature... features) {
    return GuestContexts.of(platform(features), registers);
  }
}
