package io.shatterproof.harness;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.Feature;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.MemoryAttributes;
import io.shatterproof.arch.Platform;
import io.shatterproof.arch.S2Descriptor;
import io.shatterproof.arch.S2Format;
import io.shatterproof.arch.S2Permissions;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.EventSink;
import io.shatterproof.p2m.AbortOutcome;
import io.shatterproof.p2m.DomainConfig;
import io.shatterproof.p2m.GuestAbort;
import io.shatterproof.p2m.MappingAttributes;
import io.shatterproof.p2m.P2mAccess;
import io.shatterproof.p2m.P2mEntry;
import io.shatterproof.p2m.Statistic;
import io.shatterproof.spi.Capability;
import io.shatterproof.spi.DomainReport;
import io.shatterproof.spi.P2mProvider;
import io.shatterproof.spi.P2mSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * A provider of one table that maps blocks, 1G in level 1 if nothing else is said, by
 * break-before-make; each of its decisions can be overridden to make it wrong.
 */
class ScriptedP2m implements P2mProvider {
  static final long ROOT = 0x1000_0000;
  static final int VMID = 5;

  private final S2Format format;
  private final int level;

  ScriptedP2m() {
    this(Granule.SIZE_4K, 1);
  }

  /** A provider of one table of this level, which can hold blocks. */
  ScriptedP2m(Granule granule, int level) {
    this.format = S2Format.of(granule);
    this.level = level;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.P2M, Capability.EVENTS, Capability.DESCRIPTORS);
  }

  @Override
  public Set<Feature> features() {
    return Set.of();
  }

  @Override
  public List<String> profiles() {
    return List.of("blocks");
  }

  @Override
  public P2mSession open(Platform platform, String profile, EventSink events) {
    return new Session(events);
  }

  /** The order of events of one update; descriptors are 0 for invalid. */
  void update(Session session, int index, long oldDescriptor, long newDescriptor) {
    if (S2Descriptor.isValid(oldDescriptor)) {
      session.store(index, oldDescriptor, 0);
      session.flush();
    }
    if (newDescriptor != 0) {
      session.store(index, 0, newDescriptor);
    }
  }

  /** What an operation returns. */
  long code() {
    return 0;
  }

  /** What the creation of a domain answers. */
  DomainReport created(DomainReport report) {
    return report;
  }

  /** What a look-up answers. */
  P2mEntry answer(P2mEntry entry) {
    return entry;
  }

  /** What a descriptor is read back as. */
  long readBack(long descriptor) {
    return descriptor;
  }

  /** Hears each call of an operation beyond mapping, with its arguments. */
  void called(String call) {}

  /** What becomes of an abort. */
  AbortOutcome outcome(GuestAbort abort) {
    return AbortOutcome.RETRY;
  }

  /** Whether faults are resolved. */
  boolean resolved() {
    return true;
  }

  /** What a restriction is said to be. */
  long restriction() {
    return P2mAccess.RWX.number();
  }

  /** What a statistic is said to be. */
  long figure(Statistic which) {
    return 0;
  }

  /** What happens when a session is closed. */
  void close() {}

  /** What a store is reported as, the words in memory having been changed. */
  void report(EventSink events, int index, long oldDescriptor, long newDescriptor) {
    events.store(0, ROOT, index, level, ipa(index), oldDescriptor, newDescriptor, true);
  }

  private long ipa(int index) {
    return (long) index << format.granule().levelShift(level);
  }

  private int index(long ipa) {
    return (int) (ipa >>> format.granule().levelShift(level));
  }

  final class Session implements P2mSession {
    private final EventSink events;
    private final Map<Integer, Long> words = new TreeMap<>();

    Session(EventSink events) {
      this.events = events;
    }

    @Override
    public DomainReport createDomain(DomainConfig config) {
      events.tableAllocated(0, ROOT);
      return created(new DomainReport((long) VMID << 48 | ROOT, 0));
    }

    @Override
    public long map(
        int pe, int domain, long ipa, long sizeBytes, long pa, MappingAttributes attributes) {
      int index = index(ipa);
      update(
          this,
          index,
          words.getOrDefault(index, 0L),
          format.leaf(pa, level, attributes.permissions(), MemoryAttributes.NORMAL_WB));
      return code();
    }

    @Override
    public long unmap(int pe, int domain, long ipa, long sizeBytes, OptionalLong pa) {
      int index = index(ipa);
      update(this, index, words.getOrDefault(index, 0L), 0);
      return code();
    }

    @Override
    public P2mEntry lookup(int domain, long ipa) {
      long descriptor = words.getOrDefault(index(ipa), 0L);
      if (!S2Descriptor.isValid(descriptor)) {
        return answer(new P2mEntry.Hole(Optional.empty()));
      }
      return answer(new P2mEntry.Mapped(
          format.outputAddress(descriptor, level) + (ipa - ipa(index(ipa))),
          S2Descriptor.permissions(descriptor),
          Optional.empty(),
          Optional.empty(),
          Optional.empty()));
    }

    @Override
    public long readDescriptor(long pa) {
      return readBack(words.getOrDefault((int) ((pa - ROOT) >>> 3), 0L));
    }

    @Override
    public void lock(int pe, int domain) {
      events.locked(pe, domain);
    }

    @Override
    public void unlock(int pe, int domain) {
      events.unlocked(pe, domain);
    }

    @Override
    public void failAllocation(long nth) {
      called("fail allocation " + nth);
    }

    @Override
    public long protect(
        int pe,
        int domain,
        long ipa,
        long sizeBytes,
        int access,
        long firstPage,
        int preemptEvery) {
      called("protect" + range(pe, domain, ipa, sizeBytes) + " access " + access + " first "
          + firstPage + " every " + preemptEvery);
      return code();
    }

    @Override
    public long protectNewMappings(int pe, int domain, int access) {
      called("protect default pe " + pe + " domain " + domain + " access " + access);
      return code();
    }

    @Override
    public long accessRestriction(int domain, OptionalLong ipa) {
      called("restriction domain " + domain + " " + ipa);
      return restriction();
    }

    @Override
    public void listen(int domain, boolean connected, boolean required) {
      called("listen domain " + domain + " " + connected + " " + required);
    }

    @Override
    public long clean(int pe, int domain, long ipa, long sizeBytes) {
      called("clean" + range(pe, domain, ipa, sizeBytes));
      return code();
    }

    @Override
    public long clean(
        int pe, int domain, long ipa, long sizeBytes, long firstPage, int preemptEvery) {
      if (firstPage == 0 && preemptEvery == 0) {
        return clean(pe, domain, ipa, sizeBytes);
      }
      called("clean" + range(pe, domain, ipa, sizeBytes) + " first " + firstPage + " every "
          + preemptEvery);
      return code();
    }

    @Override
    public long relinquish(int pe, int domain, int preemptEvery) {
      called("relinquish pe " + pe + " domain " + domain + " every " + preemptEvery);
      return code();
    }

    @Override
    public void teardown(int pe, int domain) {
      called("teardown pe " + pe + " domain " + domain);
      events.tableFreed(pe, ROOT, false);
    }

    @Override
    public long teardown(int pe, int domain, int preemptEvery) {
      if (preemptEvery == 0) {
        teardown(pe, domain);
        return code();
      }
      called("teardown pe " + pe + " domain " + domain + " every " + preemptEvery);
      if (code() == 0) {
        events.tableFreed(pe, ROOT, false);
      }
      return code();
    }

    @Override
    public void enter(int pe, int domain) {
      called("enter pe " + pe + " domain " + domain);
    }

    @Override
    public void enter(int pe, int domain, int vcpu) {
      called("enter pe " + pe + " domain " + domain + " vcpu " + vcpu);
    }

    @Override
    public long map(
        int pe,
        int domain,
        long ipa,
        long sizeBytes,
        long pa,
        MappingAttributes attributes,
        P2mAccess access) {
      called("map" + range(pe, domain, ipa, sizeBytes) + " to " + pa + " access " + access);
      long block = pa & -format.granule().entrySizeBytes(level);
      return map(pe, domain, ipa, sizeBytes, block, attributes);
    }

    @Override
    public long populate(
        int pe, int domain, long ipa, long sizeBytes, MappingAttributes attributes) {
      called("populate" + range(pe, domain, ipa, sizeBytes) + " as "
          + attributes.type().orElseThrow());
      return code();
    }

    @Override
    public void invalidateRoot(int pe, int domain) {
      called("invalidate root pe " + pe + " domain " + domain);
    }

    @Override
    public boolean resolve(int pe, int domain, long ipa) {
      called("resolve pe " + pe + " domain " + domain + " " + ipa);
      return resolved();
    }

    @Override
    public void unpause(int pe, int domain) {
      called("unpause pe " + pe + " domain " + domain);
    }

    @Override
    public void maintainBySetWay(int pe, int domain) {
      called("set way pe " + pe + " domain " + domain);
    }

    @Override
    public void switchCaches(int pe, int domain, boolean on) {
      called("caches pe " + pe + " domain " + domain + " " + on);
    }

    @Override
    public long resizePool(int pe, int domain, long sizeBytes, int preemptEvery) {
      called("pool pe " + pe + " domain " + domain + " " + sizeBytes + " every " + preemptEvery);
      return code();
    }

    @Override
    public void leave(int pe) {
      called("leave pe " + pe);
    }

    @Override
    public void emulate(int domain, long ipa, long sizeBytes) {
      called("emulate domain " + domain + " " + ipa + " " + sizeBytes);
    }

    @Override
    public AbortOutcome abort(int pe, int domain, GuestAbort abort) {
      called("abort pe " + pe + " domain " + domain + " " + abort);
      return outcome(abort);
    }

    @Override
    public long statistic(int domain, Statistic which, int level) {
      called("statistic domain " + domain + " " + which + " " + level);
      return figure(which);
    }

    private String range(int pe, int domain, long ipa, long sizeBytes) {
      return " pe " + pe + " domain " + domain + " " + ipa + " " + sizeBytes;
    }

    @Override
    public void close() {
      ScriptedP2m.this.close();
    }

    void store(int index, long oldDescriptor, long newDescriptor) {
      words.put(index, newDescriptor);
      events.dsb(0, DsbOption.SY);
      report(events, index, oldDescriptor, newDescriptor);
      events.dsb(0, DsbOption.SY);
    }

    void flush() {
      events.tlbi(0, TlbiOp.VMALLS12E1IS, 0, VMID, ROOT);
      events.dsb(0, DsbOption.SY);
      events.isb(0);
    }
  }

  static final S2Permissions READ_WRITE = new S2Permissions(true, true, true);
}
