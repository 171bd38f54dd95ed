package io.shatterproof.arch;

import java.util.StringJoiner;

/**
 * Tells apart two descriptors for the same address, which may be of two levels: what kind of change
 * it is from one to the other, and which fields make it that.
 *
 * <p>A table says nothing of addresses by itself. What it leads to is compared by whoever can read
 * it: leaf by leaf, with {@link #classify}.
 *
 * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
 */
public final class DescriptorChange {
  private static final String[] UNITS = {"", "K", "M", "G", "T", "P", "E"};

  private DescriptorChange() {}

  /**
   * The class of a change. It is the same in both directions, and allocates nothing.
   *
   * <ul>
   *   <li>Two leaves: what they say of {@code ipa}, and whether they are of one level.
   *   <li>Two tables of one level: {@link ChangeClass#BREAK} unless they name the same next table.
   *   <li>A leaf and a table of its level or below: {@link ChangeClass#SIZE}, as far as they say.
   *   <li>Otherwise a table stands above the other, and decides nothing by itself.
   *   <li>Invalid and reserved descriptors are never held: {@link ChangeClass#NONE}. Access flags do
   *       not count: whoever knows that a leaf is not held for want of it does not ask.
   * </ul>
   *
   * @param format layout of both; where SH is part of the address, VTCR_EL2.SH0 is that of both
   * @param setsDirtyState whether hardware manages dirty state, HA = HD = 1: DBM = 1 is writable then
   * @param sameContents whether the memory at both output addresses is known to have the same
   *     contents
   * @param ipa an address that both are for; its bits below the size of the smaller do not count
   */
  public static ChangeClass classify(
      S2Format format,
      boolean setsDirtyState,
      boolean sameContents,
      long oldDescriptor,
      int oldLevel,
      long newDescriptor,
      int newLevel,
      long ipa) {
    boolean isOldTable = format.isTable(oldDescriptor, oldLevel);
    boolean isNewTable = format.isTable(newDescriptor, newLevel);
    boolean isOldLeaf = format.isLeaf(oldDescriptor, oldLevel);
    boolean isNewLeaf = format.isLeaf(newDescriptor, newLevel);
    if (isOldTable && isNewTable && oldLevel == newLevel) {
      return format.nextTablePa(oldDescriptor) == format.nextTablePa(newDescriptor)
          ? ChangeClass.NONE
          : ChangeClass.BREAK;
    }
    if ((isOldLeaf && isNewTable && oldLevel <= newLevel)
        || (isOldTable && isNewLeaf && newLevel <= oldLevel)) {
      return ChangeClass.SIZE;
    }
    if (!isOldLeaf || !isNewLeaf) {
      return ChangeClass.NONE;
    }
    if (attributesDiffer(format, oldDescriptor, newDescriptor)
        || (addressDiffers(format, oldDescriptor, oldLevel, newDescriptor, newLevel, ipa)
            && (!sameContents
                || isWritable(oldDescriptor, setsDirtyState)
                || isWritable(newDescriptor, setsDirtyState)))) {
      return ChangeClass.BREAK;
    }
    if (oldLevel != newLevel) {
      return ChangeClass.SIZE;
    }
    return contiguousDiffers(format, oldDescriptor, newDescriptor, oldLevel)
        ? ChangeClass.CONTIGUOUS
        : ChangeClass.NONE;
  }

  /**
   * Whether a change needs break-before-make, of two descriptors for the same address.
   *
   * @param bbmLevel of FEAT_BBM, 0 to 3
   * @see #classify
   */
  public static boolean needsBreak(
      S2Format format,
      int bbmLevel,
      boolean setsDirtyState,
      boolean sameContents,
      long oldDescriptor,
      int oldLevel,
      long newDescriptor,
      int newLevel,
      long ipa) {
    boolean wasNotTranslating = format.kind(oldDescriptor, oldLevel) == DescriptorKind.BLOCK
        && S2Descriptor.notTranslating(oldDescriptor);
    return classify(
            format,
            setsDirtyState,
            sameContents,
            oldDescriptor,
            oldLevel,
            newDescriptor,
            newLevel,
            ipa)
        .needsBreak(bbmLevel, wasNotTranslating);
  }

  private static boolean isWritable(long leaf, boolean setsDirtyState) {
    return S2Descriptor.isWritable(leaf) || (setsDirtyState && S2Descriptor.dirtyBitModifier(leaf));
  }

  private static boolean attributesDiffer(S2Format format, long oldLeaf, long newLeaf) {
    return S2Descriptor.memAttr(oldLeaf) != S2Descriptor.memAttr(newLeaf)
        || shareabilityDiffers(format, oldLeaf, newLeaf);
  }

  private static boolean shareabilityDiffers(S2Format format, long oldLeaf, long newLeaf) {
    return !format.hasSharedAddressBits()
        && S2Descriptor.shareability(oldLeaf) != S2Descriptor.shareability(newLeaf);
  }

