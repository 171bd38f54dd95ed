package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.FaultStage;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S1Descriptor;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.regime.Stage1Regime;
import io.shatterproof.arch.regime.Stage2Regime;

/**
 * Both stages of translation of the Non-secure EL1&amp;0 regime, with the registers of one PE.
 *
 * <p>Not thread-safe.
 *
 * @see "Arm pseudocode AArch64_FullTranslate(), AArch64_S1Translate()"
 */
public final class GuestWalk {
  private final DescriptorMemory memory;
  private final Platform platform;
  private final Stage1Regime regime;
  private final Choices choices;
  private final Stage2Walk stage2;
  private final Tlb tlb;

  /**
   * Binds registers to memory.
   *
   * @param choices answers what the architecture leaves open
   */
  public GuestWalk(
      DescriptorMemory memory, Platform platform, RegisterFile registers, Choices choices) {
    this(memory, platform, registers, choices, Tlb.NONE);
  }

  /** Binds registers to memory and to a TLB, as {@link #GuestWalk} without one. */
  public GuestWalk(
      DescriptorMemory memory,
      Platform platform,
      RegisterFile registers,
      Choices choices,
      Tlb tlb) {
    this.tlb = tlb;
    this.memory = memory;
    this.platform = platform;
    this.regime = new Stage1Regime(platform, registers);
    this.choices = choices;
    this.stage2 =
        new Stage2Walk(memory, Stage2Regime.of(platform, registers, choices), choices, tlb);
  }

  /**
   * Translates a virtual address. A fault of stage 2 on the walk of stage 1 comes before whatever
   * stage 1 would find later, and a fault of stage 1 before stage 2 of its output.
   */
  public void translate(long va, AccessRequest access, Translation result) {
    if (regime.isOn()) {
      translateByTables(va, access, result);
    } else {
      translateFlat(va, access, result);
    }
  }

  /** See Arm pseudocode AArch64_S1DisabledOutput(). */
  private void translateFlat(long va, AccessRequest access, Translation result) {
    AccessAttributes attributes = regime.attributesWhenOff(access.kind() == AccessKind.FETCH);
    long ipa = regime.flatInput(va);
    if (ipa >>> platform.paBits() != 0) {
      fault(FaultKind.ADDRESS_SIZE, 0, access, result);
    } else if (isMisaligned(access, attributes)) {
      fault(FaultKind.ALIGNMENT, 0, access, result);
    } else {
      translateIpa(ipa, access, attributes, result);
    }
  }

  private void translateIpa(
      long ipa, AccessRequest access, AccessAttributes attributes, Translation result) {
    if (access.kind().isStage1Only()) {
      result.address(ipa, Outcome.NO_LEVEL, ipa);
      result.attributes(attributes);
    } else {
      stage2.translate(ipa, access, attributes, WalkListener.NONE, result);
    }
  }

  private void translateByTables(long va, AccessRequest access, Translation result) {
    Stage1Regime.Half half = regime.half(va);
    if (!half.translates(va)) {
      fault(FaultKind.TRANSLATION, 0, access, result);
      return;
    }
    Stage1Walk walk = new Stage1Walk(half, va, access, result);
    boolean isChanged;
    do {
      isChanged = !walk.translateOnce(half.input(va));
    } while (isChanged);
  }

  /** One translation by the tables of stage 1. */
  private final class Stage1Walk {
    private final Stage1Regime.Half half;
    private final long va;
    private final AccessRequest access;
    private final Translation result;
    private final GuestTables tables;
    private final TableWalk walk;
    private long tableLimits;

    Stage1Walk(Stage1Regime.Half half, long va, AccessRequest access, Translation result) {
      this.half = half;
      this.va = va;
      this.access = access;
      this.result = result;
      this.tables = new GuestTables(memory, stage2, result);
      this.walk =
          new TableWalk(tables, half.geometry(), half.format(), regime.isBigEndian(), false);
    }

