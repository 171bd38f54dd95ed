package io.shatterproof.tlb;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.machine.GuestContexts;
import io.shatterproof.memory.PhysicalMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A guest to which anything happens: tables of stage 2 around the end of one table of pages and the
 * beginning of the next, and, with stage 1 on, tables of that in pages which these map.
 */
final class SurveyedGuest {
  static final int PES = 2;

  // Of stage 2.
  private static final long ROOT = Guests.ROOT;
  private static final long OTHER_ROOT = ROOT + 0x1000;
  private static final long T2 = ROOT + 0x2000;
  private static final long OTHER_T2 = ROOT + 0x3000;
  private static final long T3 = ROOT + 0x4000;
  private static final long NEXT_T3 = ROOT + 0x5000;
  private static final long SPARE_T3 = ROOT + 0x6000;
  private static final long G1 = 1L << 30;
  private static final long M2 = 1L << 21;

  /** The first IPA behind the table of pages; what is asked for lies on both sides. */
  static final long MIDDLE = G1 + 5 * M2;

  // Of stage 1, by PA and by IPA.
  private static final long S1_PA = ROOT + 0x1_0000;
  private static final long S1_IPA = MIDDLE - 0x4000;
  private static final int S1_ROOT = 0; // pages from there
  private static final int S1_T2 = 1;
  private static final int S1_T3 = 2;
  private static final int S1_UPPER = 3; // the root above
  private static final int S1_MOVED = 4; // for the table of pages, once it moves

  private static final long CONTIGUOUS = 1L << 52;
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long WRITE = 1L << 7;

  private final Random random;
  private final boolean hasStage1;
  private final boolean hasContiguous;
  private final Platform platform;
  private final PhysicalMemory memory = new PhysicalMemory();
  private final TlbLog log;
  private final Map<String, TlbContext> contexts = new HashMap<>();
  private final RegisterFile[] registers = new RegisterFile[PES];
  private final boolean[] isInGuest = new boolean[PES];
  private long events;

  private SurveyedGuest(long seed, boolean hasStage1, boolean hasContiguous) {
    this.random = new Random(seed * 0x9e37_79b9_7f4a_7c15L);
    this.hasStage1 = hasStage1;
    this.hasContiguous = hasContiguous;
    this.platform = Guests.platform(Feature.TTCNP, Feature.BBML1);
    this.log = new TlbLog(platform, memory);
  }

  /** A guest behind some steps. */
  static SurveyedGuest of(long seed, boolean hasStage1, boolean hasContiguous) {
    SurveyedGuest guest = new SurveyedGuest(seed, hasStage1, hasContiguous);
    guest.arrange();
    int steps = 2 + guest.random.nextInt(14);
    for (int i = 0; i < steps; i++) {
      guest.step();
    }
    return guest;
  }

  TlbLog log() {
    return log;
  }

