package io.shatterproof.machine;

import io.shatterproof.arch.AccessReport;
import io.shatterproof.arch.Choices;
import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.GuestAccess;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.RegisterFile;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.register.HcrEl2;
import io.shatterproof.arch.register.HcrxEl2;
import io.shatterproof.arch.register.VtcrEl2;
import io.shatterproof.bbm.Violation;
import io.shatterproof.bbm.ViolationLog;
import io.shatterproof.memory.PhysicalMemory;
import io.shatterproof.tlb.Invalidation;
import io.shatterproof.tlb.Times;
import io.shatterproof.tlb.TlbContext;
import io.shatterproof.tlb.TlbLog;
import io.shatterproof.tlb.TlbTimeline;
import io.shatterproof.walk.DescriptorMemory;
import io.shatterproof.walk.Mmu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PEs whose tables and registers software gives, and what their TLBs may hold: every report that the
 * architecture permits is known, and so is every breach of break-before-make.
 *
 * <p>Until {@link #begin} every store is seen at once and no TLB holds anything. From then on each
 * call but {@link #outcomes} and {@link #seen} is one event; events are numbered from 0. Not
 * thread-safe.
 */
public final class BareMachine {
  private static final int PAGE_BYTES = PhysicalMemory.WORDS * Long.BYTES;
  private static final int GUEST = 1; // Exception level
  private static final int HYPERVISOR = 2; // Exception level
  private static final int MOST_TIMELINES = 64;

  private final Platform platform;
  private final PhysicalMemory memory = new PhysicalMemory();
  private final Mmu mmu;
  private final TlbLog log;
  private final ViolationLog violations = new ViolationLog();
  private final RegisterFile[] inForce; // by PE
  private final RegisterFile[] written;
  private final int[] levels; // Exception levels, by PE
  private final List<TlbTimeline> timelines = new ArrayList<>(); // of the accesses asked for
  private final Map<String, TlbContext> contexts = new HashMap<>(); // by the text of registers
  private final BareRules rules;
  private boolean begun;
  private long events;

  /** A machine without memory, no register written, every PE at EL2. */
  public BareMachine(Platform platform) {
    this.platform = platform;
    this.mmu = new Mmu(platform, memory);
    this.log = new TlbLog(platform, memory);
    this.rules = new BareRules(platform, log, violations);
    this.inForce = new RegisterFile[platform.pes()];
    this.written = new RegisterFile[platform.pes()];
    this.levels = new int[platform.pes()];
    for (int pe = 0; pe < platform.pes(); pe++) {
      inForce[pe] = RegisterFile.NONE;
      written[pe] = RegisterFile.NONE;
      levels[pe] = HYPERVISOR;
    }
  }

  /** Backs a range, which reads as zero. */
  public void provideMemory(long pa, long sizeBytes) {
    for (long offset = 0; offset < sizeBytes; offset += PAGE_BYTES) {
      memory.zeroPage(pa + offset);
    }
  }

  /** Whether there is memory at an address. */
  public boolean holds(long pa) {
    return memory.backedPages() > 0 && memory.isBacked(pa); // most scenarios have none
  }

  /** The newest word at an address. */
  public long read(long pa) {
    return memory.read(pa);
  }

  /** What was arranged is complete; from now on TLBs hold what they may. */
  public void begin() {
    begun = true;
    for (int pe = 0; pe < platform.pes(); pe++) {
      reside(Times.BEFORE, pe);
    }
  }

  /** Whether {@link #begin} was called. */
  public boolean hasBegun() {
    return begun;
  }

  /**
   * A word is stored.
   *
   * @param exchange whether the old one is read in the same step
   * @param sameContents whether the memory behind the old and the new leaf has the same contents
   * @throws IllegalArgumentException if there is no memory
   */
  public void store(int pe, long pa, long value, boolean exchange, boolean sameContents) {
    if (!holds(pa)) {
      throw new IllegalArgumentException("there is no memory at 0x" + Long.toHexString(pa));
    }
    long replaced = memory.exchange(pa, value);
    if (begun) {
      log.store(events, pe, pa, replaced, value);
      if (sameContents) {
        log.haveSameContents(replaced, value);
      }
      rules.stored(events, pa, replaced, value, exchange, sameContents);
      events++;
    } else if (S2Descriptor.contiguous(value)) { // should it be a block or page
      log.hasContiguous();
    }
  }

  /** A register is written: in force at once on a PE at EL1, after {@link #isb} on one at EL2. */
  public void write(int pe, SystemRegister register, long value) {
    written[pe] = written[pe].with(register, value);
    if (!begun || levels[pe] == GUEST) {
      inForce[pe] = written[pe];
    }
    if (begun) {
      if (levels[pe] == GUEST) {
        log.synchronize(events, pe);
      }
      reside(events, pe);
      events++;
    }
  }

  /**
   * A PE runs at another Exception level, or the same; a context synchronization event.
   *
   * @param el 1, in the guest, or 2
   */
  public void runAt(int pe, int el) {
    levels[pe] = el;
    synchronize(pe);
  }

  private void synchronize(int pe) {
    inForce[pe] = written[pe];
    if (begun) {
      log.synchronize(events, pe);
      reside(events, pe);
      events++;
    }
  }

  private void reside(long event, int pe) {
    TlbContext now = context(inForce[pe]);
    TlbContext guest = levels[pe] == GUEST ? now : null;
    TlbContext oldGuest = log.guest(pe);
    TlbContext old = log.inForce(pe);
    log.reside(event, pe, guest, now, context(written[pe]));
    if (old != null) {
      rules.resides(event, pe, oldGuest, old, guest, now);
    }
  }

  private TlbContext context(RegisterFile registers) {
    return contexts.computeIfAbsent(
        registers.toString(), text -> new RegisterContext(platform, registers));
  }

  /** A TLB maintenance operation is executed, in the way that the registers of its PE say. */
  public void tlbi(int pe, TlbiOp op, long operand) {
    boolean mayBeOfHost = levels[pe] != GUEST && op.followsTge();
    boolean isOfHost = mayBeOfHost && isHost(inForce[pe]);
    boolean willBeOfHost = mayBeOfHost && isHost(written[pe]);
    if (!isOfHost || !willBeOfHost) {
      long vtcr = inForce[pe].value(SystemRegister.VTCR_EL2);
      int vmid = isOfHost == willBeOfHost ? vmid(pe) : Invalidation.NO_VMID;
      log.tlbi(events, pe, inForce(pe, op), operand, vmid, VtcrEl2.DS.isSet(vtcr));
    }
    events++;
  }

  /** Whether operations at EL2 on EL1&0 are about EL2&0: HCR_EL2.{E2H, TGE} = {1, 1}. */
  private static boolean isHost(RegisterFile registers) {
    long hcr = registers.value(SystemRegister.HCR_EL2);
    return HcrEl2.E2H.isSet(hcr) && HcrEl2.TGE.isSet(hcr);
  }

  private TlbiOp inForce(int pe, TlbiOp op) {
    if (levels[pe] != GUEST) {
      return op;
    }
    long hcr = inForce[pe].value(SystemRegister.HCR_EL2);
    boolean isForced = HcrEl2.FB.isSet(hcr) && !HcrEl2.TGE.isSet(hcr);
    TlbiOp forced = isForced ? op.withForcedBroadcast() : op;
    return forcesNxs(pe) ? forced.withForcedNxs() : forced;
  }

  private boolean forcesNxs(int pe) {
    return levels[pe] == GUEST
        && HcrxEl2.FNXS.existsOn(platform)
        && HcrxEl2.FNXS.isSet(inForce[pe].value(SystemRegister.HCRX_EL2));
  }

  /** The VMID in force; none while a write of another one is not synchronised. */
  private int vmid(int pe) {
    int now = context(inForce[pe]).vmid();
    return now == context(written[pe]).vmid() ? now : Invalidation.NO_VMID;
  }

  /** What its PE stored and invalidated is complete, as far as the option says. */
  public void dsb(int pe, DsbOption option) {
    log.dsb(events, pe, forcesNxs(pe) ? option.withForcedNxs() : option);
    events++;
  }

  /** Registers that were written on the PE are in force: a context synchronization event. */
  public void isb(int pe) {
    synchronize(pe);
  }

  /** The cache line of an address is cleaned to the point of coherency. */
  public void cleanLine(int pe, long pa) {
    log.clean(pe, pa, 1);
    events++;
  }

  /** Anything may stand in a page from now on, until something is stored there. */
  public void freeTable(int pe, long pa, long sizeBytes) {
    log.free(events, pa, sizeBytes);
    if (begun) {
      rules.freed(events, pa, sizeBytes);
    }
    events++;
  }

  /** An access is made; what hardware updates stays, as the first of the outcomes has it. */
  public void perform(int pe, GuestAccess access) {
    if (!begun) {
      mmu.perform(inForce[pe], access, Choices.of(platform));
      return;
    }
    log.perform(events, pe, access);
    new Mmu(platform, new Updates()).perform(inForce[pe], access, Choices.of(platform));
    events++;
  }

  /** Memory whose updates by hardware are told to the log. */
  private final class Updates implements DescriptorMemory {
    @Override
    public long read(long pa) {
      return memory.read(pa);
    }

    @Override
    public boolean isBacked(long pa) {
      return memory.isBacked(pa);
    }

    @Override
    public boolean compareAndSwap(long pa, long expected, long replacement) {
      boolean isDone = memory.compareAndSwap(pa, expected, replacement);
      if (isDone) {
        log.update(events, pa, expected, replacement);
      }
      return isDone;
    }
  }

  /** Every outcome that an access can have now, without duplicates; nothing is changed. */
  public List<AccessReport> outcomes(int pe, GuestAccess access) {
    return begun
        ? List.copyOf(timeline(pe, access).outcomes(events - 1))
        : mmu.possible(inForce[pe], access);
  }

  private TlbTimeline timeline(int pe, GuestAccess access) {
    for (TlbTimeline timeline : timelines) {
      if (timeline.isOf(pe, access)) {
        return timeline;
      }
    }
    if (timelines.size() >= MOST_TIMELINES) {
      timelines.clear();
    }
    TlbTimeline timeline = new TlbTimeline(log, pe, access, null);
    timelines.add(timeline);
    return timeline;
  }

  /**
   * Every outcome that an access could have had, had it been made at a boundary: that before the
   * first event is number 0, that behind event n is number n + 1.
   */
  public List<List<AccessReport>> seen(int pe, GuestAccess access) {
    return new TlbTimeline(log, pe, access, null).outcomes(Times.BEFORE, events - 1);
  }

  /** How many events there were. */
  public long eventCount() {
    return events;
  }

  /** Breaches of break-before-make, in the order in which they were found. */
  public List<Violation> violations() {
    return violations.list();
  }
}
