package io.shatterproof.arch;

import java.util.StringJoiner;

/** Tells apart two descriptors of the same place, for messages. */
public final class DescriptorChange {
  private DescriptorChange() {}

  /**
   * The fields that make {@link S2Format#needsBreakBeforeMake} true, each with both values;
   * {@code nothing that needs break-before-make} if there is none.
   */
  public static String deciding(long oldDescriptor, long newDescriptor, int level) {
    if (!S2Format.of(Granule.SIZE_4K).needsBreakBeforeMake(oldDescriptor, newDescriptor, level)) {
      return "nothing that needs break-before-make";
    }
    DescriptorKind oldKind = S2Format.of(Granule.SIZE_4K).kind(oldDescriptor, level);
    DescriptorKind newKind = S2Format.of(Granule.SIZE_4K).kind(newDescriptor, level);
    if (oldKind != newKind) {
      return "size (" + oldKind.word() + " to " + newKind.word() + ")";
    }
    if (oldKind == DescriptorKind.TABLE) {
      return addresses(
          "next table",
          S2Format.of(Granule.SIZE_4K).nextTablePa(oldDescriptor),
          S2Format.of(Granule.SIZE_4K).nextTablePa(newDescriptor));
    }
    return leaf(oldDescriptor, newDescriptor, level);
  }

  private static String leaf(long oldDescriptor, long newDescriptor, int level) {
    StringJoiner changes = new StringJoiner(", ");
    long oldPa = S2Format.of(Granule.SIZE_4K).outputAddress(oldDescriptor, level);
    long newPa = S2Format.of(Granule.SIZE_4K).outputAddress(newDescriptor, level);
    if (oldPa != newPa) {
      changes.add(addresses("output address", oldPa, newPa));
    }
    MemoryAttributes oldAttributes = S2Descriptor.attributes(oldDescriptor);
    MemoryAttributes newAttributes = S2Descriptor.attributes(newDescriptor);
    if (oldAttributes.memAttr() != newAttributes.memAttr()) {
      changes.add(addresses("memattr", oldAttributes.memAttr(), newAttributes.memAttr()));
    }
    if (oldAttributes.shareability() != newAttributes.shareability()) {
      changes.add("shareability ("
          + oldAttributes.shareability().word()
          + " to "
          + newAttributes.shareability().word()
          + ")");
    }
    if (S2Descriptor.contiguous(oldDescriptor) != S2Descriptor.contiguous(newDescriptor)) {
      changes.add("contiguous (" + S2Descriptor.contiguous(oldDescriptor) + " to "
          + S2Descriptor.contiguous(newDescriptor) + ")");
    }
    return changes.toString();
  }

  private static String addresses(String field, long oldValue, long newValue) {
    return field + " (0x" + Long.toHexString(oldValue) + " to 0x" + Long.toHexString(newValue)
        + ")";
  }
}