  /** The boundary behind the last event. */
  long boundary() {
    return events - 1;
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  // What is arranged.

  private void arrange() {
    for (long pa = ROOT; pa < ROOT + 0x2_0000; pa += 0x1000) {
      memory.zeroPage(pa);
    }
    memory.exchange(ROOT + 8, T2 | 3);
    memory.exchange(OTHER_ROOT + 8, (oneIn(2) ? T2 : OTHER_T2) | 3);
    memory.exchange(T2 + 4 * 8, T3 | 3);
    memory.exchange(T2 + 5 * 8, oneIn(6) ? block(MIDDLE) : NEXT_T3 | 3);
    memory.exchange(OTHER_T2 + 4 * 8, (oneIn(2) ? T3 : SPARE_T3) | 3);
    memory.exchange(OTHER_T2 + 5 * 8, oneIn(2) ? block(MIDDLE) : NEXT_T3 | 3);
    for (int i = 480; i < 512; i++) {
      long ipa = MIDDLE - (512L - i) * 0x1000;
      memory.exchange(T3 + 8L * i, isOfStage1(ipa) ? stage1Page(ipa) : firstPage(ipa));
      memory.exchange(SPARE_T3 + 8L * i, isOfStage1(ipa) ? stage1Page(ipa) : firstPage(ipa));
      memory.exchange(NEXT_T3 + 8L * (i - 480), firstPage(ipa + 32 * 0x1000));
    }
    if (hasContiguous && oneIn(2)) {
      log.hasContiguous();
    }
    arrangeStage1();
    for (int pe = 0; pe < PES; pe++) {
      boolean isOn = hasStage1 && (pe == 1 || oneIn(2));
      registers[pe] = isOn
          ? Guests.both(1, 7, S1_IPA, Guests.TCR)
              .with(SystemRegister.TTBR1_EL1, S1_IPA + S1_UPPER * 0x1000L)
          : Guests.stage2(1);
      isInGuest[pe] = pe == 1 || oneIn(3);
      reside(pe);
    }
    events = 0;
  }

  private void arrangeStage1() {
    memory.exchange(stage1Word(S1_ROOT, 0), stage1Table(S1_T2));
    memory.exchange(stage1Word(S1_UPPER, 0), stage1Table(S1_T2));
    memory.exchange(stage1Word(S1_T2, 0), stage1Table(S1_T3));
    memory.exchange(stage1Word(S1_T2, 1), stage1Block());
    for (int i = 0; i < 4; i++) {
      memory.exchange(stage1Word(S1_T3, i), stage1Leaf());
      memory.exchange(stage1Word(S1_MOVED, i), stage1Leaf());
    }
  }

  private boolean isOfStage1(long ipa) {
    return hasStage1 && ipa >= S1_IPA && ipa < S1_IPA + 4 * 0x1000;
  }

  private static long stage1Page(long ipa) {
    return ipa - S1_IPA + S1_PA | 0x7ff;
  }

  private long firstPage(long ipa) {
    return oneIn(6) ? page(ipa) : ipa + 0x5000_0000L | 0x7ff;
  }

  /** A page of stage 2, mostly as its neighbours. */
  private long page(long ipa) {
    long page = ipa + (oneIn(2) ? 0x5000_0000L : 0x6000_0000L) | 0x7ff;
    if (oneIn(3)) {
      page &= ~WRITE;
    }
    if (oneIn(6)) {
      page &= ~ACCESS_FLAG;
    }
    if (hasContiguous && oneIn(3)) {
      page |= CONTIGUOUS;
    }
    return oneIn(5) ? 0 : page;
  }

  private static long block(long ipa) {
    return ipa + 0x5000_0000L | 0x7fd;
  }

  private static long stage1Word(int page, int index) {
    return S1_PA + page * 0x1000L + 8L * index;
  }

  private static long stage1Table(int page) {
    return S1_IPA + page * 0x1000L | 3;
  }

  /** A page of stage 1, to one that is asked for. */
  private long stage1Leaf() {
    long ipa = MIDDLE + 0x1000L * (random.nextInt(24) - 12);
    return oneIn(5) ? 0 : ipa | 0x703 | (oneIn(2) ? 1L << 11 : 0); // AF, SH, perhaps nG
  }

  private long stage1Block() {
    return MIDDLE - (oneIn(2) ? M2 : 0) | 0x701 | (oneIn(2) ? 1L << 11 : 0);
  }

  // What happens.

  private TlbContext context(RegisterFile of) {
    return contexts.computeIfAbsent(of.toString(), text -> GuestContexts.of(platform, of));
  }

  private void reside(int pe) {
    TlbContext now = context(registers[pe]);
    log.reside(events - 1, pe, isInGuest[pe] ? now : null, now, now);
  }

  private void store(int pe, long pa, long value) {
    log.store(events, pe, pa, memory.exchange(pa, value), value);
    events++;
  }

  private void dsb(int pe) {
    log.dsb(events, pe, oneIn(4) ? DsbOption.ISHST : DsbOption.ISH);
    events++;
  }

  private void tlbi(int pe, TlbiOp op, long operand) {
    log.tlbi(events, pe, op, operand, context(registers[pe]).vmid(), false);
    events++;
  }

  private void synchronize(int pe) {
    log.synchronize(events, pe);
    events++;
    reside(pe);
  }

  private void step() {
    int pe = random.nextInt(PES);
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> changeStage2(pe);
      case 3 -> changeTable(pe);
      case 4 -> changeStage1(pe);
      case 5 -> dsb(pe);
      case 6, 7 -> invalidate(pe);
      case 8 -> {
        isInGuest[pe] = !isInGuest[pe];
        synchronize(pe);
      }
      case 9 -> {
        changeRegisters(pe);
        synchronize(pe);
      }
      case 10 -> {
        long ipa = MIDDLE + 0x1000L * (random.nextInt(16) - 8);
        log.perform(events, pe, GuestAccess.of(AccessKind.READ, ipa));
        events++;
      }
      default -> {
        if (oneIn(4)) {
          log.clear(events);
          events++;
        } else {
          synchronize(pe);
        }
      }
    }
  }