  private static boolean contiguousDiffers(S2Format format, long oldLeaf, long newLeaf, int level) {
    return S2Descriptor.contiguous(oldLeaf) != S2Descriptor.contiguous(newLeaf)
        && ContiguousRange.entries(format.granule(), level) > 1;
  }

  private static boolean addressDiffers(
      S2Format format, long oldLeaf, int oldLevel, long newLeaf, int newLevel, long ipa) {
    return oldLevel == newLevel
        ? format.outputAddress(oldLeaf, oldLevel) != format.outputAddress(newLeaf, newLevel)
        : translated(format, oldLeaf, oldLevel, ipa) != translated(format, newLeaf, newLevel, ipa);
  }

  private static long translated(S2Format format, long leaf, int level, long ipa) {
    long offset = ipa & (format.granule().entrySizeBytes(level) - 1);
    return format.outputAddress(leaf, level) | offset;
  }

  /** As {@link #deciding(S2Format, long, int, long, int, long)} says, of two at the same place. */
  public static String deciding(
      S2Format format, long oldDescriptor, long newDescriptor, int level) {
    return deciding(format, oldDescriptor, level, newDescriptor, level, 0);
  }

  /**
   * The fields that make a change what it is, each with both values; {@code nothing that needs
   * break-before-make} if there is none. Contents count as different, and FEAT_BBM as not there.
   *
   * @param ipa an address that both are for
   * @see #classify
   */
  public static String deciding(
      S2Format format,
      long oldDescriptor,
      int oldLevel,
      long newDescriptor,
      int newLevel,
      long ipa) {
    ChangeClass change =
        classify(format, false, false, oldDescriptor, oldLevel, newDescriptor, newLevel, ipa);
    if (change == ChangeClass.NONE) {
      return "nothing that needs break-before-make";
    }
    DescriptorKind oldKind = format.kind(oldDescriptor, oldLevel);
    DescriptorKind newKind = format.kind(newDescriptor, newLevel);
    StringJoiner changes = new StringJoiner(", ");
    if (oldLevel != newLevel) {
      changes.add(change("size", size(format, oldKind, oldLevel), size(format, newKind, newLevel)));
    } else if (oldKind != newKind) {
      changes.add(change("size", oldKind.word(), newKind.word()));
    }
    if (oldKind == DescriptorKind.TABLE && newKind == DescriptorKind.TABLE) {
      changes.add(hexChange(
          "next table", format.nextTablePa(oldDescriptor), format.nextTablePa(newDescriptor)));
    } else if (oldKind.isLeaf() && newKind.isLeaf()) {
      addLeafFields(changes, format, oldDescriptor, oldLevel, newDescriptor, newLevel, ipa);
    }
    return changes.toString();
  }

  private static void addLeafFields(
      StringJoiner changes,
      S2Format format,
      long oldLeaf,
      int oldLevel,
      long newLeaf,
      int newLevel,
      long ipa) {
    if (addressDiffers(format, oldLeaf, oldLevel, newLeaf, newLevel, ipa)) {
      long mask = -format.granule().entrySizeBytes(Math.max(oldLevel, newLevel));
      String of = oldLevel == newLevel ? "" : " of 0x" + Long.toHexString(ipa & mask);
      changes.add(hexChange(
          "output address" + of,
          translated(format, oldLeaf, oldLevel, ipa) & mask,
          translated(format, newLeaf, newLevel, ipa) & mask));
    }
    if (S2Descriptor.memAttr(oldLeaf) != S2Descriptor.memAttr(newLeaf)) {
      changes.add(
          hexChange("memattr", S2Descriptor.memAttr(oldLeaf), S2Descriptor.memAttr(newLeaf)));
    }
    if (shareabilityDiffers(format, oldLeaf, newLeaf)) {
      changes.add(change(
          "shareability",
          S2Descriptor.shareability(oldLeaf).word(),
          S2Descriptor.shareability(newLeaf).word()));
    }
    if (oldLevel == newLevel && contiguousDiffers(format, oldLeaf, newLeaf, oldLevel)) {
      changes.add(change(
          "contiguous",
          String.valueOf(S2Descriptor.contiguous(oldLeaf)),
          String.valueOf(S2Descriptor.contiguous(newLeaf))));
    }
  }

  /** For example {@code block of 2M}. */
  private static String size(S2Format format, DescriptorKind kind, int level) {
    int shift = format.granule().levelShift(level);
    return kind.isLeaf()
        ? kind.word() + " of " + (1L << (shift % 10)) + UNITS[shift / 10]
        : kind.word() + " of level " + level;
  }

  private static String hexChange(String field, long oldValue, long newValue) {
    return change(field, "0x" + Long.toHexString(oldValue), "0x" + Long.toHexString(newValue));
  }

  private static String change(String field, String oldValue, String newValue) {
    return field + " (" + oldValue + " to " + newValue + ")";
  }
}
