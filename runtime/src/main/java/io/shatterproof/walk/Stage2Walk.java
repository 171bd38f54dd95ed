package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.regime.Stage2Regime;

/**
 * Stage 2 translation of one regime: walks, checks, updates descriptors, and combines attributes.
 *
 * <p>Nothing is allocated, except for attributes that are met for the first time. Not thread-safe.
 *
 * @see "Arm pseudocode AArch64_S2Translate()"
 */
public final class Stage2Walk {
  private final Stage2Regime regime;
  private final Stage2Regime.Controls controls;
  private final Choices choices;
  private final Granule granule;
  private final TableWalk walk;
  private final Stage2Attributes attributes;
  private final FitLeaves fitLeaves = new FitLeaves();
  private final long excess; // the bits of an address that are beyond the output size
  private final Tlb tlb;
  private final boolean hasTlb;

  /**
   * Binds a regime to its memory.
   *
   * @param choices answers what the architecture leaves open, always in the same way
   */
  public Stage2Walk(DescriptorMemory memory, Stage2Regime regime, Choices choices) {
    this(memory, regime, choices, Tlb.NONE);
  }

  /** Binds a regime to its memory and to a TLB, as {@link #Stage2Walk} without one. */
  public Stage2Walk(DescriptorMemory memory, Stage2Regime regime, Choices choices, Tlb tlb) {
    this.tlb = tlb;
    this.hasTlb = !tlb.equals(Tlb.NONE);
    this.regime = regime;
    this.controls = regime.controls();
    this.choices = choices;
    this.granule = regime.geometry().granule();
    this.excess = regime.geometry().excessBits();
    this.walk = new TableWalk(
        memory,
        regime.geometry(),
        regime.format(),
        controls.isBigEndian(),
        controls.setsTableAccessFlag());
    this.attributes = new Stage2Attributes(regime, choices);
  }

  /** What an access meets, as a value, to memory that stage 1 makes Normal Write-Back. */
  public Outcome outcome(long ipa, AccessRequest access, WalkListener listener) {
    Translation result = new Translation();
    translate(ipa, access, AccessAttributes.NORMAL_WB, listener, result);
    return result.outcome();
  }

  /**
   * Translates an IPA.
   *
   * <p>Only the first fault in the architecture's order is reported: input size and start table are
   * checked first, and report level 0 whatever the start level; then level by level Translation
   * before Address size; at the leaf Address size before Access flag before Alignment before
   * Permission.
   *
   * @param stage1 the attributes that stage 1 asks for
   * @param result takes the result; of a fault only what a fault has
   */
  public void translate(
      long ipa,
      AccessRequest access,
      AccessAttributes stage1,
      WalkListener listener,
      Translation result) {
    if (!regime.isEnabled()) {
      result.address(ipa, Outcome.NO_LEVEL, ipa);
      result.attributes(stage1);
      return;
    }
    if (regime.isMisconfigured() || !regime.geometry().covers(ipa)) {
      fault(FaultKind.TRANSLATION, 0, ipa, access, result);
      return;
    }
    boolean isDone;
    do {
      isDone = translateOnce(ipa, access, stage1, listener, result);
    } while (!isDone);
  }

  /** False if a descriptor changed between its read and its update, so that all begins anew. */
  private boolean translateOnce(
      long ipa,
      AccessRequest access,
      AccessAttributes stage1,
      WalkListener listener,
      Translation result) {
    TableWalk.End end = hasTlb
        ? walkWithTlb(ipa, access, listener)
        : walk.walk(regime.rootPa(), strayRootBits(), ipa, listener);
    if (end == TableWalk.End.LEAF) {
      return leaf(ipa, access, stage1, result);
    }
    refuse(end, ipa, access, result);
    return true;
  }

