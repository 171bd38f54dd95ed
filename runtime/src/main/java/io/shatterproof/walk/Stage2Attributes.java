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
 * What the attributes of a stage 2 leaf mean, and what becomes of them: with HCR_EL2.FWB = 0 they are
 * combined with those of stage 1, with FWB = 1 they say what is made of those.
 *
 * @see "Arm pseudocode S2DecodeMemAttrs(), AArch64_S2ApplyFWBMemAttrs(), S2CombineS1MemAttrs()"
 */
final class Stage2Attributes {
  private final Stage2Regime.Controls controls;
  private final boolean hasSharedAddressBits;
  private final Choices choices;

  Stage2Attributes(Stage2Regime regime, Choices choices) {
    this.controls = regime.controls();
    this.hasSharedAddressBits = regime.format().hasSharedAddressBits();
    this.choices = choices;
  }

  /** Whether the type that the checks go by is Device: that of stage 2, with FWB = 1 the combined. */
  boolean isDevice(long descriptor, AccessAttributes stage1) {
    return type(memAttr(descriptor), stage1).isDevice();
  }

  /** The field of a leaf; with FWB the value that a reserved one counts as. */
  private int memAttr(long descriptor) {
    int memAttr = S2Descriptor.memAttr(descriptor);
    return controls.forcesAttributes() && (memAttr & 0b111) == 0b100
        ? (memAttr & 0b1000) | countsAs()
        : memAttr;
  }

  private int countsAs() {
    return switch (choices.of(Knob.RESERVED_FWB_MEMATTR)) {
      case 0 -> 0b101;
      case 1 -> 0b110;
      case 2 -> 0b111;
      case 3 -> 0b000;
      case 4 -> 0b001;
      case 5 -> 0b010;
      default -> 0b011;
    };
  }

  private MemoryType type(int memAttr, AccessAttributes stage1) {
    return controls.forcesAttributes()
        ? AttributeRules.typeWithFwb(memAttr, stage1.type())
        : AttributeRules.type(memAttr);
  }

  /**
   * Whether stage 2 makes memory of a data access Normal, and not Non-cacheable on both sides; which
   * HCR_EL2.CD makes all of it.
   */
  boolean isCached(long descriptor, AccessAttributes stage1) {
    if (isDevice(descriptor, stage1) || controls.disablesDataCache()) {
      return false;
    }
    int memAttr = memAttr(descriptor);
    if (controls.forcesAttributes()) {
      return AttributeRules.cacheabilityWithFwb(memAttr, stage1.inner()).isCacheable()
          || AttributeRules.cacheabilityWithFwb(memAttr, stage1.outer()).isCacheable();
    }
    return innerPolicy(memAttr) != Cacheability.Policy.NC
        || outerPolicy(memAttr) != Cacheability.Policy.NC;
  }

  /** Whether tags that stage 1 has are out of reach. */
  boolean hasNoTagAccess(long descriptor) {
    int memAttr = memAttr(descriptor);
    return controls.mtePerm()
        && (controls.forcesAttributes()
            ? AttributeRules.isNoTagAccessWithFwb(memAttr)
            : AttributeRules.isNoTagAccess(memAttr));
  }

  /** The attributes of the access, with the overrides of HCR_EL2. */
  AccessAttributes combine(long descriptor, AccessRequest access, AccessAttributes stage1) {
    AccessKind.Group group = access.kind().group();
    boolean forces = controls.forcesAttributes();
    int memAttr = memAttr(descriptor);
    MemoryType type = type(memAttr, stage1);
    boolean isReplaced = isReplaced(group, type);
    if (isReplaced) {
      type = MemoryType.NORMAL;
    }
    if (!forces) {
      type = type.and(stage1.type());
    }
    Cacheability inner = Cacheability.NC;
    Cacheability outer = Cacheability.NC;
    if (!isReplaced && !type.isDevice()) {
      inner = forces
          ? AttributeRules.cacheabilityWithFwb(memAttr, stage1.inner())
          : stage1.inner().and(innerPolicy(memAttr));
      outer = forces
          ? AttributeRules.cacheabilityWithFwb(memAttr, stage1.outer())
          : stage1.outer().and(outerPolicy(memAttr));
    }
    Shareability shareability = inner.isCacheable() || outer.isCacheable()
        ? AttributeRules.combine(stage1.shareability(), shareability(descriptor))
        : Shareability.OUTER;
    boolean clearsXs = S2Descriptor.fnxs(descriptor)
        || (forces
            ? AttributeRules.forcesWriteBack(memAttr)
            : AttributeRules.isWriteBack(inner, outer));
    Tagging tagging = isReplaced && forces
        ? Tagging.UNTAGGED
        : AttributeRules.tagging(stage1.tagging(), type, inner, outer);
    boolean noTagAccess =
        !isReplaced && stage1.tagging() == Tagging.ALLOCATION_TAGGED && hasNoTagAccess(descriptor);
    return new AccessAttributes(
        type, inner, outer, shareability, stage1.xs() && !clearsXs, tagging, noTagAccess);
  }

  /** Whether the access has Normal Non-cacheable memory in place of what the leaf says. */
  private boolean isReplaced(AccessKind.Group group, MemoryType type) {
    if (type.isDevice()) {
      return group == AccessKind.Group.FETCH || group == AccessKind.Group.STAGE1;
    }
    return group == AccessKind.Group.FETCH
        ? controls.disablesFetchCache()
        : controls.disablesDataCache();
  }

  private Cacheability.Policy innerPolicy(int memAttr) {
    if (AttributeRules.isReserved(memAttr, controls.mtePerm())) {
      return switch (choices.of(Knob.RESERVED_MEMATTR)) {
        case 0 -> Cacheability.Policy.NC;
        case 1 -> Cacheability.Policy.WT;
        default -> Cacheability.Policy.WB;
      };
    }
    return AttributeRules.isNoTagAccess(memAttr)
        ? Cacheability.Policy.WB
        : AttributeRules.policy(memAttr & 0b11);
  }

  private Cacheability.Policy outerPolicy(int memAttr) {
    return controls.mtePerm() && AttributeRules.isNoTagAccess(memAttr)
        ? Cacheability.Policy.WB
        : AttributeRules.policy(memAttr >>> 2);
  }

  private Shareability shareability(long descriptor) {
    Shareability field = hasSharedAddressBits
        ? controls.shareabilityOfLeaves()
        : S2Descriptor.shareability(descriptor);
    return ReservedFields.shareability(field, choices);
  }
}
