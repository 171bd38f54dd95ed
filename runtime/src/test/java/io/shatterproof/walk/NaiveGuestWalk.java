package io.shatterproof.walk;

import static io.shatterproof.walk.NaiveWalk.bit;
import static io.shatterproof.walk.NaiveWalk.number;
import static io.shatterproof.walk.NaiveWalk.part;
import static io.shatterproof.walk.NaiveWalk.unsigned;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.FaultKind;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Outcome;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Both stages once more, one rule after the other; stage 2 is the {@link NaiveWalk}. The address of
 * the case is the virtual one, its {@link WalkCase#stage1} means nothing.
 */
final class NaiveGuestWalk {
  private static final Pattern REACHED = Pattern.compile("ok level \\S+ 0x([0-9a-f]+) .*");

  /** Levels of blocks. */
  private static final List<String> BLOCKS = List.of("4K 1", "4K 2", "16K 2", "64K 2");

  private final WalkCase given;
  private final WordMemory memory;
  private final NaiveWalk.ReadListener stage1Reads;
  private final NaiveWalk.ReadListener stage2Reads;
  private final BigInteger sctlr;
  private final BigInteger tcr;
  private final BigInteger hcr;
  private final BigInteger va;
  private final AccessKind kind;
  private final boolean isEl0;
  private final boolean isUpper;
  private final String granule;
  private final int pageBits;
  private final int inputBits;

  private int level;
  private String end = "";
  private BigInteger ipaOfDescriptor = BigInteger.ZERO;
  private BigInteger descriptor = BigInteger.ZERO;

  // What the tables on the way forbid.
  private boolean isReadOnlyBelow;
  private boolean isPrivilegedBelow;
  private boolean isNeverBelow; // executed, by the level of the access

  NaiveGuestWalk(
      WalkCase given,
      WordMemory memory,
      NaiveWalk.ReadListener stage1Reads,
      NaiveWalk.ReadListener stage2Reads) {
    this.given = given;
    this.memory = memory;
    this.stage1Reads = stage1Reads;
    this.stage2Reads = stage2Reads;
    this.sctlr = register(SystemRegister.SCTLR_EL1);
    this.tcr = register(SystemRegister.TCR_EL1);
    this.hcr = register(SystemRegister.HCR_EL2);
    this.va = unsigned(given.ipa());
    this.kind = given.access().kind();
    this.isEl0 = given.access().el() == 0;
    this.isUpper = bit(va, 55);
    this.granule = isUpper
        ? List.of("4K", "16K", "4K", "64K").get(number(tcr, 31, 30))
        : List.of("4K", "64K", "16K", "4K").get(number(tcr, 15, 14));
    this.pageBits = granule.equals("4K") ? 12 : granule.equals("16K") ? 14 : 16;
    this.inputBits = 64 - (isUpper ? number(tcr, 21, 16) : number(tcr, 5, 0));
  }

  /** How the access ends; {@link #memory} is as it is then. */
  String translate() {
    if (!bit(sctlr, 0) || bit(hcr, 12) || bit(hcr, 27)) {
      return translateFlat();
    }
    boolean isDisabled = bit(tcr, isUpper ? 23 : 7);
    int narrowest = !has(Feature.TTST) ? 25 : granule.equals("64K") ? 17 : 16;
    if (inputBits > 48 || inputBits < narrowest || isDisabled || !isInside()) {
      return fault(FaultKind.TRANSLATION, 0);
    }
    String result = null;
    while (result == null) {
      result = walk();
    }
    return result;
  }

  private boolean ignoresTop() {
    return bit(tcr, isUpper ? 38 : 37);
  }

  private boolean isInside() {
    int top = ignoresTop() ? 55 : 63;
    for (int place = inputBits; place <= top; place++) {
      if (bit(va, place) != isUpper) {
        return false;
      }
    }
    return true;
  }

  // ---------------------------------------------------------------- stage 1 is off

  private String translateFlat() {
    BigInteger ipa = ignoresTop() ? part(va, 55, 0) : va;
    if (ipa.bitLength() > given.platform().paBits()) {
      return fault(FaultKind.ADDRESS_SIZE, 0);
    }
    AccessAttributes attributes;
    if (bit(hcr, 12)) {
      attributes = new AccessAttributes(
          MemoryType.NORMAL,
          Cacheability.WB_RAWA,
          Cacheability.WB_RAWA,
          Shareability.NON,
          false,
          has(Feature.MTE2) && bit(hcr, 57) ? Tagging.ALLOCATION_TAGGED : Tagging.UNTAGGED,
          false);
    } else if (kind == AccessKind.FETCH) {
      attributes = normal(bit(sctlr, 12) ? Cacheability.WT_RA : Cacheability.NC, true);
    } else {
      attributes = AccessAttributes.device(MemoryType.DEVICE_NGNRNE, true);
    }
    return isMisaligned(attributes) ? fault(FaultKind.ALIGNMENT, 0) : finish(ipa, attributes);
  }

  private static AccessAttributes normal(Cacheability cacheability, boolean xs) {
    return AccessAttributes.normal(cacheability, Shareability.OUTER, xs);
  }

  // ---------------------------------------------------------------- the walk

  private int shift(int atLevel) {
    return pageBits + (3 - atLevel) * (pageBits - 3);
  }

  private int outputBits() {
    int ips = List.of(32, 36, 40, 42, 44, 48, 52, 56).get(number(tcr, 34, 32));
    return Math.min(Math.min(ips, 48), given.platform().paBits());
  }

  /** Null if a descriptor changed under the walk, so that it begins anew. */
  private @Nullable String walk() {
    isReadOnlyBelow = false;
    isPrivilegedBelow = false;
    isNeverBelow = false;
    level = 3;
    while (inputBits > shift(level - 1)) {
      level--;
    }
    int tableBits = inputBits - shift(level) + 3;
    BigInteger ttbr = register(isUpper ? SystemRegister.TTBR1_EL1 : SystemRegister.TTBR0_EL1);
    BigInteger table = part(ttbr, 47, tableBits).shiftLeft(tableBits);
    int highest = inputBits - 1;
    for (int from = level; ; level++) {
      BigInteger index = part(va, highest, shift(level));
      ipaOfDescriptor = table.or(index.shiftLeft(3));
      if (ipaOfDescriptor.bitLength() > outputBits()) {
        return fault(FaultKind.ADDRESS_SIZE, level == from ? 0 : level - 1);
      }
      if (!read()) {
        return end;
      }
      boolean isTable = level < 3 && bit(descriptor, 1);
      boolean isLeaf = level == 3 ? bit(descriptor, 1) : BLOCKS.contains(granule + " " + level);
      if (!bit(descriptor, 0) || !(isTable || isLeaf)) {
        return fault(FaultKind.TRANSLATION, level);
      }
      if (!isTable) {
        return leaf();
      }
      if (!bit(tcr, isUpper ? 42 : 41)) {
        isReadOnlyBelow |= bit(descriptor, 62);
        isPrivilegedBelow |= bit(descriptor, 61);
        isNeverBelow |= bit(descriptor, isEl0 ? 60 : 59);
      }
      table = part(descriptor, 47, pageBits).shiftLeft(pageBits);
      highest = shift(level) - 1;
    }
  }

  /** False if the read does not happen; {@link #end} says why. */
  private boolean read() {
    BigInteger pa = reach(AccessKind.STAGE1_WALK);
    if (pa == null) {
      return false;
    }
    stage1Reads.beforeRead(pa.longValue(), level);
    if (!memory.isBacked(pa.longValue())) {
      end = fault(FaultKind.EXTERNAL, level);
      return false;
    }
    descriptor = inOrder(unsigned(memory.read(pa.longValue())));
    return true;
  }

  /** Where stage 2 has the descriptor; null if it refuses. */
  private @Nullable BigInteger reach(AccessKind asked) {
    AccessKind cause = given.access().cause();
    AccessRequest request = new AccessRequest(asked, given.access().el(), true, cause);
    end = stage2(ipaOfDescriptor, request, AccessAttributes.NORMAL_WB);
    Matcher reached = REACHED.matcher(end);
    return reached.matches() ? new BigInteger(reached.group(1), 16) : null;
  }

  private String stage2(BigInteger ipa, AccessRequest request, AccessAttributes attributes) {
    WalkCase second = new WalkCase(
        given.platform(),
        given.registers(),
        given.knobs(),
        ipa.longValue(),
        request,
        attributes,
        memory);
    return new NaiveWalk(second, memory, stage2Reads).translate();
  }

  // ---------------------------------------------------------------- the leaf

  private @Nullable String leaf() {
    if (level < 3 && bit(descriptor, 16) && hasBbm() && given.choice(Knob.NT_BLOCK) == 1) {
      return fault(FaultKind.TRANSLATION, level);
    }
    int bits = shift(level);
    BigInteger output = part(descriptor, 47, bits).shiftLeft(bits);
    if (output.bitLength() > outputBits()) {
      return fault(FaultKind.ADDRESS_SIZE, level);
    }
    boolean isMaintenance = kind.group() == AccessKind.Group.CACHE;
    if (!bit(descriptor, 10)
        && !setsAccessFlag()
        && !(isMaintenance && given.choice(Knob.CACHE_MAINTENANCE_AF) == 0)) {
      return fault(FaultKind.ACCESS_FLAG, level);
    }
    AccessAttributes attributes = attributes();
    String refusal =
        isMisaligned(attributes) ? fault(FaultKind.ALIGNMENT, level) : refusal(attributes);
    BigInteger updated = updated(refusal);
    if (!updated.equals(descriptor)) {
      BigInteger pa = reach(AccessKind.STAGE1_UPDATE);
      if (pa == null) {
        return end;
      }
      if (!memory.isWritable(pa.longValue())) {
        return fault(FaultKind.EXTERNAL, level);
      }
      long before = inOrder(descriptor).longValue();
      if (!memory.compareAndSwap(pa.longValue(), before, inOrder(updated).longValue())) {
        return null;
      }
    }
    if (!refusal.isEmpty()) {
      return refusal;
    }
    AccessAttributes seen = seen(attributes);
    boolean is64Bytes = kind == AccessKind.LD64B || kind == AccessKind.ST64B;
    boolean isCached = seen.inner().isCacheable() || seen.outer().isCacheable();
    return is64Bytes && isCached
        ? fault(FaultKind.UNSUPPORTED, level)
        : finish(output.or(part(va, bits - 1, 0)), seen);
  }

  private String finish(BigInteger ipa, AccessAttributes attributes) {
    return kind.name().startsWith("AT_S1E")
        ? "ok level " + Outcome.NO_LEVEL + " 0x" + ipa.toString(16) + " " + attributes
        : stage2(ipa, given.access(), attributes);
  }

  private boolean hasBbm() {
    return has(Feature.BBML1) || has(Feature.BBML2) || has(Feature.BBML3);
  }

  private boolean setsAccessFlag() {
    return has(Feature.HAFDBS) && bit(tcr, 39);
  }

  private boolean setsDirtyState() {
    return setsAccessFlag() && bit(tcr, 40);
  }

  private boolean isMisaligned(AccessAttributes attributes) {
    if (!attributes.type().isDevice() || kind.group() != AccessKind.Group.DATA) {
      return false;
    }
    if (kind == AccessKind.STG) {
      return given.choice(Knob.TAG_STORE_TO_DEVICE) == 1;
    }
    return kind == AccessKind.DC_ZVA || !given.access().isAligned();
  }

  /** The Permission fault, or nothing. */
  private String refusal(AccessAttributes attributes) {
    boolean isCounted = setsDirtyState() && bit(descriptor, 51); // as writable
    boolean w = (!bit(descriptor, 7) || isCounted) && !isReadOnlyBelow;
    boolean el0 = bit(descriptor, 6) && !isPrivilegedBelow;
    boolean r = !isEl0 || el0;
    boolean canWrite = r && w;
    boolean cmow = has(Feature.CMOW) && bit(sctlr, 32);
    boolean isRefused = switch (kind) {
      case FETCH -> {
        boolean isNever = bit(descriptor, isEl0 ? 54 : 53) || isNeverBelow;
        boolean isWrittenByEl0 = el0 && w;
        yield isNever
            || (!isEl0 && isWrittenByEl0)
            || (bit(sctlr, 19) && canWrite)
            || (attributes.type().isDevice() && given.choice(Knob.FETCH_FROM_DEVICE) == 1);
      }
      case DC_IVAC -> !canWrite;
      case DC_CVAC, DC_CVAU -> !r;
      case DC_CIVAC -> !r || (isEl0 && cmow && !canWrite);
      case IC_IVAU ->
        (!r && given.choice(Knob.IC_IVAU_PERMISSION) == 1) || (isEl0 && cmow && !canWrite);
      default -> false;
    };
    if (isRefused) {
      return fault(FaultKind.PERMISSION, level);
    }
    if (kind.reads() && !r) {
      return fault(FaultKind.PERMISSION, level, false);
    }
    return kind.writes() && !canWrite ? fault(FaultKind.PERMISSION, level, true) : "";
  }

  /** The descriptor as hardware leaves it. */
  private BigInteger updated(String refusal) {
    boolean isAt = kind.name().startsWith("AT_");
    boolean isAlignment = refusal.startsWith(FaultKind.ALIGNMENT.word());
    BigInteger updated = descriptor;
    if (setsAccessFlag()
        && (refusal.isEmpty() || given.choice(Knob.AF_UPDATE_ON_FAULT) == 1)
        && !(isAt && given.choice(Knob.AT_AF_UPDATE) == 1)) {
      updated = updated.setBit(10);
    }
    if (setsDirtyState()
        && bit(updated, 10)
        && bit(descriptor, 51)
        && kind.writes()
        && !isAt
        && (refusal.isEmpty() || (isAlignment && given.choice(Knob.DIRTY_UPDATE_ON_FAULT) == 1))) {
      updated = updated.clearBit(7);
    }
    return updated;
  }

  // ---------------------------------------------------------------- attributes

  /** What MAIR_EL1 and SH say. */
  private AccessAttributes attributes() {
    int index = number(descriptor, 4, 2);
    BigInteger mair = register(SystemRegister.MAIR_EL1);
    int outer = number(mair, 8 * index + 7, 8 * index + 4);
    int inner = number(mair, 8 * index + 3, 8 * index);
    Shareability shareability = switch (number(descriptor, 9, 8)) {
      case 0 -> Shareability.NON;
      case 2 -> Shareability.OUTER;
      case 3 -> Shareability.INNER;
      default ->
        List.of(Shareability.OUTER, Shareability.INNER, Shareability.NON)
            .get(given.choice(Knob.RESERVED_SHAREABILITY));
    };
    MemoryType type = MemoryType.NORMAL;
    Cacheability innerSide = Cacheability.NC;
    Cacheability outerSide = Cacheability.NC;
    Tagging tagging = Tagging.UNTAGGED;
    boolean xs = true;
    if (outer == 0) {
      type = List.of(
              MemoryType.DEVICE_NGNRNE,
              MemoryType.DEVICE_NGNRE,
              MemoryType.DEVICE_NGRE,
              MemoryType.DEVICE_GRE)
          .get(inner / 4);
      xs = !(has(Feature.XS) && inner % 4 == 1);
    } else if (inner != 0) {
      innerSide = side(inner);
      outerSide = side(outer);
      xs = !(innerSide.name().startsWith("WB") && outerSide.name().startsWith("WB"));
    } else if (outer == 4 && has(Feature.XS)) {
      xs = false;
    } else if (outer == 10 && has(Feature.XS)) {
      innerSide = Cacheability.WT_RA;
      outerSide = Cacheability.WT_RA;
      xs = false;
    } else if (outer == 15 && has(Feature.MTE2)) {
      innerSide = Cacheability.WB_RAWA;
      outerSide = Cacheability.WB_RAWA;
      tagging = Tagging.ALLOCATION_TAGGED;
      xs = false;
    } else {
      type = MemoryType.DEVICE_NGNRNE; // reserved
      shareability = Shareability.OUTER;
    }
    return new AccessAttributes(type, innerSide, outerSide, shareability, xs, tagging, false);
  }

  private static Cacheability side(int bits) {
    return Cacheability.valueOf(List.of(
            "",
            "WT_WA_TRANSIENT",
            "WT_RA_TRANSIENT",
            "WT_RAWA_TRANSIENT",
            "NC",
            "WB_WA_TRANSIENT",
            "WB_RA_TRANSIENT",
            "WB_RAWA_TRANSIENT",
            "WT_NA",
            "WT_WA",
            "WT_RA",
            "WT_RAWA",
            "WB_NA",
            "WB_WA",
            "WB_RA",
            "WB_RAWA")
        .get(bits));
  }

  /** What stage 1 hands on. */
  private AccessAttributes seen(AccessAttributes leaf) {
    boolean isDevice = leaf.type().isDevice();
    boolean isFetch = kind == AccessKind.FETCH;
    boolean isOff = !bit(sctlr, isFetch ? 12 : 2);
    AccessAttributes seen = leaf;
    if (isDevice ? isFetch : isOff) {
      seen = AccessAttributes.normal(Cacheability.NC, leaf.shareability(), leaf.xs());
    }
    boolean isProgrammed = bit(hcr, 0) && given.choice(Knob.STAGE1_SHAREABILITY) == 1;
    boolean isUncached = seen.inner() == Cacheability.NC && seen.outer() == Cacheability.NC;
    return isProgrammed || !isUncached
        ? seen
        : new AccessAttributes(
            seen.type(),
            seen.inner(),
            seen.outer(),
            Shareability.OUTER,
            seen.xs(),
            seen.tagging(),
            false);
  }

  // ---------------------------------------------------------------- the end

  private String fault(FaultKind fault, int atLevel) {
    AccessKind cause = given.access().cause();
    return fault(
        fault,
        atLevel,
        cause.group() == AccessKind.Group.CACHE || (cause.writes() && !cause.reads()));
  }

  private static String fault(FaultKind fault, int atLevel, boolean isWrite) {
    return fault.word() + " level " + atLevel + " stage 1" + (isWrite ? " of write" : "");
  }

  private boolean has(Feature feature) {
    return given.platform().features().contains(feature);
  }

  private BigInteger register(SystemRegister register) {
    return unsigned(given.registers().value(register));
  }

  /** The word as a descriptor of stage 1, or the descriptor as a word. */
  private BigInteger inOrder(BigInteger word) {
    return bit(sctlr, 25) ? unsigned(Long.reverseBytes(word.longValue())) : word;
  }
}
