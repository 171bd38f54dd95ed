package io.shatterproof.bbm;

import io.shatterproof.arch.DescriptorKind;
import io.shatterproof.arch.Granule;
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
    DescriptorKind kind = S2Format.of(Granule.SIZE_4K).kind(descriptor, level);
    if (kind == DescriptorKind.TABLE) {
      return !geometry.exceedsOutputSize(S2Format.of(Granule.SIZE_4K).nextTablePa(descriptor));
    }
    return kind.isLeaf()
        && (hardwareAccessFlag || S2Descriptor.accessFlag(descriptor))
        && !geometry.exceedsOutputSize(
            S2Format.of(Granule.SIZE_4K).outputAddress(descriptor, level));
  }
}