    /** False if a descriptor changed between its read and its update, so that all begins anew. */
    boolean translateOnce(long input) {
      tables.beginFor(access);
      tableLimits = 0;
      switch (walk(input)) {
        case ROOT_ADDRESS_SIZE -> fault(FaultKind.ADDRESS_SIZE, 0, access, result);
        case ABORTED -> abort();
        case INVALID -> fault(FaultKind.TRANSLATION, walk.level(), access, result);
        case TABLE_ADDRESS_SIZE -> fault(FaultKind.ADDRESS_SIZE, walk.level(), access, result);
        case LEAF -> {
          return leaf(input);
        }
      }
      return true;
    }

    private TableWalk.End walk(long input) {
      if (tlb.startsAtEntry(true, va, access)) {
        tableLimits = tlb.tableLimits();
        return walk.resume(
            tlb.level(), tlb.descriptorAddress(), tlb.descriptor(), input, this::read);
      }
      return walk.walk(half.rootIpa(), 0, input, this::read);
    }

    private void read(int level, long descriptorIpa, long descriptor) {
      if (half.format().isTable(descriptor, level)) {
        tlb.tableRead(true, level, va, descriptorIpa, descriptor, tableLimits);
        if (half.hasTableLimits()) {
          tableLimits |= S1Descriptor.tableLimits(descriptor);
        }
      }
    }

    /** Stage 2 refused a descriptor, and told why; or memory did not answer. */
    private void abort() {
      if (!tables.isRefused()) {
        fault(FaultKind.EXTERNAL, walk.level(), access, result);
      }
    }

    private boolean leaf(long input) {
      long descriptor = walk.descriptor();
      int level = walk.level();
      long outputAddress = half.format().outputAddress(descriptor, level);
      boolean isUnusable =
          level < 3 && platform.hasBbm() && S2Descriptor.notTranslating(descriptor);
      if (isUnusable && choices.of(Knob.NT_BLOCK) == 1) {
        fault(FaultKind.TRANSLATION, level, access, result);
        return true;
      }
      if (half.geometry().exceedsOutputSize(outputAddress)) {
        fault(FaultKind.ADDRESS_SIZE, level, access, result);
        return true;
      }
      if (!S2Descriptor.accessFlag(descriptor)
          && !regime.setsAccessFlag()
          && (access.kind().group() != AccessKind.Group.CACHE
              || choices.of(Knob.CACHE_MAINTENANCE_AF) == 1)) {
        fault(FaultKind.ACCESS_FLAG, level, access, result);
        return true;
      }
      AccessAttributes memory = regime.attributes(
          S1Descriptor.attributeIndex(descriptor),
          ReservedFields.shareability(S2Descriptor.shareability(descriptor), choices));
      boolean isRefused = isRefused(descriptor, level, memory);
      long updated = updated(descriptor, isRefused);
      if (updated != descriptor) {
        if (!walk.canUpdate()) {
          abort();
          return true;
        }
        if (!walk.update(updated)) {
          return false;
        }
      }
      if (S2Descriptor.accessFlag(updated)) {
        tlb.leafUsed(true, level, va, walk.descriptorPa(), updated, tableLimits, access);
      }
      if (isRefused) {
        isRefused(descriptor, level, memory); // again: stage 2 of the update had the result
        return true;
      }
      AccessAttributes attributes = regime.handedOn(
          memory, access.kind() == AccessKind.FETCH, choices.of(Knob.STAGE1_SHAREABILITY) == 1);
      if (access.kind().is64Bytes() && attributes.isCacheable()) {
        fault(FaultKind.UNSUPPORTED, level, access, result);
        return true;
      }
      long offset = input & (half.geometry().granule().entrySizeBytes(level) - 1);
      translateIpa(outputAddress | offset, access, attributes, result);
      return true;
    }

