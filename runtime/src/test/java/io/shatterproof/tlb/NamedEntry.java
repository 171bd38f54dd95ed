package io.shatterproof.tlb;

import java.util.List;

/**
 * An entry, and what a person would say of it.
 *
 * @param shifts of the addresses that a descriptor of each level from 1 on covers, by its granule
 * @param first address that it covers
 */
record NamedEntry(
    String name,
    TlbEntry entry,
    boolean isOfStage1,
    boolean isTable,
    boolean isFlat,
    int vmid,
    int asid,
    boolean isGlobal,
    int granuleBits,
    List<Integer> shifts,
    int level,
    long first,
    boolean hasXs) {

  static final List<Integer> SHIFTS_4K = List.of(30, 21, 12);
  static final List<Integer> SHIFTS_16K = List.of(36, 25, 14);
  static final List<Integer> SHIFTS_64K = List.of(42, 29, 16);

  long sizeBytes() {
    return 1L << shifts.get(level - 1);
  }

  long granuleBytes() {
    return 1L << shifts.get(2);
  }

  @Override
  public String toString() {
    return name + " of VMID " + vmid;
  }
}
