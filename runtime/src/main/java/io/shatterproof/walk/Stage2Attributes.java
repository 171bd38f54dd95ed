package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
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
 * <p>Nothing is kept between two calls, and nothing allocated.
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
    return type(S2Descriptor.memAttr(descriptor), stage1).isDevice();
  }

  private MemoryType type(int memAttr, AccessAttributes stage1) {
    return controls.forcesAttributes()
        ? AttributeRules.typeWithFwb(memAttr, stage1.type())
        : AttributeRules.type(memAttr);
  }

  /** Whether memory of that type is Normal, and not Non-cacheable on both sides. */
  boolean isCached(long descriptor, AccessAttributes stage1) {
    if (isDevice(descriptor, stage1)) {
      return false;
    }
    int memAttr = S2Descriptor.memAttr(descriptor);
    if (controls.forcesAttributes()) {
      return AttributeRules.cacheabilityWithFwb(memAttr, stage1.inner()).isCacheable()
          || AttributeRules.cacheabilityWithFwb(memAttr, stage1.outer()).isCacheable();
    }
    return innerPolicy(memAttr) != Cacheability.Policy.NC
        || outerPolicy(memAttr) != Cacheability.Policy.NC;
  }

  /** Whether tags that stage 1 has are out of reach. */
  boolean hasNoTagAccess(long descriptor) {
    int memAttr = S2Descriptor.memAttr(descriptor);
    return controls.mtePerm()
        && (controls.forcesAttributes()
            ? AttributeRules.isNoTagAccessWithFwb(memAttr)
            : AttributeRules.isNoTagAccess(memAttr));
  }

  /** Writes the attributes of the access, with the overrides of HCR_EL2. */
  void combine(long descriptor, AccessRequest access, AccessAttributes stage1, Translation result) {
    boolean forces = controls.forcesAttributes();
    int memAttr = S2Descriptor.memAttr(descriptor);
    MemoryType type = type(memAttr, stage1);
    boolean isReplaced = isReplaced(access, type);
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
    result.memory(type, inner, outer);
    result.shareability(
        inner.isCacheable() || outer.isCacheable()
            ? AttributeRules.combine(stage1.shareability(), shareability(descriptor))
            : Shareability.OUTER);
    result.xs(stage1.xs()
        && !S2Descriptor.fnxs(descriptor)
        && !(forces
            ? AttributeRules.forcesWriteBack(memAttr)
            : AttributeRules.isWriteBack(inner, outer)));
    result.tagging(
        isReplaced && forces
            ? Tagging.UNTAGGED
            : AttributeRules.tagging(stage1.tagging(), type, inner, outer),
        !isReplaced && stage1.tagging() == Tagging.ALLOCATION_TAGGED && hasNoTagAccess(descriptor));
  }

  /** Whether the access has Normal Non-cacheable memory in place of what the leaf says. */
  private boolean isReplaced(AccessRequest access, MemoryType type) {
    return switch (access.kind().group()) {
      case FETCH -> type.isDevice() || controls.disablesFetchCache();
      case STAGE1 -> type.isDevice() || controls.disablesDataCache();
      case DATA, CACHE, ADDRESS_TRANSLATION -> !type.isDevice() && controls.disablesDataCache();
    };
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
    if (field != Shareability.RESERVED) {
      return field;
    }
    return switch (choices.of(Knob.RESERVED_SHAREABILITY)) {
      case 0 -> Shareability.OUTER;
      case 1 -> Shareability.INNER;
      default -> Shareability.NON;
    };
  }
}