  private TableWalk.End walkWithTlb(long ipa, AccessRequest access, WalkListener listener) {
    WalkListener both = (level, pa, descriptor) -> {
      listener.descriptorRead(level, pa, descriptor);
      tlb.wordRead(level, ipa, pa);
      if (regime.format().isTable(descriptor, level)) {
        tlb.tableRead(false, level, ipa, pa, descriptor, 0);
      }
    };
    return tlb.startsAtEntry(false, ipa, access)
        ? walk.resume(tlb.level(), tlb.descriptorAddress(), tlb.descriptor(), ipa, both)
        : walk.walk(regime.rootPa(), strayRootBits(), ipa, both);
  }

  /** A leaf without fault may be cached; one that was not accessed has the fault, if updates do. */
  private void tellOfLeaf(long ipa, AccessRequest access) {
    if (hasTlb && S2Descriptor.accessFlag(walk.descriptor())) {
      tlb.leafUsed(false, walk.level(), ipa, walk.descriptorPa(), walk.descriptor(), 0, access);
    }
  }

  private void refuse(TableWalk.End end, long ipa, AccessRequest access, Translation result) {
    switch (end) {
      case ROOT_ADDRESS_SIZE -> fault(FaultKind.ADDRESS_SIZE, 0, ipa, access, result);
      case ABORTED -> fault(FaultKind.EXTERNAL, walk.level(), ipa, access, result);
      case INVALID -> fault(FaultKind.TRANSLATION, walk.level(), ipa, access, result);
      case TABLE_ADDRESS_SIZE -> fault(FaultKind.ADDRESS_SIZE, walk.level(), ipa, access, result);
      case LEAF -> throw new IllegalArgumentException("a leaf is no reason to refuse an access");
    }
  }

  private long strayRootBits() {
    long stray = regime.strayRootBits();
    return stray == 0 || choices.of(Knob.MISALIGNED_VTTBR) == 0 ? 0 : stray;
  }

  private boolean leaf(
      long ipa, AccessRequest access, AccessAttributes stage1, Translation result) {
    long descriptor = walk.descriptor();
    int level = walk.level();
    long saysBesides = regime.format().withoutAddress(descriptor, level);
    AccessAttributes known = fitLeaves.attributes(saysBesides, level, access, stage1);
    if (known == null) {
      return judge(ipa, access, stage1, result);
    }
    long pa = address(ipa, descriptor, level);
    if ((pa & excess) != 0) {
      fault(FaultKind.ADDRESS_SIZE, level, ipa, access, result);
    } else {
      result.address(pa, level, ipa);
      result.attributes(known);
      tellOfLeaf(ipa, access);
    }
    return true;
  }

  /** A leaf that is not known to be fit for the access. False as {@link #translateOnce}. */
  private boolean judge(
      long ipa, AccessRequest access, AccessAttributes stage1, Translation result) {
    long descriptor = walk.descriptor();
    int level = walk.level();
    if (isUnusable(descriptor, level)) {
      fault(FaultKind.TRANSLATION, level, ipa, access, result);
      return true;
    }
    long pa = address(ipa, descriptor, level);
    if ((pa & excess) != 0) {
      fault(FaultKind.ADDRESS_SIZE, level, ipa, access, result);
      return true;
    }
    if (!S2Descriptor.accessFlag(descriptor)
        && !controls.setsAccessFlag()
        && needsAccessFlag(access)) {
      fault(FaultKind.ACCESS_FLAG, level, ipa, access, result);
      return true;
    }
    result.address(pa, level, ipa);
    checkAccess(descriptor, level, ipa, access, stage1, result);
    if (controls.setsAccessFlag()) {
      long updated = updated(descriptor, access, result);
      if (updated != descriptor) {
        if (!walk.canUpdate()) {
          // Arm's pseudocode reports the level at which the walk began, not that of the leaf.
          fault(FaultKind.EXTERNAL, regime.geometry().startLevel(), ipa, access, result);
          return true;
        }
        if (!walk.update(updated)) {
          return false;
        }
      }
    }
    tellOfLeaf(ipa, access);
    if (!result.isFault()) {
      finish(descriptor, level, ipa, access, stage1, result);
    }
    return true;
  }

