package org.example.p2m;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.EventSink;
import java.util.HashMap;
import java.util.Map;

/** What the code of a hypervisor does to its machine: each primitive is done, and reported. */
final class Machine {
  static final long PAGE = 4096;

  private static final long FIRST_FREE_PA = 0x4000_0000L;

  private final EventSink events;
  private final Map<Long, Long> words = new HashMap<>();
  private final long[] vttbr; // what each PE has loaded
  private long free = FIRST_FREE_PA;

  Machine(int pes, EventSink events) {
    this.vttbr = new long[pes];
    this.events = events;
  }

  long read(long pa) {
    return words.getOrDefault(pa, 0L);
  }

  /**
   * Allocates table pages that read as zero.
   *
   * @param count as many as are concatenated; they are aligned to their whole size
   */
  long allocateTables(int pe, int count) {
    long bytes = count * PAGE;
    long tablePa = (free + bytes - 1) / bytes * bytes;
    free = tablePa + bytes;
    for (long offset = 0; offset < bytes; offset += PAGE) {
      events.tableAllocated(pe, tablePa + offset);
    }
    return tablePa;
  }

  /** Stores a descriptor into a table in use, and has every walker see it. */
  void store(int pe, long pa, int level, long ipa, long descriptor) {
    long old = read(pa);
    words.put(pa, descriptor);
    int index = (int) (pa % PAGE / 8);
    events.store(pe, pa - pa % PAGE, index, level, ipa, old, descriptor, true);
    events.dsb(pe, DsbOption.ISH);
  }

  /** Loads the tables of a domain, as is done when it is created and whenever it is operated on. */
  void load(int pe, long newVttbr) {
    if (vttbr[pe] != newVttbr) {
      vttbr[pe] = newVttbr;
      events.context(pe, SystemRegister.VTTBR_EL2, newVttbr);
      events.isb(pe);
    }
  }

  /** Removes what TLBs hold of the domain that is loaded. */
  void invalidate(int pe) {
    int vmid = (int) (vttbr[pe] >>> 48);
    events.tlbi(pe, TlbiOp.VMALLS12E1IS, 0, vmid, vttbr[pe] & 0xffff_ffff_ffffL);
    events.dsb(pe, DsbOption.ISH);
    events.isb(pe);
  }
}
