package io.shatterproof.bbm;

import java.util.BitSet;

/** An immutable set of PE numbers. {@code toString} lists them in ascending order. */
public final class PeSet {
  private final BitSet members;

  private PeSet(BitSet members) {
    this.members = members;
  }

  /** The set of these PEs, numbered from 0. */
  public static PeSet of(int... pes) {
    BitSet members = new BitSet();
    for (int pe : pes) {
      members.set(pe);
    }
    return new PeSet(members);
  }

  /** This and one more. */
  public PeSet with(int pe) {
    BitSet more = (BitSet) members.clone();
    more.set(pe);
    return new PeSet(more);
  }

  /** This but one. */
  public PeSet without(int pe) {
    BitSet fewer = (BitSet) members.clone();
    fewer.clear(pe);
    return new PeSet(fewer);
  }

  public boolean contains(int pe) {
    return pe >= 0 && members.get(pe);
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PeSet set && members.equals(set.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