  /**
   * Whether the leaf is one that an implementation may refuse to use.
   *
   * @see "Arm pseudocode AArch64_ContiguousBitFaults(), AArch64_BlocknTFaults()"
   */
  private boolean isUnusable(long descriptor, int level) {
    boolean isTooWide = S2Descriptor.contiguous(descriptor)
        && ContiguousRange.bits(granule, level) > regime.geometry().ipaBits();
    if (isTooWide && choices.of(Knob.CONTIGUOUS_SPAN) == 1) {
      return true;
    }
    return level < 3
        && controls.bbm()
        && S2Descriptor.notTranslating(descriptor)
        && choices.of(Knob.NT_BLOCK) == 1;
  }

  private boolean needsAccessFlag(AccessRequest access) {
    return access.kind().group() != AccessKind.Group.CACHE
        || choices.of(Knob.CACHE_MAINTENANCE_AF) == 1;
  }

  /**
   * The output address. With the Contiguous bit the bits below the range come from the IPA.
   *
   * @see "Arm pseudocode StageOA()"
   */
  private long address(long ipa, long descriptor, int level) {
    long outputAddress = regime.format().nextTablePa(descriptor);
    long offsets = granule.entrySizeBytes(level) - 1;
    if (S2Descriptor.contiguous(descriptor)) {
      long ofRange = (1L << ContiguousRange.bits(granule, level)) - 1;
      boolean isMisaligned = ((outputAddress ^ ipa) & ofRange & ~offsets) != 0;
      if (isMisaligned && choices.of(Knob.MISALIGNED_CONTIGUOUS) == 0) {
        offsets = ofRange;
      }
    }
    return (outputAddress & ~offsets) | (ipa & offsets);
  }

  /**
   * Alignment, then Permission.
   *
   * @see "Arm pseudocode AArch64_S2HasAlignmentFault(), AArch64_S2CheckPermissions()"
   */
  private void checkAccess(
      long descriptor,
      int level,
      long ipa,
      AccessRequest access,
      AccessAttributes stage1,
      Translation result) {
    if (DeviceAlignment.matters(access)
        && attributes.isDevice(descriptor, stage1)
        && DeviceAlignment.isRefused(access, choices)) {
      fault(FaultKind.ALIGNMENT, level, ipa, access, result);
      return;
    }
    boolean readable = S2Descriptor.isReadable(descriptor);
    boolean writable = S2Descriptor.isWritable(descriptor)
        || (controls.setsDirtyState() && S2Descriptor.dirtyBitModifier(descriptor));
    AccessKind kind = access.kind();
    boolean isRefused = switch (kind.group()) {
      case STAGE1 -> !readable || (kind.writes() && !writable) || isDeviceTable(descriptor, stage1);
      case FETCH -> isFetchRefused(descriptor, access, stage1);
      case CACHE -> isMaintenanceRefused(access, readable, writable);
      case DATA, ADDRESS_TRANSLATION -> false; // which tells the direction
    };
    if (isRefused) {
      fault(FaultKind.PERMISSION, level, ipa, access, result);
    } else if (kind.reads() && !readable) {
      permissionFault(level, ipa, false, result);
    } else if (kind.writes() && !writable) {
      permissionFault(level, ipa, true, result);
    } else if (isTagAccessRefused(descriptor, access, stage1)) {
      permissionFault(level, ipa, kind == AccessKind.STG, result);
      result.markTagAccess();
    }
  }

  private boolean isDeviceTable(long descriptor, AccessAttributes stage1) {
    return controls.protectsTableWalk() && attributes.isDevice(descriptor, stage1);
  }

  private boolean isFetchRefused(long descriptor, AccessRequest access, AccessAttributes stage1) {
    return !S2Descriptor.permitsFetch(descriptor, access.el(), controls.xnx())
        || (attributes.isDevice(descriptor, stage1) && choices.of(Knob.FETCH_FROM_DEVICE) == 1);
  }

