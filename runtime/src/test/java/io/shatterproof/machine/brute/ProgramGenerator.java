package io.shatterproof.machine.brute;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.TlbiOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes one random program. Much of it is what software does, breaks, invalidations and makes, with
 * something left out; the rest is anything.
 */
final class ProgramGenerator {
  private static final long FAMILY_A = 1L << 36;
  private static final long FAMILY_B = 2L << 36;
  private static final long PLAIN = 0x7fdL; // leaf, AF, Inner Shareable, read-write, Write-Back
  private static final long WRITE = 1L << 7;
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long WRITE_BACK = 0xfL << 2;
  private static final long NON_CACHEABLE = 0x5L << 2;
  private static final long NO_EXECUTE = 1L << 54;
  private static final long CONTIGUOUS = 1L << 52;
  private static final List<DsbOption> BARRIERS = List.of(
      DsbOption.ISH,
      DsbOption.ISH,
      DsbOption.ISH,
      DsbOption.ISH,
      DsbOption.ISHST,
      DsbOption.ISHST,
      DsbOption.SY,
      DsbOption.OSH,
      DsbOption.NSH,
      DsbOption.NSH,
      DsbOption.ISHLD);
  private static final List<TlbiOp> BY_HYPERVISOR = List.of(
      TlbiOp.VMALLS12E1IS,
      TlbiOp.VMALLS12E1IS,
      TlbiOp.VMALLE1IS,
      TlbiOp.VMALLE1IS,
      TlbiOp.IPAS2E1IS,
      TlbiOp.IPAS2E1IS,
      TlbiOp.IPAS2E1IS,
      TlbiOp.IPAS2LE1IS,
      TlbiOp.IPAS2LE1IS,
      TlbiOp.ALLE1IS,
      TlbiOp.RIPAS2E1IS,
      TlbiOp.RIPAS2LE1IS,
      TlbiOp.VAE1IS,
      TlbiOp.VAALE1IS,
      TlbiOp.VMALLS12E1OS,
      TlbiOp.IPAS2E1OS,
      TlbiOp.VMALLS12E1,
      TlbiOp.VMALLE1,
      TlbiOp.IPAS2E1,
      TlbiOp.IPAS2LE1,
      TlbiOp.VAE1,
      TlbiOp.ALLE1);
  private static final List<TlbiOp> BY_GUEST =
      List.of(TlbiOp.VMALLE1IS, TlbiOp.VMALLE1, TlbiOp.VAE1IS, TlbiOp.VAAE1, TlbiOp.VALE1IS);

  private final Random random;
  private final boolean isTiny;
  private final SortedMap<Long, Long> words = new TreeMap<>();
  private final List<Long> written = new ArrayList<>(); // by PE
  private final List<Integer> els = new ArrayList<>();
  private final List<ProgramStep> steps = new ArrayList<>();
  private boolean isCoherent;
  private int most;

  private ProgramGenerator(long seed, boolean isTiny) {
    this.random = new Random(seed * 0x9e37_79b9_7f4a_7c15L); // neighbouring seeds begin alike
    this.isTiny = isTiny;
  }

  /** A program of up to 12 steps. */
  static Program of(long seed) {
    return new ProgramGenerator(seed, false).program();
  }

  /** A program of up to 6 steps with one or two entries at each level. */
  static Program tiny(long seed) {
    return new ProgramGenerator(seed, true).program();
  }

  private Program program() {
    isCoherent = !oneIn(6);
    int pes = isTiny || oneIn(2) ? 2 : 3;
    most = isTiny ? 2 + random.nextInt(5) : 3 + random.nextInt(10);
    arrange();
    for (int pe = 0; pe < pes; pe++) {
      written.add(oneOf(vttbrs()));
      els.add(pe == 0 && !oneIn(5) ? 2 : pe == 2 && oneIn(3) ? 2 : 1);
    }
    written.set(0, written.get(1)); // mostly the guest that PE 1 runs
    if (oneIn(8)) {
      written.set(0, oneOf(vttbrs()));
    }
    List<Long> vttbrs = List.copyOf(written);
    List<Integer> firstEls = List.copyOf(els);
    while (steps.size() < most) {
      if (oneIn(3)) {
        step();
      } else {
        change();
      }
    }
    return new Program(
        random.nextInt(4), isCoherent, words, vttbrs, firstEls, steps.subList(0, most));
  }

