package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Cacheability;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.MemoryType;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.Shareability;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.Tagging;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes one random translation. Registers mostly make sense; a descriptor is drawn when the {@link
 * NaiveWalk} first reads its place, so that walks go deep.
 */
final class WalkCaseGenerator {
  private static final List<Feature> FEATURES = List.of(
      Feature.TTST,
      Feature.HAFDBS,
      Feature.XNX,
      Feature.XS,
      Feature.S2FWB,
      Feature.CMOW,
      Feature.MTE2,
      Feature.MTE_PERM,
      Feature.BBML1);
  private static final List<AccessKind> KINDS =
      Arrays.stream(AccessKind.values()).filter(kind -> !kind.isStage1Only()).toList();
  private static final int[] SIZES = {32, 36, 40, 42, 44, 48, 52};
  private static final int[] START_LEVELS_OF_4K = {2, 1, 0, 3};

  private final Random random;
  private final WordMemory memory = new WordMemory();

  // What descriptors are drawn for.
  private int tg0; // 0, 1, 2: 4K, 64K, 16K; 3 counts as 4K
  private boolean ds;
  private int goodBits; // addresses mostly have no more

  WalkCaseGenerator(long seed) {
    this.random = new Random(seed * 0x9e37_79b9_7f4a_7c15L); // neighbouring seeds begin alike
  }

