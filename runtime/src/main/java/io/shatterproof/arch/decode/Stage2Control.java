package io.shatterproof.arch.decode;

import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.register.Field;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.arch.register.VttbrEl2;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * VTCR_EL2 and HCR_EL2 as a platform reads them, for Non-secure state.
 *
 * <p>A field whose feature the platform lacks counts as zero. Where the value of a field is reserved
 * or out of bounds, the platform's {@link Knob} decides.
 *
 * @see "Arm pseudocode AArch64_NSS2TTWParams()"
 */
public final class Stage2Control {
  private static final int LAST_LEVEL = 3;

  private final Platform platform;
  private final long vtcr;
  private final long hcr;
  private final Granule granule;
  private final GeometryLimits limits;
  private final int ipaBits;

  public Stage2Control(Platform platform, long vtcr, long hcr) {
    this.platform = platform;
    this.vtcr = vtcr;
    this.hcr = hcr;
    this.granule = granuleOf(platform, vtcr);
    this.limits = new GeometryLimits(platform, granule, isOn(VtcrEl2.DS));
    this.ipaBits = clamped(programmedIpaBits());
  }

  private static Granule granuleOf(Platform platform, long vtcr) {
    return switch ((int) VtcrEl2.TG0.of(vtcr)) {
      case 0b00 -> Granule.SIZE_4K;
      case 0b01 -> Granule.SIZE_64K;
      case 0b10 -> Granule.SIZE_16K;
      default ->
        switch (Knob.TG0_RESERVED.of(platform)) {
          case "16K" -> Granule.SIZE_16K;
          case "64K" -> Granule.SIZE_64K;
          default -> Granule.SIZE_4K;
        };
    };
  }

  private int clamped(int bits) {
    if (bits < limits.narrowestIpa() && Knob.T0SZ_ABOVE_MAX.of(platform).equals("clamps")) {
      return limits.narrowestIpa();
    }
    if (bits > limits.widestIpa()
        && !has(Feature.LPA)
        && Knob.T0SZ_BELOW_MIN.of(platform).equals("clamps")) {
      return limits.widestIpa();
    }
    return bits;
  }

  public Platform platform() {
    return platform;
  }

  public long vtcr() {
    return vtcr;
  }

  public long hcr() {
    return hcr;
  }

  public Granule granule() {
    return granule;
  }

  public GeometryLimits limits() {
    return limits;
  }

  /** Whether descriptors have 52-bit addresses because of VTCR_EL2.DS. */
  public boolean ds() {
    return limits.ds();
  }

  /** Layout of descriptors; means nothing while {@link #cannotDecode} has an answer. */
  public S2Format format() {
    return S2Format.of(platform, granule, ds());
  }

  /** 64 - T0SZ. */
  int programmedIpaBits() {
    return 64 - (int) VtcrEl2.T0SZ.of(vtcr);
  }

  /** Size of an IPA, after what the platform makes of a T0SZ out of bounds. */
  public int ipaBits() {
    return ipaBits;
  }

  /**
   * The level that SL0 and SL2 name, -1 to 3; empty for a reserved value.
   *
   * @see "Arm pseudocode AArch64_S2StartLevel(), AArch64_S2InvalidSL()"
   */
  public OptionalInt startLevel() {
    int sl0 = (int) VtcrEl2.SL0.of(vtcr);
    return switch (granule) {
      case SIZE_4K -> {
        if (isOn(VtcrEl2.SL2) && ds()) {
          yield sl0 == 0 ? OptionalInt.of(-1) : OptionalInt.empty();
        }
        yield OptionalInt.of(sl0 == 0b11 ? LAST_LEVEL : 2 - sl0);
      }
      case SIZE_16K ->
        sl0 == 0b11 && !ds() ? OptionalInt.empty() : OptionalInt.of(LAST_LEVEL - sl0);
      case SIZE_64K -> sl0 == 0b11 ? OptionalInt.empty() : OptionalInt.of(LAST_LEVEL - sl0);
    };
  }

