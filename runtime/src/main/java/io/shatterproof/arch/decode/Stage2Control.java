package io.shatterproof.arch.decode;

import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Field;
import io.shatterproof.arch.GeometryLimits;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.regime.Stage2Shape;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.StartLevelCode;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * VTCR_EL2 and HCR_EL2 as a platform reads them, for Non-secure state.
 *
 * <p>A field whose feature the platform lacks counts as zero. Where the value of a field is reserved
 * or out of bounds, the platform's {@link io.shatterproof.arch.Knob} decides.
 *
 * @see "Arm pseudocode AArch64_NSS2TTWParams()"
 */
public final class Stage2Control {
  private final Platform platform;
  private final long vtcr;
  private final long hcr;
  private final Stage2Shape shape;

  public Stage2Control(Platform platform, long vtcr, long hcr) {
    this.platform = platform;
    this.vtcr = vtcr;
    this.hcr = hcr;
    this.shape = new Stage2Shape(platform, vtcr, Choices.of(platform));
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
    return shape.granule();
  }

  public GeometryLimits limits() {
    return shape.limits();
  }

  /** Whether descriptors have 52-bit addresses because of VTCR_EL2.DS. */
  public boolean ds() {
    return limits().ds();
  }

  /** Layout of descriptors; means nothing while {@link #cannotDecode} has an answer. */
  public S2Format format() {
    return shape.format();
  }

  /** 64 - T0SZ. */
  int programmedIpaBits() {
    return shape.programmedIpaBits();
  }

  /** Size of an IPA, after what the platform makes of a T0SZ out of bounds. */
  public int ipaBits() {
    return shape.ipaBits();
  }

  /** The level that SL0 and SL2 name, -1 to 3; empty for a reserved value. */
  public OptionalInt startLevel() {
    return shape.startLevel() == StartLevelCode.RESERVED_LEVEL
        ? OptionalInt.empty()
        : OptionalInt.of(shape.startLevel());
  }

  /** Which rule VTCR_EL2 breaks, so that every access is a Translation fault level 0; empty if none. */
  public Optional<String> obstacle() {
    return shape.obstacle();
  }

  /** Why descriptors cannot be decoded under these registers; empty if they can. */
  public Optional<String> cannotDecode() {
    return isOn(VtcrEl2.D128)
        ? Optional.of("VTCR_EL2.D128 is set: 128-bit descriptors are not decoded yet")
        : Optional.empty();
  }

  /** Width of an output address. */
  public int outputBits() {
    return shape.outputBits();
  }

  /**
   * Shape of the translation.
   *
   * @throws IllegalStateException if {@link #obstacle} has an answer
   */
  public Stage2Geometry geometry() {
    return shape.geometry();
  }

  /** Whether VTTBR_EL2[5:2] is bits [51:48] of the start table's address. */
  public boolean hasWideBase() {
    return shape.hasWideBase();
  }

  /**
   * The start table is aligned to 2 to this power of bytes.
   *
   * @throws IllegalStateException if {@link #obstacle} has an answer
   */
  public int baseAlignmentShift() {
    return Long.numberOfTrailingZeros(shape.baseAlignment());
  }

  /**
   * Address of the start table; bits below its alignment count as zero.
   *
   * @throws IllegalStateException if {@link #obstacle} has an answer
   */
  public long rootPa(long vttbr) {
    return shape.base(vttbr) & -shape.baseAlignment();
  }

  boolean has(Feature feature) {
    return platform.features().contains(feature);
  }

  /** Whether a field of VTCR_EL2 is set and its feature is there. */
  boolean isOn(Field field) {
    return isOn(platform, field, vtcr);
  }

  static boolean isOn(Platform platform, Field field, long register) {
    return field.isSet(register) && field.existsOn(platform);
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
