package io.shatterproof.arch.regime;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Knob;
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
import io.shatterproof.arch.register.VttbrEl2;

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
   * @param choices answers for {@link Knob#TG0_RESERVED}, {@link Knob#T0SZ_BELOW_MIN} and {@link
   *     Knob#T0SZ_ABOVE_MAX}
   * @see "Arm pseudocode AArch64_S2TxSZFaults(), AArch64_S2InvalidSL(), AArch64_S2InconsistentSL()"
   */
  public static Stage2Regime of(Platform platform, RegisterFile registers, Choices choices) {
    long hcr = registers.value(SystemRegister.HCR_EL2);
    long vtcr = registers.value(SystemRegister.VTCR_EL2);
    boolean isInHost = HcrEl2.E2H.isSet(hcr) && HcrEl2.TGE.isSet(hcr);
    boolean isEnabled = !isInHost && (HcrEl2.VM.isSet(hcr) || HcrEl2.DC.isSet(hcr));
    Controls controls = Controls.of(platform, registers);
    Granule granule = granule(vtcr, choices);
    boolean ds =
        granule != Granule.SIZE_64K && platform.has(Feature.LPA2) && VtcrEl2.DS.isSet(vtcr);
    S2Format format = S2Format.of(platform, granule, ds);
    GeometryLimits limits = new GeometryLimits(platform, granule, ds);
    int ipaBits = ipaBits(platform, vtcr, limits, choices);
    int startLevel = startLevel(vtcr, granule, ds);
    if (ipaBits == FAULTS
        || startLevel == RESERVED
        || !limits.canStartAt(startLevel)
        || !Stage2Geometry.isConsistent(granule, ipaBits, startLevel)) {
      return new Stage2Regime(isEnabled, true, NONE, format, 0, 0, controls);
    }
    Stage2Geometry geometry = new Stage2Geometry(
        granule,
        ipaBits,
        startLevel,
        Stage2Geometry.concatenatedTables(granule, ipaBits, startLevel),
        outputBits(platform, vtcr, granule));
    long base = registers.value(SystemRegister.VTTBR_EL2) & VttbrEl2.BADDR.mask();
    boolean isWide = ds || (granule == Granule.SIZE_64K && isWide(platform, vtcr));
    long alignment = geometry.startTableBytes();
    if (isWide) {
      alignment = Math.max(alignment, 64);
      long high = (base >>> 2 & 0xf) << 48; // BADDR[5:2] are address bits [51:48]
      base = (base & ~0x3eL) | high;
    }
    return new Stage2Regime(
        isEnabled,
        false,
        geometry,
        format,
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

  private static final int RESERVED = -2;
  private static final int FAULTS = 0;

  private static Granule granule(long vtcr, Choices choices) {
    return switch ((int) VtcrEl2.TG0.of(vtcr)) {
      case 0b00 -> Granule.SIZE_4K;
      case 0b01 -> Granule.SIZE_64K;
      case 0b10 -> Granule.SIZE_16K;
      default ->
        switch (choices.of(Knob.TG0_RESERVED)) {
          case 0 -> Granule.SIZE_4K;
          case 1 -> Granule.SIZE_16K;
          default -> Granule.SIZE_64K;
        };
    };
  }

  private static int ipaBits(Platform platform, long vtcr, GeometryLimits limits, Choices choices) {
    int ipaBits = 64 - (int) VtcrEl2.T0SZ.of(vtcr);
    if (ipaBits > limits.widestIpa()) {
      boolean faults = platform.has(Feature.LPA) || choices.of(Knob.T0SZ_BELOW_MIN) == 1;
      return faults ? FAULTS : limits.widestIpa();
    }
    if (ipaBits < limits.narrowestIpa()) {
      return choices.of(Knob.T0SZ_ABOVE_MAX) == 1 ? FAULTS : limits.narrowestIpa();
    }
    return ipaBits;
  }

  /** The level that SL2:SL0 stands for, or {@link #RESERVED}. */
  private static int startLevel(long vtcr, Granule granule, boolean ds) {
    int sl0 = (int) VtcrEl2.SL0.of(vtcr);
    return switch (granule) {
      case SIZE_4K -> {
        if (ds && VtcrEl2.SL2.isSet(vtcr)) {
          yield sl0 == 0 ? -1 : RESERVED;
        }
        yield sl0 == 0b11 ? 3 : 2 - sl0;
      }
      case SIZE_16K -> 3 - sl0;
      case SIZE_64K -> sl0 == 0b11 ? RESERVED : 3 - sl0;
    };
  }

  /**
   * The width of an output address.
   *
   * @see "Arm pseudocode AArch64_PhysicalAddressSize()"
   */
  private static int outputBits(Platform platform, long vtcr, Granule granule) {
    boolean isNarrow =
        !platform.has(Feature.LPA) || (granule != Granule.SIZE_64K && !platform.has(Feature.LPA2));
    int most = Math.min(isNarrow ? 48 : 52, platform.paBits());
    return Math.min(VtcrEl2.outputBits(VtcrEl2.PS.of(vtcr)), most);
  }

  /** Whether VTTBR_EL2 has a 52-bit address with 64K: FEAT_LPA and PS = 0b110, and no other PS. */
  private static boolean isWide(Platform platform, long vtcr) {
    return platform.has(Feature.LPA) && VtcrEl2.PS.of(vtcr) == 0b110;
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
