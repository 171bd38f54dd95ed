package io.shatterproof.arch;

import java.util.Locale;
import java.util.Optional;

/**
 * What is done at an address.
 *
 * @see "Arm pseudocode AccessDescriptor, CreateAccDescGPR() and its neighbours"
 */
public enum AccessKind {
  READ(Group.DATA, true, false),
  WRITE(Group.DATA, false, true),
  FETCH(Group.FETCH, false, false),
  /** A read-modify-write of FEAT_LSE: LDADD, SWP, CAS; it counts as one although CAS may not store. */
  ATOMIC(Group.DATA, true, true),
  LOAD_EXCLUSIVE(Group.DATA, true, false),
  STORE_EXCLUSIVE(Group.DATA, false, true),
  /** A load whose address tag is checked. */
  READ_TAG_CHECKED(Group.DATA, true, false),
  /** A store whose address tag is checked. */
  WRITE_TAG_CHECKED(Group.DATA, false, true),
  /** A load of an Allocation Tag. */
  LDG(Group.DATA, true, false),
  /** A store of an Allocation Tag. */
  STG(Group.DATA, false, true, Trait.MADE_FOR_NORMAL_MEMORY),
  /** A single-copy atomic load of 64 bytes, FEAT_LS64. */
  LD64B(Group.DATA, true, false, Trait.OF_64_BYTES),
  /** A single-copy atomic store of 64 bytes, FEAT_LS64. */
  ST64B(Group.DATA, false, true, Trait.OF_64_BYTES),
  DC_ZVA(Group.DATA, false, true, Trait.MADE_FOR_NORMAL_MEMORY),
  DC_IVAC(Group.CACHE, false, false),
  DC_CVAC(Group.CACHE, false, false),
  DC_CVAU(Group.CACHE, false, false),
  DC_CIVAC(Group.CACHE, false, false),
  IC_IVAU(Group.CACHE, false, false),
  AT_S1E0R(Group.ADDRESS_TRANSLATION, true, false),
  AT_S1E0W(Group.ADDRESS_TRANSLATION, false, true),
  AT_S1E1R(Group.ADDRESS_TRANSLATION, true, false),
  AT_S1E1W(Group.ADDRESS_TRANSLATION, false, true),
  AT_S12E0R(Group.ADDRESS_TRANSLATION, true, false),
  AT_S12E0W(Group.ADDRESS_TRANSLATION, false, true),
  AT_S12E1R(Group.ADDRESS_TRANSLATION, true, false),
  AT_S12E1W(Group.ADDRESS_TRANSLATION, false, true),
  /** The read of a stage 1 descriptor, an access to its IPA. */
  STAGE1_WALK(Group.STAGE1, true, false),
  /** The hardware update of a stage 1 descriptor, an access to its IPA. */
  STAGE1_UPDATE(Group.STAGE1, true, true);

  /** Which rules of the permission check a kind follows. */
  public enum Group {
    DATA,
    FETCH,
    /** Cache maintenance by address that writes no zeros. */
    CACHE,
    ADDRESS_TRANSLATION,
    /** What the walker of stage 1 does itself; no instruction of a guest. */
    STAGE1
  }

  /** What sets some data accesses apart. */
  private enum Trait {
    NONE,
    MADE_FOR_NORMAL_MEMORY,
    OF_64_BYTES
  }

  private final Group group;
  private final boolean reads;
  private final boolean writes;
  private final Trait trait;

  AccessKind(Group group, boolean reads, boolean writes) {
    this(group, reads, writes, Trait.NONE);
  }

  AccessKind(Group group, boolean reads, boolean writes, Trait trait) {
    this.group = group;
    this.reads = reads;
    this.writes = writes;
    this.trait = trait;
  }

  public Group group() {
    return group;
  }

  /** Whether data is read, or asked for as if it were. */
  public boolean reads() {
    return reads;
  }

  /** Whether data is written, or asked for as if it were. */
  public boolean writes() {
    return writes;
  }

  /** Whether Device memory may refuse it although it is aligned: DC ZVA, and a store of tags. */
  public boolean isMadeForNormalMemory() {
    return trait == Trait.MADE_FOR_NORMAL_MEMORY;
  }

  /** Whether only stage 1 translates: AT S1E0R and its like. */
  public boolean isStage1Only() {
    return switch (this) {
      case AT_S1E0R, AT_S1E0W, AT_S1E1R, AT_S1E1W -> true;
      default -> false;
    };
  }

  /**
   * Why no PE does this at an Exception level through the tables of a guest; empty if one does.
   *
   * @param el 0, 1 or 2
   * @see "Arm ARM DDI 0487, 'A64 System instructions', the accessibility of AT, DC and IC"
   */
  public Optional<String> obstacleAt(int el) {
    if (group == Group.ADDRESS_TRANSLATION) {
      int lowest = isStage1Only() ? 1 : 2;
      return el < lowest ? Optional.of("is undefined at EL" + el) : Optional.empty();
    }
    if (el == 2) {
      return Optional.of(
          "at EL2 does not go through the tables of a regime; only" + " address translation does");
    }
    return el == 0 && this == DC_IVAC ? Optional.of("is undefined at EL0") : Optional.empty();
  }

  /** Whether 64 bytes are loaded or stored in one atomic step, FEAT_LS64. */
  public boolean is64Bytes() {
    return trait == Trait.OF_64_BYTES;
  }

  /** The spelling of scenarios and vectors, for example {@code read} or {@code at_s12e1r}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
