package io.shatterproof.arch.regime;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Mair;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.SctlrEl1;
import io.shatterproof.arch.register.TcrEl1;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.arch.register.VttbrEl2;
import org.jspecify.annotations.Nullable;

/**
 * What the registers of a PE mean for stage 1 of the Non-secure EL1&amp;0 translation regime:
 * 48-bit addresses, direct permissions, no PAN.
 *
 * @see "Arm pseudocode AArch64_S1TTWParams()"
 */
public final class Stage1Regime {
  private final Platform platform;
  private final RegisterFile registers;
  private final boolean isOn;
  private final boolean isDefaultCacheable;

  /** The regime that registers ask for. */
  public Stage1Regime(Platform platform, RegisterFile registers) {
    this.platform = platform;
    this.registers = registers;
    long hcr = registers.value(SystemRegister.HCR_EL2);
    boolean tge = HcrEl2.TGE.isSet(hcr);
    boolean isInHost = tge && HcrEl2.E2H.isSet(hcr);
    this.isDefaultCacheable = HcrEl2.DC.isSet(hcr) && !isInHost;
    this.isOn = SctlrEl1.M.isSet(sctlr()) && !isDefaultCacheable && !tge;
  }

  private long sctlr() {
    return registers.value(SystemRegister.SCTLR_EL1);
  }

  private long tcr() {
    return registers.value(SystemRegister.TCR_EL1);
  }

  /** Whether stage 1 translates: SCTLR_EL1.M, without HCR_EL2.DC and HCR_EL2.TGE. */
  public boolean isOn() {
    return isOn;
  }

  /**
   * The attributes of an access while stage 1 is off.
   *
   * @see "Arm pseudocode AArch64_S1DisabledOutput()"
   */
  public AccessAttributes attributesWhenOff(boolean isFetch) {
    if (isDefaultCacheable) {
      boolean isTagged =
          platform.has(Feature.MTE2) && HcrEl2.DCT.isSet(registers.value(SystemRegister.HCR_EL2));
      return new AccessAttributes(
          MemoryType.NORMAL,
          Cacheability.WB_RAWA,
          Cacheability.WB_RAWA,
          Shareability.NON,
          false,
          isTagged ? Tagging.ALLOCATION_TAGGED : Tagging.UNTAGGED,
          false);
    }
    if (!isFetch) {
      return AccessAttributes.device(MemoryType.DEVICE_NGNRNE, true);
    }
    return AccessAttributes.normal(
        SctlrEl1.I.isSet(sctlr()) ? Cacheability.WT_RA : Cacheability.NC, Shareability.OUTER, true);
  }

  /**
   * The part of an address that counts while stage 1 is off: all of it, without the top byte where
   * TCR_EL1.TBIn is 1.
   */
  public long flatInput(long va) {
    boolean isUpper = (va >>> 55 & 1) != 0;
    boolean ignoresTop = (isUpper ? TcrEl1.TBI1 : TcrEl1.TBI0).isSet(tcr());
    return ignoresTop ? va & 0x00ff_ffff_ffff_ffffL : va; // bits[55:0]
  }

  /**
   * What a leaf says of its memory.
   *
   * @param shareability what SH of the leaf stands for
   */
  public AccessAttributes attributes(int attributeIndex, Shareability shareability) {
    return Mair.decode(
        Mair.attribute(registers.value(SystemRegister.MAIR_EL1), attributeIndex),
        shareability,
        platform.has(Feature.XS),
        platform.has(Feature.MTE2));
  }

  /**
   * The attributes that stage 1 hands on: Normal memory whose cache SCTLR_EL1 turns off is
   * Non-cacheable, and so is what is fetched from Device memory.
   *
   * @param leaf what the leaf says
   * @param isProgrammed whether the platform hands the shareability of Device and Non-cacheable
   *     memory on as the leaf has it, which it can where stage 2 follows
   * @see "Arm pseudocode AArch64_S1Translate()"
   */
  public AccessAttributes handedOn(AccessAttributes leaf, boolean isFetch, boolean isProgrammed) {
    boolean isDevice = leaf.type().isDevice();
    boolean isReplaced =
        isFetch ? isDevice || !SctlrEl1.I.isSet(sctlr()) : !isDevice && !SctlrEl1.C.isSet(sctlr());
    AccessAttributes seen = isReplaced
        ? AccessAttributes.normal(Cacheability.NC, leaf.shareability(), leaf.xs())
        : leaf;
    boolean isFollowed = HcrEl2.VM.isSet(registers.value(SystemRegister.HCR_EL2));
    return isProgrammed && isFollowed ? seen : seen.withEffectiveShareability();
  }

  /** FEAT_CMOW and SCTLR_EL1.CMOW: maintenance from EL0 needs permission to write. */
  public boolean cacheMaintenanceWrites() {
    return platform.has(Feature.CMOW) && SctlrEl1.CMOW.isSet(sctlr());
  }

