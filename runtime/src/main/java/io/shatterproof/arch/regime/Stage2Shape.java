package io.shatterproof.arch.regime;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.register.StartLevelCode;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.arch.register.VttbrEl2;
import java.util.Optional;

/**
 * The shape of the tables that VTCR_EL2 asks for, whether it is legal or not.
 *
 * @see "Arm pseudocode AArch64_NSS2TTWParams()"
 */
public final class Stage2Shape {
  private final GeometryLimits limits;
  private final int programmedIpaBits;
  private final int ipaBits;
  private final boolean isSizeRefused;
  private final int startLevel;
  private final int outputBits;
  private final boolean hasWideBase;

  /**
   * Reads the register.
   *
   * @param choices answers for {@link Knob#TG0_RESERVED}, {@link Knob#T0SZ_BELOW_MIN} and {@link
   *     Knob#T0SZ_ABOVE_MAX}
   */
  public Stage2Shape(Platform platform, long vtcr, Choices choices) {
    Granule granule = granule(vtcr, choices);
    this.limits = new GeometryLimits(platform, granule, VtcrEl2.DS.isSet(vtcr));
    this.programmedIpaBits = 64 - (int) VtcrEl2.T0SZ.of(vtcr);
    this.isSizeRefused = isSizeRefused(choices);
    this.ipaBits = isSizeRefused
        ? programmedIpaBits
        : Math.max(limits.narrowestIpa(), Math.min(limits.widestIpa(), programmedIpaBits));
    this.startLevel = StartLevelCode.level(granule, limits.ds(), vtcr);
    this.outputBits = outputBits(vtcr);
    this.hasWideBase = VttbrEl2.hasWideBase(platform, granule, vtcr);
  }

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

  /** See Arm pseudocode AArch64_S2TxSZFaults(). */
  private boolean isSizeRefused(Choices choices) {
    if (programmedIpaBits > limits.widestIpa()) {
      return limits.platform().has(Feature.LPA) || choices.of(Knob.T0SZ_BELOW_MIN) == 1;
    }
    return programmedIpaBits < limits.narrowestIpa() && choices.of(Knob.T0SZ_ABOVE_MAX) == 1;
  }

  /** See Arm pseudocode AArch64_PhysicalAddressSize(). */
  private int outputBits(long vtcr) {
    Platform platform = limits.platform();
    boolean isNarrow = !platform.has(Feature.LPA)
        || (limits.granule() != Granule.SIZE_64K && !platform.has(Feature.LPA2));
    int most = Math.min(isNarrow ? 48 : 52, platform.paBits());
    return Math.min(VtcrEl2.outputBits(VtcrEl2.PS.of(vtcr)), most);
  }

  /** What VTCR_EL2 may ask for with this granule and DS. */
  public GeometryLimits limits() {
    return limits;
  }

  public Granule granule() {
    return limits.granule();
  }

  /** Layout of the descriptors. */
  public S2Format format() {
    return S2Format.of(limits.platform(), limits.granule(), limits.ds());
  }

  /** 64 - T0SZ. */
  public int programmedIpaBits() {
    return programmedIpaBits;
  }

  /** Size of an IPA, after what the platform makes of a T0SZ out of bounds. */
  public int ipaBits() {
    return ipaBits;
  }

  /**
   * The level that SL0 and SL2 name, -1 to 3, or {@link
   * StartLevelCode#RESERVED_LEVEL}.
   */
  public int startLevel() {
    return startLevel;
  }

  /** Width of an output address: PS, at most what the platform and the granule have. */
  public int outputBits() {
    return outputBits;
  }

  /** Whether VTTBR_EL2[5:2] is bits [51:48] of the address of the start table. */
  public boolean hasWideBase() {
    return hasWideBase;
  }

  /**
   * Whether tables of this shape translate; otherwise every access is a Translation fault level 0.
   *
   * @see "Arm pseudocode AArch64_S2InvalidSL(), AArch64_S2InconsistentSL()"
   */
  public boolean isLegal() {
    return !isSizeRefused
        && startLevel != StartLevelCode.RESERVED_LEVEL
        && limits.canStartAt(startLevel)
        && Stage2Geometry.isConsistent(limits.granule(), ipaBits, startLevel);
  }

  /** Which rule the shape breaks; empty if it is legal. */
  public Optional<String> obstacle() {
    if (isLegal()) {
      return Optional.empty();
    }
    if (startLevel != StartLevelCode.RESERVED_LEVEL) {
      return limits
          .obstacle(ipaBits, startLevel)
          .map(rule ->
              "a walk of " + ipaBits + " bits cannot start at level " + startLevel + ": " + rule);
    }
    // A size out of bounds is the first thing that is checked; level 3 is a level of each granule.
    return isSizeRefused
        ? limits.obstacle(ipaBits, 3)
        : Optional.of("the start level that SL0"
            + (granule() == Granule.SIZE_4K ? " and SL2" : "")
            + " names is reserved with a "
            + granule()
            + " granule"
            + (granule() == Granule.SIZE_16K ? " and DS = 0" : ""));
  }

  /**
   * The shape as one to walk.
   *
   * @throws IllegalStateException if it is not {@linkplain #isLegal legal}
   */
  public Stage2Geometry geometry() {
    if (!isLegal()) {
      throw new IllegalStateException("VTCR_EL2 asks for tables that do not translate");
    }
    return new Stage2Geometry(
        granule(),
        ipaBits,
        startLevel,
        Stage2Geometry.concatenatedTables(granule(), ipaBits, startLevel),
        outputBits);
  }

  /**
   * Alignment of the start table in bytes.
   *
   * @throws IllegalStateException if the shape is not {@linkplain #isLegal legal}
   */
  public long baseAlignment() {
    long alignment = geometry().startTableBytes();
    return hasWideBase ? Math.max(alignment, 64) : alignment;
  }

  /** The address in VTTBR_EL2, not yet aligned. */
  public long base(long vttbr) {
    return VttbrEl2.base(vttbr, hasWideBase);
  }
}