  private void changeStage2(int pe) {
    int place = random.nextInt(24) - 12;
    long ipa = MIDDLE + 0x1000L * place;
    long pa = place < 0 ? T3 + 8L * (512 + place) : NEXT_T3 + 8L * place;
    if (isOfStage1(ipa) && !oneIn(4)) {
      boolean moves = ipa == S1_IPA + S1_T3 * 0x1000L;
      store(pe, pa, moves ? stage1Page(ipa) + 0x2000 : stage1Page(ipa) & ~WRITE); // to S1_MOVED
    } else {
      store(pe, pa, oneIn(3) ? 0 : page(ipa));
    }
    if (oneIn(2)) {
      dsb(pe);
    }
  }

  private void changeTable(int pe) {
    int index = 4 + random.nextInt(2);
    long ipa = G1 + index * M2;
    long[] values = {0, T3 | 3, NEXT_T3 | 3, SPARE_T3 | 3, block(ipa), block(ipa) & ~WRITE};
    store(pe, (oneIn(4) ? OTHER_T2 : T2) + 8L * index, values[random.nextInt(values.length)]);
    if (oneIn(2)) {
      dsb(pe);
    }
  }

  private void changeStage1(int pe) {
    switch (random.nextInt(4)) {
      case 0 -> store(pe, stage1Word(S1_T2, 1), oneIn(3) ? stage1Table(S1_T3) : stage1Block());
      case 1 -> store(pe, stage1Word(S1_T2, 0), oneIn(2) ? 0 : stage1Table(S1_T3));
      default -> store(pe, stage1Word(S1_T3, random.nextInt(4)), stage1Leaf());
    }
    if (oneIn(2)) {
      dsb(pe);
    }
  }

  private void invalidate(int pe) {
    long ipa = MIDDLE + 0x1000L * (random.nextInt(16) - 8);
    switch (random.nextInt(7)) {
      case 0 -> tlbi(pe, TlbiOp.VMALLS12E1IS, 0);
      case 1 -> tlbi(pe, TlbiOp.VMALLE1IS, 0);
      case 2 -> tlbi(pe, TlbiOp.VMALLS12E1, 0);
      case 3 -> tlbi(pe, TlbiOp.IPAS2E1IS, ipa >>> 12);
      case 4 -> tlbi(pe, TlbiOp.IPAS2LE1IS, ipa >>> 12 | (oneIn(2) ? 7L << 44 : 0));
      case 5 -> tlbi(pe, TlbiOp.VAAE1IS, (hasStage1 ? 0x1000L * random.nextInt(4) : ipa) >>> 12);
      default -> tlbi(pe, TlbiOp.ASIDE1IS, 7L << 48);
    }
    if (!oneIn(5)) {
      log.dsb(events, pe, DsbOption.ISH);
      events++;
    }
  }

  private void changeRegisters(int pe) {
    RegisterFile now = registers[pe];
    registers[pe] = switch (random.nextInt(5)) {
      case 0 -> now.with(SystemRegister.VTTBR_EL2, 1L << 48 | OTHER_ROOT);
      case 1 -> now.with(SystemRegister.VTTBR_EL2, 2L << 48 | (oneIn(2) ? ROOT : OTHER_ROOT));
      case 2 -> now.with(SystemRegister.VTTBR_EL2, 1L << 48 | ROOT | 1); // CnP
      case 3 ->
        now.with(
            SystemRegister.SCTLR_EL1, hasStage1 && oneIn(2) ? Guests.SCTLR_ON : Guests.SCTLR_OFF);
      default -> now.with(SystemRegister.TTBR0_EL1, (oneIn(2) ? 7L : 8L) << 48 | S1_IPA);
    };
  }
}
