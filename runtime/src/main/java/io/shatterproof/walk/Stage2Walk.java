package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;

/**
 * Translates IPAs by walking stage 2 tables: the one walking loop of the machine.
 *
 * <p>Nothing is allocated but the result. Access flag and dirty state are never updated by hardware
 * here.
 *
 * @see "Arm pseudocode AArch64_S2Translate(), AArch64_S2Walk()"
 */
public final class Stage2Walk {
  private final DescriptorSource source;
  private final Stage2Geometry geometry;
  private final S2Format format;
  private final boolean xnx;

  /**
   * Binds the loop to its tables.
   *
   * @param xnx whether FEAT_XNX is implemented
   */
  public Stage2Walk(DescriptorSource source, Stage2Geometry geometry, boolean xnx) {
    this.source = source;
    this.geometry = geometry;
    this.format = S2Format.of(geometry.granule());
    this.xnx = xnx;
  }

  /**
   * What an access to {@code ipa} meets. Only the first fault in the architecture's order is
   * reported: per level Translation before Address size, and at the leaf Address size before Access
   * flag before Permission. Input size and start table are checked first, and report level 0
   * whatever the start level.
   *
   * @param rootPa first byte of the start table, VTTBR_EL2.BADDR
   */
  public Outcome walk(long rootPa, long ipa, AccessKind kind, WalkListener listener) {
    if (!geometry.covers(ipa)) {
      return new Outcome.Faulted(FaultKind.TRANSLATION, 0);
    }
    int level = geometry.startLevel();
    long pa = geometry.descriptorPa(rootPa, ipa, level);
    if (geometry.exceedsOutputSize(pa)) {
      return new Outcome.Faulted(FaultKind.ADDRESS_SIZE, 0);
    }
    for (; ; level++) {
      long descriptor = source.read(pa);
      if (descriptor == 0 && !source.isBacked(pa)) {
        return new Outcome.Faulted(FaultKind.EXTERNAL, level);
      }
      listener.descriptorRead(level, pa, descriptor);
      switch (format.kind(descriptor, level)) {
        case INVALID, RESERVED -> {
          return new Outcome.Faulted(FaultKind.TRANSLATION, level);
        }
        case BLOCK, PAGE -> {
          return leaf(descriptor, level, ipa, kind);
        }
        case TABLE -> {
          pa = geometry.descriptorPa(format.nextTablePa(descriptor), ipa, level + 1);
          if (geometry.exceedsOutputSize(pa)) {
            return new Outcome.Faulted(FaultKind.ADDRESS_SIZE, level);
          }
        }
      }
    }
  }

  private Outcome leaf(long descriptor, int level, long ipa, AccessKind kind) {
    long outputAddress = format.outputAddress(descriptor, level);
    if (geometry.exceedsOutputSize(outputAddress)) {
      return new Outcome.Faulted(FaultKind.ADDRESS_SIZE, level);
    }
    if (!S2Descriptor.accessFlag(descriptor)) {
      return new Outcome.Faulted(FaultKind.ACCESS_FLAG, level);
    }
    if (!S2Descriptor.permits(descriptor, kind, xnx)) {
      return new Outcome.Faulted(FaultKind.PERMISSION, level);
    }
    long offset = ipa & (geometry.granule().entrySizeBytes(level) - 1);
    return new Outcome.Translated(outputAddress | offset, level, AccessAttributes.NORMAL_WB);
  }
}
