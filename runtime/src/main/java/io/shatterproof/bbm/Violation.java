package io.shatterproof.bbm;

import io.shatterproof.arch.DescriptorChange;
import io.shatterproof.arch.S2Format;
import io.shatterproof.event.ViolationName;

/**
 * A breach of a standing invariant, found at a store.
 *
 * @param heldBy PEs that may hold the old entry
 * @param format layout of the descriptors
 * @param ipa first IPA the descriptor covers
 * @param level -1 to 3
 * @param event ordinal of the store among all events, from 0
 */
public record Violation(
    ViolationName name,
    PeSet heldBy,
    S2Format format,
    long ipa,
    int level,
    long oldDescriptor,
    long newDescriptor,
    long event) {

  /** What happened, both values decoded, the fields that decide, and who may hold the old entry. */
  public String message() {
    return name.word()
        + ": level "
        + level
        + " of 0x"
        + Long.toHexString(ipa)
        + ": "
        + format.describe(oldDescriptor, level)
        + " became "
        + format.describe(newDescriptor, level)
        + " without a break; changed: "
        + DescriptorChange.deciding(format, oldDescriptor, newDescriptor, level)
        + "; "
        + (heldBy.isEmpty() ? "no PE is in the guest" : "may be held by PE " + heldBy);
  }

  @Override
  public String toString() {
    return message() + " (event " + event + ")";
  }
}
