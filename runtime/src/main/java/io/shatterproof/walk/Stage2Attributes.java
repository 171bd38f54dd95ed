package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.AttributeRules;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.Tagging;
import io.shatterproof.arch.regime.Stage2Regime;

/**
 * The attributes of a stage 2 leaf, and what becomes of them: with HCR_EL2.FWB = 0 those of stage 2
 * until they are combined with stage 1, with FWB = 1 combined from the beginning.
 *
 * @see "Arm pseudocode S2DecodeMemAttrs(), AArch64_S2ApplyFWBMemAttrs(), S2CombineS1MemAttrs()"
 */
final class Stage2Attributes {
  private final Stage2Regime.Controls controls;
  private final boolean hasSharedAddressBits;
  private final Choices choices;

  private MemoryType type = MemoryType.NORMAL;
  private Cacheability inner = Cacheability.NC;
  private Cacheability outer = Cacheability.NC;
  private Shareability shareability = Shareability.OUTER;
  private boolean xs;
  private Tagging tagging = Tagging.UNTAGGED; // with FWB = 0 that of stage 1 counts, once combined
  private boolean noTagAccess;

  Stage2Attributes(Stage2Regime regime, Choices choices) {
    this.controls = regime.controls();
    this.hasSharedAddressBits = regime.format().hasSharedAddressBits();
    this.choices = choices;
  }

  /** Reads them from a leaf. */
  void decode(long descriptor, AccessAttributes stage1) {
    int memAttr = S2Descriptor.memAttr(descriptor);
    boolean clearsXs = S2Descriptor.fnxs(descriptor);
    shareability = shareability(descriptor);
    if (controls.forcesAttributes()) {
      decodeWithFwb(memAttr, clearsXs, stage1);
    } else {
      decodeAlone(memAttr);
      xs = !clearsXs;
    }
  }

  private Shareability shareability(long descriptor) {
    Shareability field = hasSharedAddressBits
        ? controls.shareabilityOfLeaves()
        : S2Descriptor.shareability(descriptor);
    if (field != Shareability.RESERVED) {
      return field;
    }
    return switch (choices.of(Knob.RESERVED_SHAREABILITY)) {
      case 0 -> Shareability.OUTER;
      case 1 -> Shareability.INNER;
      default -> Shareability.NON;
    };
  }

  private void decodeAlone(int memAttr) {
    type = AttributeRules.type(memAttr);
    noTagAccess = controls.mtePerm() && AttributeRules.isNoTagAccess(memAttr);
    if (type.isDevice()) {
      inner = Cacheability.NC;
      outer = Cacheability.NC;
    } else if (noTagAccess) {
      inner = Cacheability.WB_RAWA;
      outer = Cacheability.WB_RAWA;
    } else {
      outer = withAllHints(AttributeRules.policy(memAttr >>> 2));
      inner = withAllHints(
          AttributeRules.isReserved(memAttr, controls.mtePerm())
              ? reserved()
              : AttributeRules.policy(memAttr & 0b11));
    }
  }

  private Cacheability.Policy reserved() {
    return switch (choices.of(Knob.RESERVED_MEMATTR)) {
      case 0 -> Cacheability.Policy.NC;
      case 1 -> Cacheability.Policy.WT;
      default -> Cacheability.Policy.WB;
    };
  }

  private static Cacheability withAllHints(Cacheability.Policy policy) {
    return Cacheability.WB_RAWA.and(policy);
  }

  private void decodeWithFwb(int memAttr, boolean clearsXs, AccessAttributes stage1) {
    type = AttributeRules.typeWithFwb(memAttr, stage1.type());
    if (type.isDevice()) {
      inner = Cacheability.NC;
      outer = Cacheability.NC;
    } else {
      inner = AttributeRules.cacheabilityWithFwb(memAttr, stage1.inner());
      outer = AttributeRules.cacheabilityWithFwb(memAttr, stage1.outer());
    }
    xs = stage1.xs() && !clearsXs && !AttributeRules.forcesWriteBack(memAttr);
    tagging = AttributeRules.tagging(stage1.tagging(), type, inner, outer);
    noTagAccess = controls.mtePerm() && AttributeRules.isNoTagAccessWithFwb(memAttr);
  }

  boolean isDevice() {
    return type.isDevice();
  }

  /** Whether memory is Normal, and not Non-cacheable on both sides. */
  boolean isCached() {
    return !type.isDevice() && (inner.isCacheable() || outer.isCacheable());
  }

  boolean noTagAccess() {
    return noTagAccess;
  }

  /** Writes the attributes of the access, with the overrides of HCR_EL2. */
  void combine(AccessRequest access, AccessAttributes stage1, Translation result) {
    override(access);
    if (!controls.forcesAttributes()) {
      combineTypes(stage1);
    }
    result.memory(type, inner, outer);
    result.shareability(AttributeRules.effective(
        type, inner, outer, AttributeRules.combine(stage1.shareability(), shareability)));
    result.xs(xs);
    result.tagging(tagging, noTagAccess && stage1.tagging() == Tagging.ALLOCATION_TAGGED);
  }

  private void override(AccessRequest access) {
    boolean isFetch = access.kind().group() == AccessKind.Group.FETCH;
    boolean isWalk = access.kind().group() == AccessKind.Group.STAGE1;
    boolean isReplaced = isFetch
        ? type.isDevice() || controls.disablesFetchCache()
        : (isWalk && type.isDevice()) || (!type.isDevice() && controls.disablesDataCache());
    if (isReplaced) {
      type = MemoryType.NORMAL;
      inner = Cacheability.NC;
      outer = Cacheability.NC;
      shareability = Shareability.OUTER;
      tagging = Tagging.UNTAGGED;
      noTagAccess = false;
    }
  }

  private void combineTypes(AccessAttributes stage1) {
    type = type.and(stage1.type());
    if (type.isDevice()) {
      inner = Cacheability.NC;
      outer = Cacheability.NC;
    } else {
      inner = stage1.inner().and(inner.policy());
      outer = stage1.outer().and(outer.policy());
    }
    xs = xs
        && stage1.xs()
        && !(type == MemoryType.NORMAL && AttributeRules.isWriteBack(inner, outer));
    tagging = AttributeRules.tagging(stage1.tagging(), type, inner, outer);
  }
}
