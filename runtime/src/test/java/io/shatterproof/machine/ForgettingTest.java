package io.shatterproof.machine;

import static io.shatterproof.machine.BareBench.block;
import static io.shatterproof.machine.BareBench.page;
import static io.shatterproof.machine.BareBench.readOnlyPage;
import static io.shatterproof.machine.BareBench.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;
import io.shatterproof.arch.TtlHint;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A machine that nobody watches forgets how memory came to be what it is, once every PE can hold only
 * what memory says: whoever asks it later hears what one that forgot nothing would say.
 */
final class ForgettingTest {
  private static final long ROOT = 0x8000_0000L;
  private static final long T2 = 0x8001_0000L;
  private static final long T3 = 0x8002_0000L;
  private static final long OTHER_T3 = 0x8003_0000L;
  private static final long IPA = (1L << 30) + (5L << 21) + 0x7000;
  private static final int VMID = 1;
  private static final int PES = 3;
  private static final int STEPS = 16;
  private static final int PROGRAMS = 150;

  private static final long A = page(0x9000_7000L);
  private static final long READ_ONLY = readOnlyPage(0x9000_7000L);
  private static final List<Long> PAGES = List.of(0L, A, page(0xa000_0000L), READ_ONLY);
  private static final List<Long> TABLES =
      List.of(0L, table(T3), table(OTHER_T3), block(0x9000_0000L));
  private static final List<DsbOption> BARRIERS =
      List.of(DsbOption.ISH, DsbOption.ISH, DsbOption.SY, DsbOption.ISHST, DsbOption.NSH);
  private static final List<TlbiOp> OPERATIONS = List.of(
      TlbiOp.VMALLS12E1IS,
      TlbiOp.VMALLS12E1IS,
      TlbiOp.VMALLS12E1IS,
      TlbiOp.ALLE1IS,
      TlbiOp.VMALLS12E1,
      TlbiOp.VMALLE1IS,
      TlbiOp.VMALLE1,
      TlbiOp.IPAS2E1IS,
      TlbiOp.IPAS2E1IS,
      TlbiOp.IPAS2LE1IS,
      TlbiOp.IPAS2E1);

  /** Two machines that are told the same. */
  private static final class Twins {
    private final Machine forgetful = machine();
    private final Machine watched = machine();
    private final List<String> told = new ArrayList<>();

    Twins() {
      watched.watch();
    }

    private static Machine machine() {
      Machine machine = new Machine(new Platform(
          "p",
          PES,
          48,
          Set.of(),
          Platform.Coherence.COHERENT,
          Platform.Iommu.NONE,
          new TreeMap<>()));
      for (long tablePa : List.of(ROOT, ROOT + 0x1000, T2, T3, OTHER_T3)) {
        machine.tableAllocated(0, tablePa);
      }
      machine.attachDomain(
          0,
          new DomainConfig(
              "guest",
              "xen_4_8",
              new Stage2Geometry(Granule.SIZE_4K, 40, 1, 2, 48),
              0,
              List.of(1),
              false,
              OptionalInt.empty(),
              P2mAccess.RWX),
          new DomainReport((long) VMID << 48 | ROOT, 0));
      machine.store(0, T3, 7, 3, 0, 0, A, false);
      machine.store(0, T2, 5, 2, 5L << 21, 0, table(T3), false);
      machine.dsb(0, DsbOption.ISH);
      machine.store(0, ROOT, 1, 1, 1L << 30, 0, table(T2), true);
      machine.dsb(0, DsbOption.ISH);
      machine.isb(0);
      return machine;
    }

    void store(int pe, long tablePa, int index, int level, long ipa, long value) {
      told.add("pe " + pe + " store " + Long.toHexString(tablePa + 8L * index) + " := "
          + Long.toHexString(value));
      for (Machine machine : List.of(forgetful, watched)) {
        long old = machine.read(tablePa + 8L * index);
        machine.store(pe, tablePa, index, level, ipa, old, value, machine.isLive(tablePa));
      }
    }

    void storePage(int pe, long tablePa, int index, long value) {
      store(pe, tablePa, index, 3, IPA + (index - 7) * 0x1000L, value);
    }

    void storeTable(int pe, long value) {
      store(pe, T2, 5, 2, IPA & -(1L << 21), value);
    }

    void dsb(int pe, DsbOption option) {
      told.add("pe " + pe + " dsb " + option);
      forgetful.dsb(pe, option);
      watched.dsb(pe, option);
      isb(pe);
    }

    /** A PE that accesses what it changed has returned to its guest before. */
    private void isb(int pe) {
      forgetful.isb(pe);
      watched.isb(pe);
    }

    void tlbi(int pe, TlbiOp op, long operand) {
      told.add("pe " + pe + " tlbi " + op + " " + Long.toHexString(operand));
      forgetful.tlbi(pe, op, operand, VMID, ROOT);
      watched.tlbi(pe, op, operand, VMID, ROOT);
    }

    void flush(int pe) {
      dsb(pe, DsbOption.ISH);
      tlbi(pe, TlbiOp.VMALLS12E1IS, 0);
      dsb(pe, DsbOption.ISH);
    }

    void enter(int pe) {
      told.add("pe " + pe + " enters");
      forgetful.enterGuest(pe, 0);
      watched.enterGuest(pe, 0);
    }

    void leave(int pe) {
      told.add("pe " + pe + " leaves");
      forgetful.leaveGuest(pe);
      watched.leaveGuest(pe);
    }

    void assertAlike() {
      for (int pe = 0; pe < PES; pe++) {
        for (long ipa : new long[] {IPA, IPA + 0x1000}) {
          for (AccessKind kind : List.of(AccessKind.READ, AccessKind.WRITE)) {
            GuestAccess access = GuestAccess.of(kind, ipa);
            assertThat(BareBench.words(forgetful.outcomes(pe, 0, access)))
                .as("pe %s %s 0x%x after%n%s", pe, kind, ipa, String.join("\n", told))
                .isEqualTo(BareBench.words(watched.outcomes(pe, 0, access)));
          }
        }
      }
    }
  }

  @Test
  void randomEvents() {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      Random random = new Random(seed);
      Twins twins = new Twins();
      twins.assertAlike();
      for (int i = 0; i < STEPS; i++) {
        step(twins, random);
        twins.assertAlike();
      }
    }
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static void step(Twins twins, Random random) {
    int pe = random.nextInt(4) == 0 ? random.nextInt(PES) : 0;
    switch (random.nextInt(10)) {
      case 0, 1, 2 ->
        twins.storePage(
            pe, random.nextInt(4) == 0 ? OTHER_T3 : T3, 7 + random.nextInt(2), one(random, PAGES));
      case 3 -> twins.storeTable(pe, one(random, TABLES));
      case 4 -> twins.flush(pe);
      case 5, 6 -> twins.dsb(pe, one(random, BARRIERS));
      case 7 -> {
        TlbiOp op = one(random, OPERATIONS);
        boolean isByIpa = op.scope() == TlbiOp.Scope.IPA;
        int hint = random.nextInt(3) == 0 ? TtlHint.of(Granule.SIZE_4K, 2 + random.nextInt(2)) : 0;
        twins.tlbi(pe, op, isByIpa ? TlbiOperand.ipa(IPA + random.nextInt(2) * 0x1000L, hint) : 0);
      }
      case 8 -> twins.flush(pe);
      default -> {
        if (random.nextBoolean()) {
          twins.enter(pe);
        } else {
          twins.leave(pe);
        }
      }
    }
  }
}
