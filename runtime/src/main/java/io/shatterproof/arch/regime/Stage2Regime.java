package io.shatterproof.arch.regime;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.HcrxEl2;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.arch.register.VtcrEl2;

/**
 * What the registers of a PE mean for stage 2 of the Non-secure EL1&amp;0 translation regime: the
 * effective values of every control, on one platform.
 *
 * @see "Arm pseudocode AArch64_NSS2TTWParams()"
 */
public final class Stage2Regime {
  private static final Stage2Geometry NONE =
      new Stage2Geometry(Granule.SIZE_4K, 39, 1, 1, 48); // of a regime that only faults

  private final boolean isEnabled;
  private final boolean isMisconfigured;
  private final Stage2Geometry geometry;
  private final S2Format format;
  private final long rootPa;
  private final long strayRootBits;
  private final Controls controls;

  /**
   * The controls that have nothing to do with the shape of the tables.
   *
   * @param setsAccessFlag hardware sets AF: FEAT_HAFDBS and VTCR_EL2.HA
   * @param setsDirtyState hardware sets S2AP[1] where DBM = 1: VTCR_EL2.HD, too
   * @param setsTableAccessFlag hardware sets AF of tables: FEAT_HAFT and VTCR_EL2.HAFT, too
   * @param isBigEndian descriptors are: SCTLR_EL2.EE
   * @param forcesAttributes FEAT_S2FWB and HCR_EL2.FWB
   * @param protectsTableWalk HCR_EL2.PTW, which is 0 where TGE is 1
   * @param disablesDataCache HCR_EL2.CD
   * @param disablesFetchCache HCR_EL2.ID
   * @param cacheMaintenanceWrites FEAT_CMOW and HCRX_EL2.CMOW
   * @param shareabilityOfLeaves VTCR_EL2.SH0, which leaves have where SH is part of their address
   * @param xnx FEAT_XNX
   * @param mtePerm FEAT_MTE_PERM
   * @param bbm whether nT means something: FEAT_BBM level 1 or higher
   */
  public record Controls(
      boolean setsAccessFlag,
      boolean setsDirtyState,
      boolean setsTableAccessFlag,
      boolean isBigEndian,
      boolean forcesAttributes,
      boolean protectsTableWalk,
      boolean disablesDataCache,
      boolean disablesFetchCache,
      boolean cacheMaintenanceWrites,
      Shareability shareabilityOfLeaves,
      boolean xnx,
      boolean mtePerm,
      boolean bbm) {

    /** Those of registers. */
    static Controls of(Platform platform, RegisterFile registers) {
      long vtcr = registers.value(SystemRegister.VTCR_EL2);
      long hcr = registers.value(SystemRegister.HCR_EL2);
      boolean ha = platform.has(Feature.HAFDBS) && VtcrEl2.HA.isSet(vtcr);
      return new Controls(
          ha,
          ha && VtcrEl2.HD.isSet(vtcr),
          ha && platform.has(Feature.HAFT) && VtcrEl2.HAFT.isSet(vtcr),
          SctlrEl1.EE.isSet(registers.value(SystemRegister.SCTLR_EL2)),
          platform.has(Feature.S2FWB) && HcrEl2.FWB.isSet(hcr),
          HcrEl2.PTW.isSet(hcr) && !HcrEl2.TGE.isSet(hcr),
          HcrEl2.CD.isSet(hcr),
          HcrEl2.ID.isSet(hcr),
          platform.has(Feature.CMOW)
              && HcrxEl2.CMOW.isSet(registers.value(SystemRegister.HCRX_EL2)),
          Shareability.of((int) VtcrEl2.SH0.of(vtcr)),
          platform.has(Feature.XNX),
          platform.has(Feature.MTE_PERM),
          platform.hasBbm());
    }

    /** Those of a platform whose hypervisor leaves every extra off. */
    static Controls plain(Platform platform) {
      return of(platform, RegisterFile.NONE);
    }
  }

  private Stage2Regime(
      boolean isEnabled,
      boolean isMisconfigured,
      Stage2Geometry geometry,
      S2Format format,
      long rootPa,
      long strayRootBits,
      Controls controls) {
    this.isEnabled = isEnabled;
    this.isMisconfigured = isMisconfigured;
    this.geometry = geometry;
    this.format = format;
    this.rootPa = rootPa;
    this.strayRootBits = strayRootBits;
    this.controls = controls;
  }

  /**
   * The regime that registers ask for.
   *
   * @param choices answers for what {@link Stage2Shape} asks
   */
  public static Stage2Regime of(Platform platform, RegisterFile registers, Choices choices) {
    long hcr = registers.value(SystemRegister.HCR_EL2);
    boolean isInHost = HcrEl2.E2H.isSet(hcr) && HcrEl2.TGE.isSet(hcr);
    boolean isEnabled = !isInHost && (HcrEl2.VM.isSet(hcr) || HcrEl2.DC.isSet(hcr));
    Controls controls = Controls.of(platform, registers);
    Stage2Shape shape =
        new Stage2Shape(platform, registers.value(SystemRegister.VTCR_EL2), choices);
    if (!shape.isLegal()) {
      return new Stage2Regime(isEnabled, true, NONE, shape.format(), 0, 0, controls);
    }
    long base = shape.base(registers.value(SystemRegister.VTTBR_EL2));
    long alignment = shape.baseAlignment();
    return new Stage2Regime(
        isEnabled,
        false,
        shape.geometry(),
        shape.format(),
        base & -alignment,
        base & (alignment - 8), // a descriptor has a multiple of 8 for its address
        controls);
  }

  /**
   * The regime of tables of a known shape, on a PE whose other controls are zero.
   *
   * @param rootPa first byte of the start table
   */
  public static Stage2Regime of(Platform platform, Stage2Geometry geometry, long rootPa) {
    return new Stage2Regime(
        true,
        false,
        geometry,
        S2Format.of(geometry.granule()),
        rootPa,
        0,
        Controls.plain(platform));
  }

  /**
   * Whether stage 2 translates: HCR_EL2.VM or HCR_EL2.DC, unless HCR_EL2.{E2H, TGE} say that EL0
   * belongs to the host.
   */
  public boolean isEnabled() {
    return isEnabled;
  }

  /** Whether every access is a Translation fault at level 0, since VTCR_EL2 makes no sense. */
  public boolean isMisconfigured() {
    return isMisconfigured;
  }

  /** The shape of the tables; of a misconfigured regime it means nothing. */
  public Stage2Geometry geometry() {
    return geometry;
  }

  public S2Format format() {
    return format;
  }

  /** First byte of the start table: VTTBR_EL2.BADDR, rounded down to its alignment. */
  public long rootPa() {
    return rootPa;
  }

  /** What was rounded down there; software has these bits zero. */
  public long strayRootBits() {
    return strayRootBits;
  }

  public Controls controls() {
    return controls;
  }
}
