package io.shatterproof.arch.decode;

import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Field;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.register.VtcrEl2;
import java.util.Optional;

/** The fields of a stage 2 block or page descriptor, in words. */
public final class LeafFields {
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
    boolean isWritable = S2Descriptor.isWritable(descriptor) || isWritableClean();
    String data = (S2Descriptor.isReadable(descriptor) ? "r" : "") + (isWritable ? "w" : "");
    String execute = executeWord();
    String all = data + execute;
    return all.isEmpty() ? "no access" : all;
  }

  private String executeWord() {
    boolean atEl0 = S2Descriptor.permitsFetch(descriptor, 0, control.has(Feature.XNX));
    boolean atEl1 = S2Descriptor.permitsFetch(descriptor, 1, control.has(Feature.XNX));
    if (atEl0 == atEl1) {
      return atEl0 ? "x" : "";
    }
    return atEl0 ? "x(EL0)" : "x(EL1)";
  }

  long permissionIndex() {
    return S2Field.XN.of(descriptor) << 2
        | S2Field.DBM.of(descriptor) << 1
        | S2Field.S2AP.part(0, 1).of(descriptor);
  }

  /** Whether hardware makes the leaf writable at the first write: DBM with HA and HD. */
  boolean isWritableClean() {
    return control.managesDirtyState()
        && S2Descriptor.dirtyBitModifier(descriptor)
        && !S2Descriptor.isWritable(descriptor);
  }

  /** MemAttr as FWB has it read. */
  MemAttr memAttr() {
    int memAttr = S2Descriptor.memAttr(descriptor);
    boolean hasNoBit3 = control.fwb() && !control.has(Feature.MTE_PERM);
    return MemAttr.of(control, hasNoBit3 ? memAttr & 0b111 : memAttr);
  }

  /** The memory type in a word or two. */
  public String memory() {
    return memAttr().brief();
  }

  /** The effective shareability: of the leaf, or of VTCR_EL2 where bits[9:8] are an address. */
  public Shareability shareability() {
    return format.hasSharedAddressBits()
        ? Shareability.of((int) VtcrEl2.SH0.of(control.vtcr()))
        : S2Descriptor.shareability(descriptor);
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
