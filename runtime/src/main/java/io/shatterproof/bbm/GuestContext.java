package io.shatterproof.bbm;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;

/**
 * Who may hold translations made from one start table.
 *
 * @param geometry shape of the tables
 * @param inGuest PEs that execute in the guest, and may load entries at any time, or did so and may
 *     hold some still
 * @param hardwareAccessFlag whether hardware may set the access flag by itself (VTCR_EL2.HA)
 */
public record GuestContext(Stage2Geometry geometry, PeSet inGuest, boolean hardwareAccessFlag) {

  /** Layout of the descriptors in the tables. */
  S2Format format() {
    return S2Format.of(geometry.granule());
  }

  /** This with other PEs that may hold translations. */
  GuestContext withHolders(PeSet pes) {
    return new GuestContext(geometry, pes, hardwareAccessFlag);
  }

  /**
   * Whether a PE may keep what this descriptor says. One that gives a Translation, Address size or
   * Access flag fault is never cached.
   *
   * @see "Arm ARM DDI 0487, 'Translation Lookaside Buffers', caching of faulting entries"
   */
  boolean mayBeCached(long descriptor, int level) {
    S2Format format = format();
    DescriptorKind kind = format.kind(descriptor, level);
    if (kind == DescriptorKind.TABLE) {
      return !geometry.exceedsOutputSize(format.nextTablePa(descriptor));
    }
    return kind.isLeaf()
        && (hardwareAccessFlag || S2Descriptor.accessFlag(descriptor))
        && !geometry.exceedsOutputSize(format.outputAddress(descriptor, level));
  }
}