  private List<Long> vttbrs() {
    long first = 1L << 48 | Layout.R0;
    return isTiny
        ? List.of(first)
        : List.of(first, first, first, 2L << 48 | Layout.R1, 1L << 48 | Layout.R1);
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  // What is arranged.

  private void arrange() {
    for (int level = 1; level <= 3; level++) {
      for (long table : Layout.tables(level)) {
        for (int n = 0; n < 2; n++) {
          long pa = Layout.word(table, n);
          boolean isUnused = n == 1 && (isTiny ? level < 3 || oneIn(2) : oneIn(4));
          words.put(pa, isUnused ? 0 : firstValue(pa, level));
        }
      }
    }
  }

  private long firstValue(long pa, int level) {
    if (level == 3) {
      return oneIn(5) ? 0 : leaf(pa, oneIn(4) ? FAMILY_B : FAMILY_A);
    }
    return oneIn(8) ? 0 : oneIn(4) ? leaf(pa, FAMILY_A) : homeTable(pa);
  }

  private static long homeTable(long pa) {
    if (Layout.level(pa) == 1) {
      boolean isFirst = (pa & -Layout.PAGE_BYTES) == Layout.R0;
      return table(Layout.number(pa) == 1 ? Layout.T2B : isFirst ? Layout.T2A : Layout.T2C);
    }
    boolean isSpare = (pa & -Layout.PAGE_BYTES) == Layout.T2C;
    return table(Layout.number(pa) == 1 ? Layout.T3B : isSpare ? Layout.T3C : Layout.T3A);
  }

  private static long table(long pa) {
    return pa | 3;
  }

  private long leaf(long pa, long family) {
    int level = Layout.level(pa);
    long word = family + Layout.home(pa) | PLAIN | (level == 3 ? 2 : 0);
    if (oneIn(4)) {
      word &= ~WRITE;
    }
    if (oneIn(10)) {
      word ^= WRITE_BACK ^ NON_CACHEABLE;
    }
    if (oneIn(10)) {
      word &= ~ACCESS_FLAG;
    }
    if (oneIn(6)) {
      word |= NO_EXECUTE;
    }
    if (level > 1 && oneIn(6)) {
      word |= CONTIGUOUS;
    }
    return word;
  }

  // What is done.

  private void add(ProgramStep step) {
    steps.add(step);
    if (step instanceof ProgramStep.Store store) {
      words.putIfAbsent(store.pa(), 0L);
    }
  }

  /** A change as it should be made, or nearly. */
  private void change() {
    int pe = operator();
    long pa = place();
    if (oneIn(3)) {
      add(new ProgramStep.Store(pe, pa, value(pa))); // without a break
    } else {
      add(new ProgramStep.Store(pe, pa, 0));
    }
    clean(pe, pa);
    if (!oneIn(5)) {
      add(new ProgramStep.Dsb(pe, oneIn(2) ? DsbOption.ISHST : oneOf(BARRIERS)));
    }
    invalidate(pe, pa);
    if (oneIn(4)) {
      step();
    }
    if (!oneIn(3)) {
      add(new ProgramStep.Store(pe, pa, value(pa)));
      clean(pe, pa);
      if (!oneIn(3)) {
        add(new ProgramStep.Dsb(pe, oneOf(BARRIERS)));
      }
      if (oneIn(3)) {
        add(new ProgramStep.Isb(oneIn(2) ? pe : anyPe()));
      }
    }
  }

  private void clean(int pe, long pa) {
    if (!isCoherent && !oneIn(4)) {
      add(new ProgramStep.Clean(pe, pa));
    }
  }

  private void invalidate(int pe, long pa) {
    if (els.get(pe) == 1) {
      tlbi(pe, oneOf(BY_GUEST), pa);
      barrier(pe);
    } else if (oneIn(2)) {
      tlbi(pe, oneIn(4) ? TlbiOp.IPAS2LE1IS : TlbiOp.IPAS2E1IS, pa);
      barrier(pe);
      if (!oneIn(4)) {
        tlbi(pe, oneIn(3) ? TlbiOp.VAE1IS : TlbiOp.VMALLE1IS, pa);
        barrier(pe);
      }
    } else {
      tlbi(pe, oneOf(BY_HYPERVISOR), pa);
      barrier(pe);
    }
    if (oneIn(3)) {
      add(new ProgramStep.Isb(pe));
    }
  }

  private void barrier(int pe) {
    if (!oneIn(5)) {
      add(new ProgramStep.Dsb(pe, oneIn(4) ? oneOf(BARRIERS) : DsbOption.ISH));
    }
  }

  /** Anything. */
  private void step() {
    int pe = anyPe();
    long pa = place();
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        int storer = operator();
        add(new ProgramStep.Store(storer, pa, value(pa)));
      }
      case 2 -> add(new ProgramStep.Dsb(pe, oneOf(BARRIERS)));
      case 3 -> add(new ProgramStep.Isb(pe));
      case 4, 5 -> tlbi(pe, oneOf(els.get(pe) == 1 ? BY_GUEST : BY_HYPERVISOR), pa);
      case 6 -> {
        int el = 3 - els.get(pe);
        els.set(pe, el);
        add(new ProgramStep.RunAt(pe, el));
      }
      case 7 -> {
        written.set(pe, oneOf(vttbrs()));
        add(new ProgramStep.Vttbr(pe, written.get(pe)));
        if (oneIn(2)) {
          add(new ProgramStep.Isb(pe));
        }
      }
      case 8 -> add(new ProgramStep.Free(operator(), oneOf(Layout.tables(2 + random.nextInt(2)))));
      default -> {
        if (isCoherent) {
          add(new ProgramStep.Store(operator(), pa, 0));
        } else {
          add(new ProgramStep.Clean(0, pa));
        }
      }
    }
  }

  private int anyPe() {
    return random.nextInt(els.size());
  }

  /** Who stores: one PE alone where stores must be cleaned, so that it cleans its own. */
  private int operator() {
    return isCoherent && oneIn(3) ? anyPe() : 0;
  }

  private long place() {
    if (isTiny) {
      return Layout.word(oneOf(List.of(Layout.R0, Layout.T2A, Layout.T3A)), 0);
    }
    int level = oneIn(5) ? 1 : 2 + random.nextInt(2);
    List<Long> tables = Layout.tables(level);
    long table = oneIn(3) ? oneOf(tables) : tables.get(0);
    return Layout.word(table, oneIn(4) ? 1 : 0);
  }

  private long value(long pa) {
    int level = Layout.level(pa);
    if (oneIn(6)) {
      return 0;
    }
    if (level < 3 && !oneIn(3)) {
      return oneIn(2) ? homeTable(pa) : table(oneOf(Layout.tables(level + 1)));
    }
    return leaf(pa, oneIn(2) ? FAMILY_B : FAMILY_A);
  }

  private void tlbi(int pe, TlbiOp op, long pa) {
    String name = op.name();
    long ipa = Layout.home(pa);
    if (!isTiny && oneIn(3)) {
      ipa = Layout.ipa(random.nextInt(2), random.nextInt(2), random.nextInt(2));
    }
    long operand = 0;
    if (name.startsWith("IPAS2")) {
      operand = ipa >>> 12 | hint(Layout.level(pa));
    } else if (name.startsWith("RIPAS2")) {
      operand = ipa >>> 12 | range();
    } else if (name.startsWith("VA")) {
      operand = ipa >>> 12;
    }
    add(new ProgramStep.Tlbi(pe, op, operand));
  }

  /** Mostly none, else mostly that of the level. */
  private long hint(int level) {
    if (!oneIn(3)) {
      return 0;
    }
    long ttl = oneIn(3) ? random.nextInt(16) : 4 + level;
    return ttl << 44;
  }

  /** Mostly 2 pages; else 64 pages, or 2048 of them, which are 8M. */
  private long range() {
    int scale = oneIn(2) ? 0 : random.nextInt(3);
    long granule = oneIn(8) ? random.nextInt(4) : 1;
    long level = oneIn(4) ? 3 : 0;
    return granule << 46 | (long) scale << 44 | level << 37;
  }
}
