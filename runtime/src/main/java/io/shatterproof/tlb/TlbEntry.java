package io.shatterproof.tlb;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Outcome;

/**
 * Something that a PE may hold: what one or two descriptors said when they were read.
 *
 * <p>Entries are equal if they say the same of the same addresses, whenever they were loaded.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance requirements and the TLB maintenance instructions'"
 */
public final class TlbEntry {
  private static final int LAST_LEVEL = 3;

  /** What an entry was made of. */
  public enum Kind {
    STAGE2_TABLE,
    STAGE2_LEAF,
    STAGE1_TABLE,
    STAGE1_LEAF,
    /** Where stage 2 puts a table of stage 1, by VA. */
    STAGE1_WALK,
    /** From VA to PA, of both stages; of stage 2 alone where stage 1 is off. */
    COMBINED
  }

  final Kind kind;
  final TlbContext context;
  final int asid; // of what stage 1 has a part in
  final boolean isGlobal;
  final Granule granule; // of the stage whose addresses select the entry
  final int level; // of the descriptor whose range selects the entry; stage 1 where that has a part
  final long address; // first of the range: an IPA; a VA where stage 1 has a part
  final long descriptor; // of that stage; 0 where stage 1 is off
  final long descriptorAddress;
  final long limitsAbove;
  final int leafLevel; // of the stage 2 leaf, where there is one
  final long leafDescriptor;
  final long leafAddress; // where it was read
  final long ipa; // what the leaf of stage 2 was used for, rounded down to the leaf
  boolean hasXs; // not of tables

  long doomedBy; // the invalidations that remove it once they are complete, one bit each

  private TlbEntry(
      Kind kind,
      TlbContext context,
      boolean isGlobal,
      Granule granule,
      int level,
      long address,
      long descriptor,
      long descriptorAddress,
      long limitsAbove,
      int leafLevel,
      long leafDescriptor,
      long leafAddress,
      long ipa) {
    this.kind = kind;
    this.context = context;
    this.asid = context.asid();
    this.isGlobal = isGlobal;
    this.granule = granule;
    this.level = level;
    this.address = address;
    this.descriptor = descriptor;
    this.descriptorAddress = descriptorAddress;
    this.limitsAbove = limitsAbove;
    this.leafLevel = leafLevel;
    this.leafDescriptor = leafDescriptor;
    this.leafAddress = leafAddress;
    this.ipa = ipa;
  }

  /** A table entry of stage 2. */
  static TlbEntry table(
      TlbContext context, int level, long ipa, long descriptor, long descriptorPa) {
    return new TlbEntry(
        Kind.STAGE2_TABLE,
        context,
        false,
        context.granule(),
        level,
        ipa,
        descriptor,
        descriptorPa,
        0,
        Outcome.NO_LEVEL,
        0,
        0,
        ipa);
  }

  /** A block or page of stage 2. */
  static TlbEntry leaf(
      TlbContext context, int level, long ipa, long descriptor, long descriptorPa) {
    return new TlbEntry(
        Kind.STAGE2_LEAF,
        context,
        false,
        context.granule(),
        level,
        ipa,
        0,
        0,
        0,
        level,
        descriptor,
        descriptorPa,
        ipa);
  }

  /** A table, block or page of stage 1; its descriptor was read at an IPA. */
  static TlbEntry ofStage1(
      Kind kind,
      TlbContext context,
      boolean isGlobal,
      Granule granule,
      int level,
      long va,
      long descriptor,
      long descriptorIpa,
      long limitsAbove) {
    return new TlbEntry(
        kind,
        context,
        isGlobal,
        granule,
        level,
        va,
        descriptor,
        descriptorIpa,
        limitsAbove,
        Outcome.NO_LEVEL,
        0,
        0,
        0);
  }

  /**
   * Where stage 2 put the table that a descriptor of stage 1 leads to.
   *
   * @param level of that descriptor
   */
  static TlbEntry walk(TlbEntry leaf, Granule granule, int level, long va) {
    return new TlbEntry(
        Kind.STAGE1_WALK,
        leaf.context,
        false,
        granule,
        level,
        va,
        0,
        0,
        0,
        leaf.leafLevel,
        leaf.leafDescriptor,
        leaf.leafAddress,
        leaf.ipa);
  }

  /** A leaf of stage 1 with what stage 2 makes of its output. */
  static TlbEntry combined(TlbEntry stage1Leaf, TlbEntry leaf) {
    return combined(stage1Leaf, leaf.leafLevel, leaf.leafDescriptor, leaf.leafAddress, leaf.ipa);
  }

  /** A leaf of stage 1 with stage 2 off. */
  static TlbEntry combined(TlbEntry stage1Leaf) {
    return combined(stage1Leaf, Outcome.NO_LEVEL, 0, 0, 0);
  }

  private static TlbEntry combined(
      TlbEntry stage1Leaf, int leafLevel, long leafDescriptor, long leafAddress, long ipa) {
    return new TlbEntry(
        Kind.COMBINED,
        stage1Leaf.context,
        stage1Leaf.isGlobal,
        stage1Leaf.granule,
        stage1Leaf.level,
        stage1Leaf.address,
        stage1Leaf.descriptor,
        stage1Leaf.descriptorAddress,
        stage1Leaf.limitsAbove,
        leafLevel,
        leafDescriptor,
        leafAddress,
        ipa);
  }

  /** A leaf of stage 2 by VA, while stage 1 is off. */
  static TlbEntry flat(TlbEntry leaf) {
    return new TlbEntry(
        Kind.COMBINED,
        leaf.context,
        true,
        leaf.granule,
        leaf.leafLevel,
        leaf.ipa,
        0,
        0,
        0,
        leaf.leafLevel,
        leaf.leafDescriptor,
        leaf.leafAddress,
        leaf.ipa);
  }

