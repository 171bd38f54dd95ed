package io.shatterproof.machine;

import io.shatterproof.arch.AccessKind;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.Stage2Geometry;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.spi.DomainReport;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** The judge's machine with one page of one domain: PE 1 is in its guest, PEs 0 and 2 operate. */
final class LockedBench {
  private static final long ROOT = 0x8000_0000L;
  private static final long T2 = 0x8001_0000L;
  private static final long T3 = 0x8002_0000L;
  private static final long IPA = (1L << 30) + (5L << 21) + 0x7000;
  private static final int VMID = 1;

  final Machine machine = new Machine(new Platform(
      "p", 3, 48, Set.of(), Platform.Coherence.COHERENT, Platform.Iommu.NONE, new TreeMap<>()));

  LockedBench(long descriptor) {
    for (long tablePa : List.of(ROOT, ROOT + 0x1000, T2, T3)) {
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
    S2Format format = S2Format.of(Granule.SIZE_4K);
    machine.store(0, T3, 7, 3, 0, 0, descriptor, false);
    machine.store(0, T2, 5, 2, 5L << 21, 0, format.table(T3), false);
    machine.dsb(0, DsbOption.ISH);
    machine.store(0, ROOT, 1, 1, 1L << 30, 0, format.table(T2), true);
    machine.dsb(0, DsbOption.ISH);
  }

  void store(int pe, long oldDescriptor, long newDescriptor) {
    machine.store(pe, T3, 7, 3, IPA, oldDescriptor, newDescriptor, true);
  }

  void flush(int pe) {
    machine.dsb(pe, DsbOption.ISH);
    machine.tlbi(pe, TlbiOp.VMALLS12E1IS, 0, VMID, ROOT);
    machine.dsb(pe, DsbOption.ISH);
  }

  Set<String> read() {
    return BareBench.words(machine.outcomes(1, 0, GuestAccess.of(AccessKind.READ, IPA)));
  }
}