  WalkCase next() {
    Platform platform = platform();
    Map<Knob, Integer> knobs = new EnumMap<>(Knob.class);
    for (Knob knob : Knob.values()) {
      knobs.put(knob, random.nextInt(knob.choices().size()));
    }
    RegisterFile registers = registers(platform);
    WalkCase walkCase = new WalkCase(
        platform,
        registers,
        knobs,
        ipa(registers.value(SystemRegister.VTCR_EL2)),
        access(),
        stage1(),
        memory);
    drawDescriptors(walkCase);
    return walkCase;
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static long bit(int place, boolean isSet) {
    return isSet ? 1L << place : 0;
  }

  private Platform platform() {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (Feature feature : FEATURES) {
      if (!oneIn(3)) {
        features.add(feature);
      }
    }
    if (features.contains(Feature.HAFDBS) && oneIn(2)) {
      features.add(Feature.HAFT);
    }
    int paBits = oneIn(3) ? SIZES[random.nextInt(SIZES.length)] : oneIn(2) ? 48 : 52;
    if (paBits == 52 || oneIn(4)) {
      features.add(Feature.LPA);
      if (!oneIn(3)) {
        features.add(Feature.LPA2);
      }
    }
    return Platform.plain("p").withPa(paBits).withFeatures(features);
  }

  private RegisterFile registers(Platform platform) {
    tg0 = oneIn(20) ? 3 : random.nextInt(3);
    boolean dsBit = random.nextBoolean();
    ds = dsBit && tg0 != 1 && platform.has(Feature.LPA2);
    int ps = oneIn(3) ? random.nextInt(8) : oneIn(2) ? 5 : 6;
    goodBits = Math.min(Math.min(ps == 7 ? 52 : SIZES[ps], platform.paBits()), ds ? 52 : 48);
    long vtcr = 0x8000_0000L
        | shape(platform)
        | (long) random.nextInt(4) << 12
        | (long) tg0 << 14
        | (long) ps << 16
        | bit(21, random.nextBoolean())
        | bit(22, random.nextBoolean())
        | bit(32, dsBit)
        | bit(44, random.nextBoolean());
    long hcr = bit(0, !oneIn(16))
        | bit(2, oneIn(3))
        | bit(12, oneIn(8))
        | bit(27, oneIn(8))
        | bit(32, oneIn(6))
        | bit(33, oneIn(6))
        | bit(46, random.nextBoolean());
    return RegisterFile.NONE
        .with(SystemRegister.VTCR_EL2, vtcr)
        .with(SystemRegister.VTTBR_EL2, root(ps))
        .with(SystemRegister.HCR_EL2, hcr)
        .with(SystemRegister.HCRX_EL2, bit(9, random.nextBoolean()))
        .with(SystemRegister.SCTLR_EL2, bit(25, oneIn(5)));
  }

  private int pageBits() {
    return tg0 == 1 ? 16 : tg0 == 2 ? 14 : 12;
  }

  private int shift(int level) {
    return pageBits() + (3 - level) * (pageBits() - 3);
  }

  /** T0SZ, SL0 and SL2; mostly such that the start table has a size that is legal. */
  private long shape(Platform platform) {
    if (oneIn(12)) {
      return random.nextInt(64) | (long) random.nextInt(4) << 6 | bit(33, oneIn(3));
    }
    int sl0 = random.nextInt(tg0 == 0 || (tg0 == 2 && ds) ? 4 : 3);
    boolean sl2 = tg0 == 0 && ds && oneIn(3);
    if (sl2) {
      sl0 = 0;
    }
    if (tg0 == 0 && sl0 == 3 && !platform.has(Feature.TTST)) {
      sl0 = 1;
    }
    int level = sl2 ? -1 : pageBits() == 12 ? START_LEVELS_OF_4K[sl0] : 3 - sl0;
    int indexBits = 1 + random.nextInt(oneIn(2) ? pageBits() - 3 : pageBits() + 1);
    int widest = Math.min(platform.paBits(), ds || tg0 == 1 ? 52 : 48);
    int inputBits = Math.max(12, Math.min(shift(level) + indexBits, widest));
    return Math.min(63, 64 - inputBits) | (long) sl0 << 6 | bit(33, sl2 || oneIn(20));
  }

  private long root(int ps) {
    int alignment = oneIn(10) ? 1 + random.nextInt(12) : 20;
    long base = address(goodBits) & -1L << alignment;
    boolean isWide = ds || (tg0 == 1 && ps == 6);
    return (isWide ? (base & ~0x3fL) | (base >>> 46 & 0x3c) : base) & 0x0000_ffff_ffff_fffeL;
  }

  private long address(int bits) {
    int chosen = oneIn(12) ? 52 : bits;
    return random.nextLong() & -1L >>> (64 - chosen);
  }

  private long ipa(long vtcr) {
    int inputBits = 64 - (int) (vtcr & 0x3f);
    int bits = oneIn(25) ? 64 : inputBits;
    return random.nextLong() & -1L >>> (64 - bits);
  }

  private AccessRequest access() {
    List<AccessKind> common =
        List.of(AccessKind.READ, AccessKind.WRITE, AccessKind.FETCH, AccessKind.ATOMIC);
    List<AccessKind> of64Bytes = List.of(AccessKind.LD64B, AccessKind.ST64B);
    AccessKind kind = oneIn(2) ? oneOf(common) : oneOf(oneIn(8) ? of64Bytes : KINDS);
    AccessKind cause = kind;
    while (cause.group() == AccessKind.Group.STAGE1) {
      cause = oneOf(List.of(AccessKind.values()));
    }
    boolean canBeMisaligned =
        kind.group() == AccessKind.Group.DATA && kind != AccessKind.STG && kind != AccessKind.LDG;
    return new AccessRequest(kind, random.nextInt(2), !(canBeMisaligned && oneIn(3)), cause);
  }

  private AccessAttributes stage1() {
    Shareability shareability =
        List.of(Shareability.NON, Shareability.INNER, Shareability.OUTER).get(random.nextInt(3));
    MemoryType type = oneIn(3) ? MemoryType.device(random.nextInt(4)) : MemoryType.NORMAL;
    Cacheability inner = cacheability(type);
    Cacheability outer = oneIn(2) ? inner : cacheability(type);
    boolean canHaveTags = inner == Cacheability.WB_RAWA && outer == Cacheability.WB_RAWA;
    Tagging tagging = canHaveTags && !oneIn(4)
        ? Tagging.ALLOCATION_TAGGED
        : oneIn(3) ? Tagging.CANONICALLY_TAGGED : Tagging.UNTAGGED;
    return new AccessAttributes(
        type, inner, outer, shareability, random.nextBoolean(), tagging, false);
  }

  private Cacheability cacheability(MemoryType type) {
    if (type.isDevice()) {
      return Cacheability.NC;
    }
    return oneIn(2) ? Cacheability.WB_RAWA : oneOf(List.of(Cacheability.values()));
  }

  private void drawDescriptors(WalkCase walkCase) {
    boolean isBigEndian =
        (walkCase.registers().value(SystemRegister.SCTLR_EL2) & bit(25, true)) != 0;
    NaiveWalk.ReadListener draw = (pa, level) -> {
      if (memory.isBacked(pa) || oneIn(40)) {
        return;
      }
      memory.put(pa, inOrder(descriptor(level), isBigEndian));
      if (oneIn(15)) {
        memory.makeReadOnly(pa);
      } else if (oneIn(15)) {
        memory.contend(pa, inOrder(descriptor(level), isBigEndian));
      }
    };
    WordMemory first = new WordMemory();
    // Words that the walk updates are drawn into the case, and looked at in a copy.
    new NaiveWalk(walkCase, first, (pa, level) -> {
          draw.beforeRead(pa, level);
          first.take(memory, pa);
        })
        .translate();
  }

  private static long inOrder(long descriptor, boolean isBigEndian) {
    return isBigEndian ? Long.reverseBytes(descriptor) : descriptor;
  }

  private long descriptor(int level) {
    long word = random.nextLong();
    if (oneIn(12)) {
      return word & ~1L;
    }
    boolean isTable = level == 3 ? !oneIn(20) : random.nextInt(100) < 65; // or a page
    word |= 1L;
    word = isTable ? word | 2L : word & ~2L;
    word = withAddress(word, address(goodBits));
    if (!oneIn(3)) {
      word |= 1L << 10; // AF
    }
    if (!oneIn(4)) {
      word &= ~(1L << 52); // Contiguous
    }
    if (!oneIn(3)) {
      word |= 3L << 6; // S2AP
    }
    if (!oneIn(3)) {
      word &= ~(3L << 53); // XN
    }
    return word;
  }

  private long withAddress(long word, long pa) {
    long place = 0x0000_ffff_ffff_ffffL & -1L << pageBits();
    long placed = (word & ~place) | (pa & place);
    if (ds) {
      placed = (placed & ~(3L << 48)) | (pa & 3L << 48);
      placed = (placed & ~(3L << 8)) | (pa >>> 50 & 3) << 8;
    }
    if (tg0 == 1) {
      placed = (placed & ~(0xfL << 12)) | (pa >>> 48 & 0xf) << 12;
    }
    return placed;
  }
}