  /** A page of VAs that are PAs, while both stages are off. */
  static TlbEntry flat(TlbContext context, long va) {
    return new TlbEntry(
        Kind.COMBINED,
        context,
        true,
        context.granule(),
        LAST_LEVEL,
        va,
        0,
        0,
        0,
        Outcome.NO_LEVEL,
        0,
        0,
        0);
  }

  /** This with another descriptor of stage 2 in its leaf. */
  TlbEntry withLeaf(long newLeafDescriptor) {
    return new TlbEntry(
        kind,
        context,
        isGlobal,
        granule,
        level,
        address,
        descriptor,
        descriptorAddress,
        limitsAbove,
        leafLevel,
        newLeafDescriptor,
        leafAddress,
        ipa);
  }

  /** What another word of the same table gives for its own place, made in the same way. */
  TlbEntry moved(long distance, long newLeafDescriptor, long newLeafAddress) {
    return new TlbEntry(
        kind,
        context,
        isGlobal,
        granule,
        level,
        context.hasStage1() && isByVa() ? address : address + distance,
        descriptor,
        descriptorAddress,
        limitsAbove,
        leafLevel,
        newLeafDescriptor,
        newLeafAddress,
        ipa + distance);
  }

  public Kind kind() {
    return kind;
  }

  /** What its registers meant when it was loaded. */
  public TlbContext context() {
    return context;
  }

  public int vmid() {
    return context.vmid();
  }

  /** Whether it is of stage 2 alone, selected by IPA. */
  public boolean isOfStage2Alone() {
    return kind == Kind.STAGE2_TABLE || kind == Kind.STAGE2_LEAF;
  }

  /** Whether it has a descriptor of stage 2 that covers some of a range of IPAs. */
  public boolean overlaps(long otherIpa, long sizeBytes) {
    if (kind != Kind.STAGE2_TABLE && leafLevel == Outcome.NO_LEVEL) {
      return false;
    }
    int shift = context.granule().levelShift(stage2Level());
    if (shift >= Long.SIZE) {
      return true;
    }
    long first = ipa >>> shift << shift;
    long last = first + ((1L << shift) - 1);
    return Long.compareUnsigned(first, otherIpa + sizeBytes - 1) <= 0
        && Long.compareUnsigned(otherIpa, last) <= 0;
  }

  /** Level of the descriptor of stage 2, -1 to 3; of an entry that has one. */
  public int stage2Level() {
    return kind == Kind.STAGE2_TABLE ? level : leafLevel;
  }

  /** The descriptor of stage 2. */
  public long stage2Descriptor() {
    return kind == Kind.STAGE2_TABLE ? descriptor : leafDescriptor;
  }

  /** Where that was read. */
  public long stage2DescriptorPa() {
    return kind == Kind.STAGE2_TABLE ? descriptorAddress : leafAddress;
  }

  /** First IPA that the descriptor of stage 2 covers. */
  public long ipa() {
    return ipa;
  }

  /** Whether it says something of stage 2. */
  public boolean hasStage2() {
    return switch (kind) {
      case STAGE2_TABLE, STAGE2_LEAF, STAGE1_WALK, COMBINED -> true;
      case STAGE1_TABLE, STAGE1_LEAF -> false;
    };
  }

  /** Whether it is selected by VA. */
  boolean isByVa() {
    return switch (kind) {
      case STAGE2_TABLE, STAGE2_LEAF -> false;
      case STAGE1_TABLE, STAGE1_LEAF, STAGE1_WALK, COMBINED -> true;
    };
  }

  /** Whether it is one for a translation of this address in this context. */
  boolean isFor(TlbContext now, long inputAddress) {
    return now.vmid() == context.vmid()
        && covers(inputAddress)
        && (!isByVa()
            || (now.hasStage1() == context.hasStage1() && (isGlobal || now.asid() == asid)));
  }

  boolean covers(long inputAddress) {
    int shift = granule.levelShift(level);
    return shift >= Long.SIZE || (inputAddress ^ address) >>> shift == 0;
  }

  /** Whether the leaf of stage 2 of it covers an IPA. */
  boolean coversIpa(long otherIpa) {
    int shift = context.granule().levelShift(leafLevel);
    return shift >= Long.SIZE || (otherIpa ^ ipa) >>> shift == 0;
  }

  /** Whether its descriptors mean the same in this context. */
  boolean meansTheSameIn(TlbContext other) {
    return switch (kind) {
      case STAGE2_TABLE, STAGE2_LEAF -> context.hasSameStage2(other);
      case STAGE1_TABLE, STAGE1_LEAF -> context.hasSameStage1(other);
      case STAGE1_WALK, COMBINED -> context.hasSameStage1(other) && context.hasSameStage2(other);
    };
  }

  boolean isSame(TlbEntry other) {
    return kind == other.kind
        && vmid() == other.vmid()
        && asid == other.asid
        && meansTheSameIn(other.context)
        && isGlobal == other.isGlobal
        && level == other.level
        && address == other.address
        && descriptor == other.descriptor
        && descriptorAddress == other.descriptorAddress
        && limitsAbove == other.limitsAbove
        && leafLevel == other.leafLevel
        && leafDescriptor == other.leafDescriptor
        && leafAddress == other.leafAddress
        && ipa == other.ipa;
  }

  /** Whether it leads to a table. */
  public boolean isTable() {
    return switch (kind) {
      case STAGE2_TABLE, STAGE1_TABLE, STAGE1_WALK -> true;
      case STAGE2_LEAF, STAGE1_LEAF, COMBINED -> false;
    };
  }
}
