package io.shatterproof.walk;

import io.shatterproof.arch.AccessAttributes;
import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.AccessRequest;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Knob;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes one random translation by both stages. Stage 2 is off, or has 4K tables that permit most; a
 * descriptor is drawn when the {@link NaiveGuestWalk} first reads its place.
 */
final class GuestCaseGenerator {
  private static final List<Feature> FEATURES = List.of(
      Feature.TTST,
      Feature.HAFDBS,
      Feature.XNX,
      Feature.XS,
      Feature.S2FWB,
      Feature.CMOW,
      Feature.MTE2,
      Feature.BBML1);
  private static final List<AccessKind> KINDS = Arrays.stream(AccessKind.values())
      .filter(kind -> kind.group() != AccessKind.Group.STAGE1)
      .toList();
  private static final List<Integer> MAIR =
      List.of(0xff, 0xff, 0x44, 0xbb, 0x00, 0x04, 0x0c, 0x01, 0x40, 0xa0, 0xf0, 0x4f, 0xf4);

  private final Random random;
  private final WordMemory memory = new WordMemory();

  GuestCaseGenerator(long seed) {
    this.random = new Random(seed * 0x9e37_79b9_7f4a_7c15L);
  }

  WalkCase next() {
    Platform platform = platform();
    Map<Knob, Integer> knobs = new EnumMap<>(Knob.class);
    for (Knob knob : Knob.values()) {
      knobs.put(knob, random.nextInt(knob.choices().size()));
    }
    RegisterFile registers = registers();
    long va = va(registers.value(SystemRegister.TCR_EL1));
    WalkCase guestCase =
        new WalkCase(platform, registers, knobs, va, access(), AccessAttributes.NORMAL_WB, memory);
    drawDescriptors(guestCase);
    return guestCase;
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private long bit(int place, boolean isSet) {
    return isSet ? 1L << place : 0;
  }

  private Platform platform() {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    for (Feature feature : FEATURES) {
      if (!oneIn(3)) {
        features.add(feature);
      }
    }
    return Platform.plain("p").withPa(oneIn(4) ? 40 : 48).withFeatures(features);
  }

  private RegisterFile registers() {
    long tcr = inputSize()
        | inputSize() << 16
        | (long) random.nextInt(4) << 14
        | (long) random.nextInt(4) << 30
        | bit(7, oneIn(20))
        | bit(23, oneIn(20))
        | (oneIn(3) ? 2L : 5L) << 32
        | bit(37, oneIn(2))
        | bit(38, oneIn(2))
        | bit(39, oneIn(2))
        | bit(40, oneIn(2))
        | bit(41, oneIn(3))
        | bit(42, oneIn(3));
    long sctlr = bit(0, !oneIn(12))
        | bit(2, !oneIn(4))
        | bit(12, !oneIn(4))
        | bit(19, oneIn(4))
        | bit(25, oneIn(5))
        | bit(32, oneIn(2));
    long hcr = bit(0, oneIn(2))
        | bit(2, oneIn(4))
        | bit(12, oneIn(16))
        | bit(27, oneIn(16))
        | bit(32, oneIn(8))
        | bit(33, oneIn(8))
        | bit(46, oneIn(2))
        | bit(57, oneIn(2));
    long mair = 0;
    for (int index = 0; index < 8; index++) {
      int attribute = oneIn(4) ? random.nextInt(256) : MAIR.get(random.nextInt(MAIR.size()));
      mair |= (long) attribute << (8 * index);
    }
    return RegisterFile.NONE
        // 4K, 40 bits of IPA, two tables of level 1, 48 bits of PA
        .with(SystemRegister.VTCR_EL2, 0x8005_3558L | bit(21, oneIn(2)) | bit(22, oneIn(2)))
        .with(SystemRegister.VTTBR_EL2, random.nextLong() & 0xff_ffff_e000L)
        .with(SystemRegister.HCR_EL2, hcr)
        .with(SystemRegister.SCTLR_EL1, sctlr)
        .with(SystemRegister.SCTLR_EL2, bit(25, oneIn(5)))
        .with(SystemRegister.TCR_EL1, tcr)
        .with(SystemRegister.TTBR0_EL1, address())
        .with(SystemRegister.TTBR1_EL1, address())
        .with(SystemRegister.MAIR_EL1, mair);
  }

  private long inputSize() {
    return oneIn(10) ? random.nextInt(64) : 16 + random.nextInt(24);
  }

  private long address() {
    return random.nextLong() & (oneIn(15) ? 0xffff_ffff_ffffL : 0xff_ffff_ffffL);
  }

  private long va(long tcr) {
    boolean isUpper = random.nextBoolean();
    int size = (int) (isUpper ? tcr >>> 16 : tcr) & 0x3f;
    long va = oneIn(25) ? random.nextLong() : random.nextLong() >>> size;
    va = isUpper ? ~va : va;
    return oneIn(4) ? (va & (-1L >>> 8)) | (long) random.nextInt(256) << 56 : va;
  }

  private AccessRequest access() {
    List<AccessKind> common =
        List.of(AccessKind.READ, AccessKind.WRITE, AccessKind.FETCH, AccessKind.ATOMIC);
    List<AccessKind> kinds = oneIn(2) ? common : KINDS;
    AccessKind kind = kinds.get(random.nextInt(kinds.size()));
    boolean isAligned = kind.group() != AccessKind.Group.DATA
        || kind == AccessKind.STG
        || kind == AccessKind.LDG
        || !oneIn(3);
    return new AccessRequest(kind, random.nextInt(2), isAligned, kind);
  }

  private void drawDescriptors(WalkCase guestCase) {
    boolean isBig1 = isBigEndian(guestCase, SystemRegister.SCTLR_EL1);
    boolean isBig2 = isBigEndian(guestCase, SystemRegister.SCTLR_EL2);
    WordMemory first = new WordMemory();
    // Words that the walk updates are drawn into the case, and looked at in a copy.
    new NaiveGuestWalk(
            guestCase,
            first,
            (pa, level) -> draw(pa, first, isBig1, level, true),
            (pa, level) -> draw(pa, first, isBig2, level, false))
        .translate();
  }

  private static boolean isBigEndian(WalkCase guestCase, SystemRegister register) {
    return (guestCase.registers().value(register) >>> 25 & 1) != 0;
  }

  private void draw(long pa, WordMemory first, boolean isBig, int level, boolean isStage1) {
    if (!memory.isBacked(pa) && !oneIn(60)) {
      memory.put(pa, inOrder(isStage1 ? stage1(level) : stage2(level), isBig));
      if (oneIn(15)) {
        memory.makeReadOnly(pa);
      } else if (oneIn(15)) {
        memory.contend(pa, inOrder(isStage1 ? stage1(level) : stage2(level), isBig));
      }
    }
    first.take(memory, pa);
  }

  private static long inOrder(long descriptor, boolean isBig) {
    return isBig ? Long.reverseBytes(descriptor) : descriptor;
  }

  private long stage1(int level) {
    long word = bits(random.nextLong(), 0xffff_ffff_f000L, address() & ~0xfffL);
    word = bits(word, 0b11, oneIn(15) ? random.nextInt(4) : level == 3 || !oneIn(4) ? 3 : 1);
    word = oneIn(3) ? word : word | 1L << 10; // AF
    word = oneIn(3) ? word : bits(word, 3L << 6, 1L << 6); // AP: read-write for EL0
    word = oneIn(3) ? word : word & ~(3L << 53); // XN
    return oneIn(2) ? word : word & ~(0xfL << 59); // limits of a table
  }

  private long stage2(int level) {
    long word = bits(random.nextLong(), 0xffff_ffff_f000L, address() & ~0xfffL);
    word = bits(word, 0b11, oneIn(60) ? random.nextInt(4) : level == 3 || oneIn(3) ? 3 : 1);
    word = oneIn(20) ? word : word | 1L << 10; // AF
    word = oneIn(8) ? word : word | 3L << 6; // S2AP
    word = oneIn(8) ? word : word & ~(3L << 53); // XN
    return oneIn(8) ? word : word & ~(1L << 52 | 1L << 16); // Contiguous, nT
  }

  private static long bits(long word, long mask, long value) {
    return (word & ~mask) | value;
  }
}