    /**
     * Alignment, then Permission.
     *
     * @see "Arm pseudocode AArch64_S1HasAlignmentFault(), AArch64_S1CheckPermissions()"
     */
    private boolean isRefused(long descriptor, int level, AccessAttributes memory) {
      if (isMisaligned(access, memory)) {
        fault(FaultKind.ALIGNMENT, level, access, result);
        return true;
      }
      AccessKind kind = access.kind();
      int el = access.el();
      boolean setsDirtyState = regime.setsDirtyState();
      boolean readable = S1Descriptor.permitsRead(descriptor, tableLimits, el);
      boolean writable = S1Descriptor.permitsWrite(descriptor, tableLimits, el, setsDirtyState);
      boolean isRefused = switch (kind.group()) {
        case FETCH ->
          (memory.type().isDevice() && choices.of(Knob.FETCH_FROM_DEVICE) == 1)
              || !S1Descriptor.permitsFetch(
                  descriptor, tableLimits, el, setsDirtyState, regime.writableIsNotExecutable());
        case CACHE -> isMaintenanceRefused(readable, writable);
        case DATA, ADDRESS_TRANSLATION, STAGE1 -> false; // which tells the direction
      };
      if (isRefused) {
        fault(FaultKind.PERMISSION, level, access, result);
      } else if (kind.reads() && !readable) {
        permissionFault(level, false, result);
      } else if (kind.writes() && !writable) {
        permissionFault(level, true, result);
      } else {
        return false;
      }
      return true;
    }

    private boolean isMaintenanceRefused(boolean readable, boolean writable) {
      if (access.kind() == AccessKind.DC_IVAC) {
        return !writable;
      }
      if (access.el() != 0) {
        return false;
      }
      boolean needsWrite = regime.cacheMaintenanceWrites();
      return switch (access.kind()) {
        case IC_IVAU ->
          (!readable && choices.of(Knob.IC_IVAU_PERMISSION) == 1) || (needsWrite && !writable);
        case DC_CIVAC -> !readable || (needsWrite && !writable);
        default -> !readable;
      };
    }

    private long updated(long descriptor, boolean isRefused) {
      long updated = descriptor;
      boolean isTranslation = access.kind().group() == AccessKind.Group.ADDRESS_TRANSLATION;
      if (!S2Descriptor.accessFlag(descriptor)
          && regime.setsAccessFlag()
          && !(isRefused && choices.of(Knob.AF_UPDATE_ON_FAULT) == 0)
          && !(isTranslation && choices.of(Knob.AT_AF_UPDATE) == 1)) {
        updated = S1Descriptor.withAccessFlag(updated);
      }
      boolean isWriteOfCleanLeaf = regime.setsDirtyState()
          && S2Descriptor.accessFlag(updated) // what is dirty was accessed
          && S1Descriptor.dirtyBitModifier(descriptor)
          && S1Descriptor.isReadOnly(descriptor)
          && access.kind().writes()
          && !isTranslation;
      return isWriteOfCleanLeaf && setsDirtyState(isRefused)
          ? S1Descriptor.withWritePermission(updated)
          : updated;
    }

    private boolean setsDirtyState(boolean isRefused) {
      return !isRefused
          || (result.faultKind() == FaultKind.ALIGNMENT
              && choices.of(Knob.DIRTY_UPDATE_ON_FAULT) == 1);
    }
  }

  private boolean isMisaligned(AccessRequest access, AccessAttributes attributes) {
    return DeviceAlignment.matters(access)
        && attributes.type().isDevice()
        && DeviceAlignment.isRefused(access, choices);
  }

  private static void permissionFault(int level, boolean write, Translation result) {
    result.fault(FaultKind.PERMISSION, FaultStage.STAGE1, level, 0, write);
  }

  private static void fault(FaultKind kind, int level, AccessRequest access, Translation result) {
    result.fault(kind, FaultStage.STAGE1, level, 0, access.isWriteOnly());
  }
}