  /**
   * The ASID in force: of TTBR0_EL1, or with TCR_EL1.A1 of TTBR1_EL1; 16 bits with TCR_EL1.AS,
   * otherwise 8.
   */
  public int asid() {
    SystemRegister ttbr =
        TcrEl1.A1.isSet(tcr()) ? SystemRegister.TTBR1_EL1 : SystemRegister.TTBR0_EL1;
    int asid = (int) (registers.value(ttbr) >>> 48);
    return TcrEl1.AS.isSet(tcr()) ? asid : asid & 0xff;
  }

  /** The half of the address space that an address belongs to, by its bit 55. */
  public Half half(long va) {
    return new Half((va >>> 55 & 1) != 0);
  }

  /** What descriptors of both halves have in common. */
  public boolean isBigEndian() {
    return SctlrEl1.EE.isSet(sctlr());
  }

  public boolean setsAccessFlag() {
    return platform.has(Feature.HAFDBS) && TcrEl1.HA.isSet(tcr());
  }

  public boolean setsDirtyState() {
    return setsAccessFlag() && TcrEl1.HD.isSet(tcr());
  }

  /** SCTLR_EL1.WXN: what is writable is not executable. */
  public boolean writableIsNotExecutable() {
    return SctlrEl1.WXN.isSet(sctlr());
  }

  /** The addresses that TTBR0_EL1 translates, or those of TTBR1_EL1. */
  public final class Half {
    private final boolean isUpper;
    private final Granule granule;
    private final int inputBits;
    private final @Nullable Stage2Geometry geometry;

    private Half(boolean isUpper) {
      this.isUpper = isUpper;
      this.granule = isUpper ? granule1() : granule0();
      this.inputBits = 64 - (int) (isUpper ? TcrEl1.T1SZ : TcrEl1.T0SZ).of(tcr());
      int narrowest = platform.has(Feature.TTST) ? 16 : 25;
      boolean isLegal = inputBits <= 48 && inputBits >= narrowest && inputBits > granule.shift();
      int outputBits =
          Math.min(VtcrEl2.outputBits(TcrEl1.IPS.of(tcr())), Math.min(48, platform.paBits()));
      this.geometry =
          isLegal ? new Stage2Geometry(granule, inputBits, startLevel(), 1, outputBits) : null;
    }

    private Granule granule0() {
      return switch ((int) TcrEl1.TG0.of(tcr())) {
        case 0b01 -> Granule.SIZE_64K;
        case 0b10 -> Granule.SIZE_16K;
        default -> Granule.SIZE_4K;
      };
    }

    private Granule granule1() {
      return switch ((int) TcrEl1.TG1.of(tcr())) {
        case 0b01 -> Granule.SIZE_16K;
        case 0b11 -> Granule.SIZE_64K;
        default -> Granule.SIZE_4K;
      };
    }

    private int startLevel() {
      return 3 - (inputBits - 1 - granule.shift()) / granule.stride();
    }

    /**
     * Whether its tables translate an address; otherwise it is a Translation fault at level 0.
     *
     * @see "Arm pseudocode AArch64_S1TxSZFaults(), AArch64_VAIsOutOfRange()"
     */
    public boolean translates(long va) {
      boolean isDisabled = (isUpper ? TcrEl1.EPD1 : TcrEl1.EPD0).isSet(tcr());
      if (geometry == null || isDisabled) {
        return false;
      }
      boolean ignoresTop = (isUpper ? TcrEl1.TBI1 : TcrEl1.TBI0).isSet(tcr());
      long extended = ignoresTop ? va << 8 >> 8 : va;
      return extended >> inputBits == (isUpper ? -1 : 0); // signed: all bits above are alike
    }

    /**
     * The shape of its tables.
     *
     * @throws IllegalStateException if it {@link #translates} nothing
     */
    public Stage2Geometry geometry() {
      if (geometry == null) {
        throw new IllegalStateException("this half has no tables");
      }
      return geometry;
    }

    public S2Format format() {
      return S2Format.of(granule);
    }

    /** The part of an address that its tables resolve. */
    public long input(long va) {
      return va & (-1L >>> (64 - inputBits));
    }

    /** First byte of its start table, an IPA. */
    public long rootIpa() {
      SystemRegister ttbr = isUpper ? SystemRegister.TTBR1_EL1 : SystemRegister.TTBR0_EL1;
      long base = registers.value(ttbr) & VttbrEl2.BADDR.mask();
      return base & -geometry().startTableBytes();
    }

    /** Whether table descriptors limit the permissions of what is below: TCR_EL1.HPDn is 0. */
    public boolean hasTableLimits() {
      return !(isUpper ? TcrEl1.HPD1 : TcrEl1.HPD0).isSet(tcr());
    }
  }
}