  /** Which rule VTCR_EL2 breaks, so that every access is a Translation fault level 0; empty if none. */
  public Optional<String> obstacle() {
    OptionalInt level = startLevel();
    if (level.isPresent()) {
      int start = level.getAsInt();
      return limits
          .obstacle(ipaBits, start)
          .map(rule ->
              "a walk of " + ipaBits + " bits cannot start at level " + start + ": " + rule);
    }
    // A size out of bounds is the first thing that is checked; level 3 is a level of each granule.
    boolean fits = ipaBits <= limits.widestIpa() && ipaBits >= limits.narrowestIpa();
    return fits
        ? Optional.of("the start level that SL0" + (granule == Granule.SIZE_4K ? " and SL2" : "")
            + " names is reserved with a " + granule + " granule"
            + (granule == Granule.SIZE_16K ? " and DS = 0" : ""))
        : limits.obstacle(ipaBits, LAST_LEVEL);
  }

  /** Why descriptors cannot be decoded under these registers; empty if they can. */
  public Optional<String> cannotDecode() {
    return isOn(VtcrEl2.D128)
        ? Optional.of("VTCR_EL2.D128 is set: 128-bit descriptors are not decoded yet")
        : Optional.empty();
  }

  /**
   * Width of an output address: PS, at most what the platform and the granule have.
   *
   * @see "Arm pseudocode AArch64_PhysicalAddressSize()"
   */
  public int outputBits() {
    boolean narrow = !has(Feature.LPA) || (granule != Granule.SIZE_64K && !ds());
    int cap = Math.min(narrow ? 48 : 52, platform.paBits());
    return Math.min(VtcrEl2.outputBits(VtcrEl2.PS.of(vtcr)), cap);
  }

  /**
   * Shape of the translation.
   *
   * @throws IllegalStateException if {@link #obstacle} has an answer
   */
  public Stage2Geometry geometry() {
    obstacle().ifPresent(rule -> {
      throw new IllegalStateException(rule);
    });
    int level = startLevel().getAsInt();
    int tables = Stage2Geometry.concatenatedTables(granule, ipaBits, level);
    return new Stage2Geometry(granule, ipaBits, level, tables, outputBits());
  }

  /** Whether VTTBR_EL2[5:2] is bits [51:48] of the start table's address. */
  public boolean hasWideBase() {
    return ds()
        || (granule == Granule.SIZE_64K
            && has(Feature.LPA)
            && VtcrEl2.outputBits(VtcrEl2.PS.of(vtcr)) >= 52
            && platform.paBits() >= 52);
  }

  /**
   * The start table is aligned to 2 to this power of bytes.
   *
   * @throws IllegalStateException if {@link #obstacle} has an answer
   */
  public int baseAlignmentShift() {
    int entries = ipaBits - granule.levelShift(geometry().startLevel());
    return hasWideBase() ? Math.max(6, entries + 3) : entries + 3;
  }

  /**
   * Address of the start table; bits below its alignment count as zero.
   *
   * @throws IllegalStateException if {@link #obstacle} has an answer
   * @see "Arm pseudocode AArch64_S2TTBaseAddress()"
   */
  public long rootPa(long vttbr) {
    long low = vttbr & VttbrEl2.BADDR.mask() & -(1L << baseAlignmentShift());
    return hasWideBase() ? low | (vttbr >>> 2 & 0xf) << 48 : low;
  }

  boolean has(Feature feature) {
    return platform.features().contains(feature);
  }

  /** Whether a field of VTCR_EL2 is set and its feature is there. */
  boolean isOn(Field field) {
    return isOn(platform, field, vtcr);
  }

  static boolean isOn(Platform platform, Field field, long register) {
    return field.isSet(register)
        && field.needs().map(platform.features()::contains).orElse(true);
  }

  /** HCR_EL2.FWB: MemAttr says how stage 2 overrides stage 1. */
  boolean fwb() {
    return isOn(platform, HcrEl2.FWB, hcr);
  }

  boolean ha() {
    return isOn(VtcrEl2.HA);
  }

  boolean managesDirtyState() {
    return ha() && isOn(VtcrEl2.HD);
  }

  boolean indirect() {
    return isOn(VtcrEl2.S2PIE);
  }

  boolean overlays() {
    return indirect() && isOn(VtcrEl2.S2POE);
  }

  boolean tableAccessFlag() {
    return ha() && isOn(VtcrEl2.HAFT);
  }

  boolean assuredOnly() {
    return isOn(VtcrEl2.ASSURED_ONLY);
  }
}
