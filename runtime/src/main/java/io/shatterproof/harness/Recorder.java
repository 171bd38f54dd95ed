package io.shatterproof.harness;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.Event;
import io.shatterproof.event.EventSink;
import io.shatterproof.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Takes what a provider reports: feeds it to the judge's machine, and keeps it while a phase is
 * being observed. Reports of several threads at once are taken one after the other.
 */
final class Recorder implements EventSink {
  private final Machine machine;
  private final long mostEvents = EventLimit.configured();
  private final List<ObservedEvent> phase = new ArrayList<>();
  private boolean observing;
  private long events;
  private boolean nonsense;
  private boolean heardStore;

  Recorder(Machine machine) {
    this.machine = machine;
  }

  /** Forgets what was kept, and keeps what comes from now on. */
  synchronized void beginPhase() {
    phase.clear();
    observing = true;
  }

  /** Keeps nothing from now on: what comes belongs to a probe. */
  synchronized void endPhase() {
    observing = false;
  }

  /** The events of the phase, in order. */
  List<ObservedEvent> phase() {
    return phase;
  }

  /** Whether there were more events than are taken. */
  boolean hasOverflowed() {
    return events > mostEvents;
  }

  /** Whether an event was reported without one of its details, and hence not taken. */
  boolean heardNonsense() {
    return nonsense;
  }

  /** Whether anything was ever stored into a table. */
  boolean heardStore() {
    return heardStore;
  }

  /** One more event. */
  private void count() {
    if (++events > mostEvents) {
      throw new TooManyEventsException(mostEvents);
    }
  }

  private void requireTold(Object detail) {
    if (Objects.isNull(detail)) {
      nonsense = true;
      throw new NullPointerException("an event is reported with null");
    }
  }

  private void keep(ObservedEvent event) {
    phase.add(event);
  }

  private void keep(Event event) {
    keep(ObservedEvent.plain(event));
  }

  private void keepInTable(Event event, long tablePa) {
    // Asked before the machine applies it: a store that unlinks its own table was live.
    keep(new ObservedEvent(event, machine.isLive(tablePa), machine.ownerOf(tablePa)));
  }

  @Override
  public synchronized void store(
      int pe,
      long tablePa,
      int index,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor,
      boolean live) {
    count();
    heardStore = true;
    if (observing) {
      keepInTable(
          new Event.Store(pe, tablePa, index, level, ipa, oldDescriptor, newDescriptor, live),
          tablePa);
    }
    machine.store(pe, tablePa, index, level, ipa, oldDescriptor, newDescriptor, live);
  }

  @Override
  public synchronized void fill(
      int pe,
      long tablePa,
      int firstIndex,
      int count,
      int level,
      long ipa,
      long firstDescriptor,
      long stride) {
    count();
    heardStore = true;
    if (observing) {
      keepInTable(
          new Event.Fill(pe, tablePa, firstIndex, count, level, ipa, firstDescriptor, stride),
          tablePa);
    }
    machine.fill(pe, tablePa, firstIndex, count, level, ipa, firstDescriptor, stride);
  }

  @Override
  public synchronized void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {
    count();
    requireTold(op);
    if (observing) {
      keep(new Event.Tlbi(pe, op, operand, vmid, rootPa));
    }
    machine.tlbi(pe, op, operand, vmid, rootPa);
  }

  @Override
  public synchronized void dsb(int pe, DsbOption option) {
    count();
    requireTold(option);
    if (observing) {
      keep(new Event.Dsb(pe, option));
    }
    machine.dsb(pe, option);
  }

  @Override
  public synchronized void isb(int pe) {
    count();
    if (observing) {
      keep(new Event.Isb(pe));
    }
    machine.isb(pe);
  }

  @Override
  public synchronized void addressTranslated(int pe, boolean write, long va, boolean faulted) {
    count();
    if (observing) {
      keep(new Event.AddressTranslated(pe, write, va, faulted));
    }
    machine.addressTranslated(pe, write, va, faulted);
  }

  @Override
  public synchronized void clean(int pe, CleanKind kind, long pa, long sizeBytes) {
    count();
    requireTold(kind);
    if (observing) {
      keep(new Event.Clean(pe, kind, pa, sizeBytes));
    }
    machine.clean(pe, kind, pa, sizeBytes);
  }

  @Override
  public synchronized void context(int pe, SystemRegister register, long value) {
    count();
    requireTold(register);
    if (observing) {
      keep(new Event.Context(pe, register, value));
    }
    machine.context(pe, register, value);
  }

  @Override
  public synchronized void tableAllocated(int pe, long tablePa) {
    count();
    if (observing) {
      keep(new Event.TableAllocated(pe, tablePa));
    }
    machine.tableAllocated(pe, tablePa);
  }

  @Override
  public synchronized void tableZeroed(int pe, long tablePa) {
    count();
    if (observing) {
      keep(new Event.TableZeroed(pe, tablePa));
    }
    machine.tableZeroed(pe, tablePa);
  }

  @Override
  public synchronized void tableFreed(int pe, long tablePa, boolean again) {
    count();
    if (observing) {
      keep(new Event.TableFreed(pe, tablePa, again));
    }
    machine.tableFreed(pe, tablePa, again);
  }

  @Override
  public synchronized void locked(int pe, int domain) {
    count();
    if (observing) {
      keep(new Event.Locked(pe, domain));
    }
    machine.locked(pe, domain);
  }

  @Override
  public synchronized void unlocked(int pe, int domain) {
    count();
    if (observing) {
      keep(new Event.Unlocked(pe, domain));
    }
    machine.unlocked(pe, domain);
  }

  @Override
  public synchronized void referenceDropped(int pe, long pa) {
    count();
    if (observing) {
      keep(new Event.ReferenceDropped(pe, pa));
    }
    machine.referenceDropped(pe, pa);
  }

  @Override
  public synchronized void iommuFlush(int pe, int domain, long ipa, long pages) {
    count();
    if (observing) {
      keep(new Event.IommuFlush(pe, domain, ipa, pages));
    }
    machine.iommuFlush(pe, domain, ipa, pages);
  }

  @Override
  public synchronized void preempted(int pe, int check) {
    count();
    if (observing) {
      keep(new Event.Preempted(pe, check));
    }
    machine.preempted(pe, check);
  }

  @Override
  public synchronized void monitored(int pe, boolean vcpuPaused, String access) {
    count();
    requireTold(access);
    if (observing) {
      keep(new Event.Monitored(pe, vcpuPaused, access));
    }
    machine.monitored(pe, vcpuPaused, access);
  }

  @Override
  public synchronized void domainCrashed(int pe, int domain) {
    count();
    if (observing) {
      keep(new Event.DomainCrashed(pe, domain));
    }
    machine.domainCrashed(pe, domain);
  }

  @Override
  public synchronized void assertionFailed(int pe, String what) {
    count();
    requireTold(what);
    if (observing) {
      keep(new Event.AssertionFailed(pe, what));
    }
    machine.assertionFailed(pe, what);
  }

  @Override
  public synchronized void warned(int pe, int count) {
    count();
    if (observing) {
      keep(new Event.Warned(pe, count));
    }
    machine.warned(pe, count);
  }

  @Override
  public synchronized void fatal(int pe, String what) {
    count();
    requireTold(what);
    if (observing) {
      keep(new Event.Fatal(pe, what));
    }
    machine.fatal(pe, what);
  }
}
