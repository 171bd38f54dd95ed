package io.shatterproof.machine.brute;

/**
 * One entry of a TLB. It covers what its level covers, from {@code ipa} on; of a contiguous leaf one
 * member of the group at a time.
 *
 * @param word the descriptor; of a contiguous leaf as it counts for this member
 */
record Entry(Kind kind, int vmid, int level, long ipa, long word) {

  /** What an entry is made of. */
  enum Kind {
    TABLE,
    LEAF,
    COMBINED
  }

  boolean covers(long address) {
    return (address & -Layout.sizeBytes(level)) == ipa;
  }

  boolean intersects(long first, long sizeBytes) {
    return ipa < first + sizeBytes && first < ipa + Layout.sizeBytes(level);
  }

  boolean translates() {
    return kind != Kind.TABLE;
  }
}
