package io.shatterproof.benchmarks;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.regime.Stage2Regime;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.walk.Stage2Walk;
import java.util.Set;

/** Shapes of tables that walks are measured with; the name says where a walk begins. */
public enum WalkedTables {
  // Three levels down to a page.
  LEVEL_1_4K(Granule.SIZE_4K, 39, 1, false, 3),
  LEVEL_1_16K(Granule.SIZE_16K, 39, 1, false, 3),
  LEVEL_1_64K(Granule.SIZE_64K, 43, 1, false, 3),
  LEVEL_1_4K_LPA2(Granule.SIZE_4K, 39, 1, true, 3),
  LEVEL_1_16K_LPA2(Granule.SIZE_16K, 39, 1, true, 3),
  // Four.
  LEVEL_0_4K(Granule.SIZE_4K, 48, 0, false, 3),
  LEVEL_0_4K_LPA2(Granule.SIZE_4K, 48, 0, true, 3),
  LEVEL_0_16K_LPA2(Granule.SIZE_16K, 52, 0, true, 3),
  // Five.
  LEVEL_MINUS_1_4K_LPA2(Granule.SIZE_4K, 52, -1, true, 3),
  // Blocks: of 2M, and of 1G.
  LEVEL_1_4K_TO_2M(Granule.SIZE_4K, 39, 1, false, 2),
  LEVEL_1_4K_TO_1G(Granule.SIZE_4K, 39, 1, false, 1);

  /** First address that is mapped. */
  static final long FIRST_IPA = 0x4000_0000L;

  private static final long FIRST_PA = 0x8_0000_0000L;
  private static final long ROOT_PA = 0xd000_0000L;
  private static final S2Permissions ALL = new S2Permissions(true, true, true);

  private final Granule granule;
  private final int leafLevel;
  private final Platform platform;
  private final RegisterFile registers;

  WalkedTables(Granule granule, int ipaBits, int startLevel, boolean ds, int leafLevel) {
    this.granule = granule;
    this.leafLevel = leafLevel;
    this.platform = Platform.plain("benchmark")
        .withPa(ds ? 52 : 48)
        .withFeatures(ds ? Set.of(Feature.LPA, Feature.LPA2) : Set.of());
    long vtcr = VtcrEl2.of(granule, ipaBits, startLevel, platform.paBits(), ds);
    this.registers = RegisterFile.NONE
        .with(SystemRegister.HCR_EL2, HcrEl2.VM.mask())
        .with(SystemRegister.VTCR_EL2, vtcr)
        .with(SystemRegister.VTTBR_EL2, ROOT_PA);
  }

  Stage2Regime regime() {
    return Stage2Regime.of(platform, registers, Choices.of(platform));
  }

  Platform platform() {
    return platform;
  }

  RegisterFile registers() {
    return registers;
  }

  /** Maps so many bytes; the walk of the tables. */
  Stage2Walk map(PhysicalMemory memory, long sizeBytes) {
    Stage2Regime regime = regime();
    Stage2Geometry geometry = regime.geometry();
    S2Format format = regime.format();
    long nextTablePa = ROOT_PA + Math.max(geometry.startTableBytes(), granule.sizeBytes());
    long step = granule.entrySizeBytes(leafLevel);
    for (long offset = 0; offset < sizeBytes; offset += step) {
      long ipa = FIRST_IPA + offset;
      long tablePa = regime.rootPa();
      for (int level = geometry.startLevel(); level < leafLevel; level++) {
        long pa = geometry.descriptorPa(tablePa, ipa, level);
        if (memory.read(pa) == 0) {
          memory.write(pa, format.table(nextTablePa));
          nextTablePa += granule.sizeBytes();
        }
        tablePa = format.nextTablePa(memory.read(pa));
      }
      memory.write(
          geometry.descriptorPa(tablePa, ipa, leafLevel),
          format.leaf(FIRST_PA + offset, leafLevel, ALL, MemoryAttributes.NORMAL_WB));
    }
    return new Stage2Walk(memory, regime, Choices.of(platform));
  }
}
