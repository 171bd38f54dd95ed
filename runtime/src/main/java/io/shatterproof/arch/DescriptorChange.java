package io.shatterproof.arch;

import java.util.StringJoiner;

/** Tells apart two descriptors of the same place, for messages. */
public final class DescriptorChange {
  private DescriptorChange() {}

  /**
   * The fields that make {@link S2Format#needsBreakBeforeMake} true, each with both values;
   * {@code nothing that needs break-before-make} if there is none.
   *
   * @param format layout of both
   */
  public static String deciding(
      S2Format format, long oldDescriptor, long newDescriptor, int level) {
    if (!format.needsBreakBeforeMake(oldDescriptor, newDescriptor, level)) {
      return "nothing that needs break-before-make";
    }
    DescriptorKind oldKind = format.kind(oldDescriptor, level);
    DescriptorKind newKind = format.kind(newDescriptor, level);
    if (oldKind != newKind) {
      return "size (" + oldKind.word() + " to " + newKind.word() + ")";
    }
    if (oldKind == DescriptorKind.TABLE) {
      return addresses(
          "next table", format.nextTablePa(oldDescriptor), format.nextTablePa(newDescriptor));
    }
    return leaf(format, oldDescriptor, newDescriptor, level);
  }

  private static String leaf(S2Format format, long oldDescriptor, long newDescriptor, int level) {
    StringJoiner changes = new StringJoiner(", ");
    long oldPa = format.outputAddress(oldDescriptor, level);
    long newPa = format.outputAddress(newDescriptor, level);
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
