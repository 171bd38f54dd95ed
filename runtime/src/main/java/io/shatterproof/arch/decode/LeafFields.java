package io.shatterproof.arch.decode;

import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.Optional;

/** The fields of a stage 2 block or page descriptor, in words. */
public final class LeafFields {
  private static final int DBM = 51;

  private final Stage2Control control;
  private final S2Format format;
  private final long descriptor;
  private final int level;

  /** A leaf at its level; {@link Stage2Control#cannotDecode} must have no answer. */
  public LeafFields(Stage2Control control, long descriptor, int level) {
    this.control = control;
    this.format = control.format();
    this.descriptor = descriptor;
    this.level = level;
  }

  long bits(int high, int low) {
    return descriptor >>> low & (1L << (high - low + 1)) - 1;
  }

  /** Whether a bit is set. */
  boolean bit(int bit) {
    return (descriptor >>> bit & 1) != 0;
  }

  /** First output address. */
  public long outputAddress() {
    return format.outputAddress(descriptor, level);
  }

  /** Whether the output address needs more bits than there are: an Address size fault. */
  public boolean exceedsOutputSize() {
    int bits = control.outputBits();
    return outputAddress() >>> bits != 0;
  }

  /**
   * Who may do what, for example {@code rw} or {@code rwx}.
   *
   * @see "Arm pseudocode AArch64_S2DirectBasePermissions(), AArch64_S2ApplyOutputPerms()"
   */
  public String permissions() {
    if (control.indirect()) {
      return "permission index " + permissionIndex();
    }
    String data = (bit(6) ? "r" : "") + (bit(7) || isWritableClean() ? "w" : "");
    String execute = executeWord();
    String all = data + execute;
    return all.isEmpty() ? "no access" : all;
  }

  private String executeWord() {
    if (!control.has(Feature.XNX)) {
      return bit(54) ? "" : "x";
    }
    return switch ((int) bits(54, 53)) {
      case 0b00 -> "x";
      case 0b01 -> "x(EL0)";
      case 0b10 -> "";
      default -> "x(EL1)";
    };
  }

  long permissionIndex() {
    return bits(54, 53) << 2 | bits(51, 51) << 1 | bits(6, 6);
  }

  /** Whether hardware makes the leaf writable at the first write: DBM with HA and HD. */
  boolean isWritableClean() {
    return control.managesDirtyState() && bit(DBM) && !bit(7);
  }

  /** MemAttr as FWB has it read. */
  MemAttr memAttr() {
    int memAttr = (int) bits(5, 2);
    boolean hasNoBit3 = control.fwb() && !control.has(Feature.MTE_PERM);
    return MemAttr.of(control, hasNoBit3 ? memAttr & 0b111 : memAttr);
  }

  /** The memory type in a word or two. */
  public String memory() {
    return memAttr().brief();
  }

  /** The effective shareability: of the leaf, or of VTCR_EL2 where bits[9:8] are an address. */
  public Shareability shareability() {
    long sh = format.hasSharedAddressBits() ? VtcrEl2.SH0.of(control.vtcr()) : bits(9, 8);
    return Shareability.of((int) sh);
  }

  /** For example {@code inner shareable}. */
  public String shareabilityWords() {
    return words(shareability());
  }

  static String words(Shareability shareability) {
    return switch (shareability) {
      case NON -> "non-shareable";
      case INNER -> "inner shareable";
      case OUTER -> "outer shareable";
      case RESERVED -> "reserved shareability";
    };
  }

  public boolean accessFlag() {
    return S2Descriptor.accessFlag(descriptor);
  }

  /** Whether the Contiguous bit is set where it has a meaning. */
  public boolean isContiguous() {
    return S2Descriptor.contiguous(descriptor) && contiguousEntries() > 1;
  }

  /** How many entries a contiguous range has at the level; 1 where there is none. */
  int contiguousEntries() {
    return ContiguousRange.entries(control.granule(), level);
  }

  /** log2 of the bytes of a contiguous range. */
  int contiguousShift() {
    return ContiguousRange.bits(control.granule(), level);
  }

  /**
   * Whether the leaf is contiguous and its output address has another place in the range of output
   * addresses than the entry has in the range of IPAs.
   *
   * @param ipa the first that the entry translates
   */
  public boolean isMisalignedIn(long ipa) {
    long inRange = (1L << contiguousShift()) - control.granule().entrySizeBytes(level);
    return isContiguous() && ((outputAddress() ^ ipa) & inRange) != 0;
  }

  /** What is wrong with a contiguous leaf, taken alone. */
  Optional<String> contiguousRemark() {
    if (!S2Descriptor.contiguous(descriptor)) {
      return Optional.empty();
    }
    if (contiguousEntries() == 1) {
      return Optional.of("ignored: no contiguous range at this level");
    }
    if (control.obstacle().isEmpty() && contiguousShift() > control.ipaBits()) {
      return Optional.of("the range is larger than the IPA space: IMPLEMENTATION DEFINED whether"
          + " it is a Translation fault level " + level);
    }
    return Optional.empty();
  }
}