  private boolean isMaintenanceRefused(AccessRequest access, boolean readable, boolean writable) {
    boolean needsWrite = controls.cacheMaintenanceWrites();
    return switch (access.kind()) {
      case DC_IVAC -> !writable;
      case IC_IVAU ->
        (access.el() == 0 && !readable && choices.of(Knob.IC_IVAU_PERMISSION) == 1)
            || (needsWrite && !writable);
      case DC_CIVAC -> (access.el() == 0 && !readable) || (needsWrite && !writable);
      default -> access.el() == 0 && !readable;
    };
  }

  private boolean isTagAccessRefused(
      long descriptor, AccessRequest access, AccessAttributes stage1) {
    return stage1.tagging() == Tagging.ALLOCATION_TAGGED
        && usesTags(access.kind())
        && attributes.hasNoTagAccess(descriptor);
  }

  private static boolean usesTags(AccessKind kind) {
    return switch (kind) {
      case LDG, STG, READ_TAG_CHECKED, WRITE_TAG_CHECKED -> true;
      default -> false;
    };
  }

  /**
   * The descriptor with the access flag and the dirty state that the access sets.
   *
   * @see "Arm pseudocode AArch64_SettingAccessFlagPermitted(),
   *     AArch64_SettingDirtyStatePermitted()"
   */
  private long updated(long descriptor, AccessRequest access, Translation result) {
    long updated = descriptor;
    if (!S2Descriptor.accessFlag(descriptor) && setsAccessFlag(access, result)) {
      updated = S2Descriptor.withAccessFlag(updated);
    }
    boolean isWriteOfCleanLeaf = controls.setsDirtyState()
        && S2Descriptor.accessFlag(updated) // what is dirty was accessed
        && S2Descriptor.dirtyBitModifier(descriptor)
        && !S2Descriptor.isWritable(descriptor)
        && access.kind().writes()
        && access.kind().group() != AccessKind.Group.ADDRESS_TRANSLATION;
    if (isWriteOfCleanLeaf && setsDirtyState(result)) {
      updated = S2Descriptor.withWritePermission(updated);
    }
    return updated;
  }

  private boolean setsAccessFlag(AccessRequest access, Translation result) {
    if (result.isFault() && choices.of(Knob.AF_UPDATE_ON_FAULT) == 0) {
      return false;
    }
    return access.kind().group() != AccessKind.Group.ADDRESS_TRANSLATION
        || choices.of(Knob.AT_AF_UPDATE) == 0;
  }

  private boolean setsDirtyState(Translation result) {
    if (!result.isFault()) {
      return true;
    }
    return result.faultKind() == FaultKind.ALIGNMENT && choices.of(Knob.DIRTY_UPDATE_ON_FAULT) == 1;
  }

  private void finish(
      long descriptor,
      int level,
      long ipa,
      AccessRequest access,
      AccessAttributes stage1,
      Translation result) {
    if (access.kind().is64Bytes() && attributes.isCached(descriptor, stage1)) {
      fault(FaultKind.UNSUPPORTED, level, ipa, access, result);
      return;
    }
    AccessAttributes combined = attributes.combine(descriptor, access, stage1);
    result.attributes(combined);
    if (descriptor == walk.descriptor()) { // no update was needed
      long saysBesides = regime.format().withoutAddress(descriptor, level);
      fitLeaves.add(saysBesides, level, access, stage1, combined);
    }
  }

  private static void permissionFault(int level, long ipa, boolean write, Translation result) {
    result.fault(FaultKind.PERMISSION, FaultStage.STAGE2, level, ipa, write);
  }

  private static void fault(
      FaultKind kind, int level, long ipa, AccessRequest access, Translation result) {
    FaultStage stage = access.kind().group() == AccessKind.Group.STAGE1
        ? FaultStage.STAGE2_ON_STAGE1_WALK
        : FaultStage.STAGE2;
    result.fault(kind, stage, level, ipa, access.isWriteOnly());
  }
}
