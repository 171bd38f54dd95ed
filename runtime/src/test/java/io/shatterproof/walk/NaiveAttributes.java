package io.shatterproof.walk;

import static io.shatterproof.walk.NaiveWalk.bit;
import static io.shatterproof.walk.NaiveWalk.number;
import static io.shatterproof.walk.NaiveWalk.unsigned;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import java.math.BigInteger;
import java.util.List;

/** The attributes of a leaf and those of the access, as the tables of the manual have them. */
final class NaiveAttributes {
  private static final List<MemoryType> DEVICES = List.of(
      MemoryType.DEVICE_NGNRNE,
      MemoryType.DEVICE_NGNRE,
      MemoryType.DEVICE_NGRE,
      MemoryType.DEVICE_GRE);

  private final WalkCase given;
  private final AccessAttributes stage1;
  private final boolean hasFwb;
  private final int memAttr;
  private final boolean fnxs;
  private final boolean noTagAccess;

  // Those of stage 2; with FWB = 1 they are already those of both stages.
  private MemoryType type;
  private String inner; // "NC", "WT" or "WB"
  private String outer;
  private final Shareability shareability;

  NaiveAttributes(WalkCase given, BigInteger descriptor, boolean ds) {
    this.given = given;
    this.stage1 = given.stage1();
    this.hasFwb = has(Feature.S2FWB) && hcr(46);
    this.memAttr = countedAs(number(descriptor, 5, 2));
    this.fnxs = bit(descriptor, 11);
    BigInteger vtcr = unsigned(given.registers().value(SystemRegister.VTCR_EL2));
    this.shareability = shareability(ds ? number(vtcr, 13, 12) : number(descriptor, 9, 8));
    this.noTagAccess = has(Feature.MTE_PERM) && (hasFwb ? memAttr >= 0b1110 : memAttr == 0b0100);
    this.type = MemoryType.NORMAL;
    this.inner = "NC";
    this.outer = "NC";
    if (hasFwb) {
      decodeWithFwb();
    } else {
      decode();
    }
  }

  private int countedAs(int field) {
    List<Integer> others = List.of(5, 6, 7, 0, 1, 2, 3);
    return hasFwb && field % 8 == 4
        ? field - 4 + others.get(given.choice(Knob.RESERVED_FWB_MEMATTR))
        : field;
  }

  private Shareability shareability(int field) {
    return switch (field) {
      case 0 -> Shareability.NON;
      case 2 -> Shareability.OUTER;
      case 3 -> Shareability.INNER;
      default ->
        List.of(Shareability.OUTER, Shareability.INNER, Shareability.NON)
            .get(given.choice(Knob.RESERVED_SHAREABILITY));
    };
  }

  private void decode() {
    int high = memAttr / 4;
    int low = memAttr % 4;
    if (high == 0) {
      type = DEVICES.get(low);
      return;
    }
    List<String> policies = List.of(
        List.of("NC", "WT", "WB").get(given.choice(Knob.RESERVED_MEMATTR)), "NC", "WT", "WB");
    outer = noTagAccess ? "WB" : policies.get(high);
    inner = noTagAccess ? "WB" : policies.get(low);
  }

  private void decodeWithFwb() {
    int field = memAttr % 8;
    if (field < 4) {
      type = stricter(stage1.type(), DEVICES.get(field));
    } else if (field == 6) {
      inner = "WB";
      outer = "WB";
    } else {
      type = stage1.type();
      if (field == 7 && type == MemoryType.NORMAL) {
        inner = policy(stage1.inner());
        outer = policy(stage1.outer());
      }
    }
  }

  boolean isDevice() {
    return type != MemoryType.NORMAL;
  }

  /** Whether data is cached, as stage 2 says; HCR_EL2.CD has the last word. */
  boolean isCached() {
    return !isDevice() && !hcr(32) && !(inner.equals("NC") && outer.equals("NC"));
  }

  boolean noTagAccess() {
    return noTagAccess;
  }

  /** The attributes of the access. */
  AccessAttributes combined() {
    AccessKind kind = given.access().kind();
    boolean isFetch = kind == AccessKind.FETCH;
    boolean isWalk = kind == AccessKind.STAGE1_WALK || kind == AccessKind.STAGE1_UPDATE;
    boolean isReplaced = (isWalk && isDevice())
        || (isFetch && (isDevice() || hcr(33)))
        || (!isFetch && !isDevice() && hcr(32));
    boolean isForced = hasFwb && memAttr % 8 == 6;
    if (isReplaced) {
      type = MemoryType.NORMAL;
      inner = "NC";
      outer = "NC";
    }
    MemoryType finalType = hasFwb ? type : stricter(stage1.type(), type);
    Cacheability finalInner = combined(finalType, stage1.inner(), inner);
    Cacheability finalOuter = combined(finalType, stage1.outer(), outer);
    boolean isWriteBack = finalType == MemoryType.NORMAL
        && policy(finalInner).equals("WB")
        && policy(finalOuter).equals("WB");
    boolean xs = stage1.xs() && !fnxs && !(hasFwb ? isForced : isWriteBack);
    return new AccessAttributes(
        finalType,
        finalInner,
        finalOuter,
        shareability(finalType, finalInner, finalOuter, isReplaced),
        xs,
        tagging(finalType, finalInner, finalOuter, isReplaced),
        noTagAccess && !isReplaced && stage1.tagging() == Tagging.ALLOCATION_TAGGED);
  }

  private Cacheability combined(MemoryType finalType, Cacheability one, String other) {
    if (finalType != MemoryType.NORMAL || other.equals("NC")) {
      return Cacheability.NC;
    }
    if (!one.isCacheable()) {
      return hasFwb ? Cacheability.WB_RAWA : Cacheability.NC;
    }
    String policy = hasFwb ? other : policy(one).equals("WT") ? "WT" : other;
    return Cacheability.of(
        Cacheability.Policy.valueOf(policy),
        one.readAllocate(),
        one.writeAllocate(),
        one.isTransient());
  }

  private Shareability shareability(
      MemoryType finalType, Cacheability finalInner, Cacheability finalOuter, boolean isReplaced) {
    boolean isUncached = finalType != MemoryType.NORMAL
        || (finalInner == Cacheability.NC && finalOuter == Cacheability.NC);
    List<Shareability> both = List.of(stage1.shareability(), shareability);
    if (isUncached || isReplaced || both.contains(Shareability.OUTER)) {
      return Shareability.OUTER;
    }
    return both.contains(Shareability.INNER) ? Shareability.INNER : Shareability.NON;
  }

  private Tagging tagging(
      MemoryType finalType, Cacheability finalInner, Cacheability finalOuter, boolean isReplaced) {
    if (hasFwb && isReplaced) {
      return Tagging.UNTAGGED;
    }
    boolean holdsTags = finalType == MemoryType.NORMAL
        && finalInner == Cacheability.WB_RAWA
        && finalOuter == Cacheability.WB_RAWA;
    return stage1.tagging() == Tagging.ALLOCATION_TAGGED && !holdsTags
        ? Tagging.UNTAGGED
        : stage1.tagging();
  }

  private static MemoryType stricter(MemoryType one, MemoryType other) {
    for (MemoryType device : DEVICES) {
      if (one == device || other == device) {
        return device;
      }
    }
    return MemoryType.NORMAL;
  }

  private static String policy(Cacheability cacheability) {
    return cacheability.policy().name();
  }

  private boolean has(Feature feature) {
    return given.platform().features().contains(feature);
  }

  private boolean hcr(int place) {
    return bit(unsigned(given.registers().value(SystemRegister.HCR_EL2)), place);
  }
}
