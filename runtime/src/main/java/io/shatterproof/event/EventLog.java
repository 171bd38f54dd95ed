package io.shatterproof.event;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import java.util.ArrayList;
import java.util.List;

/** Keeps every event as a value, in order. Not thread-safe. */
public final class EventLog implements EventSink {
  private final List<Event> events = new ArrayList<>();

  /** A copy of what was reported so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** What was reported since the last call, or the beginning; it is kept here no longer. */
  public List<Event> drain() {
    List<Event> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  @Override
  public void store(
      int pe,
      long tablePa,
      int index,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor,
      boolean live) {
    events.add(new Event.Store(pe, tablePa, index, level, ipa, oldDescriptor, newDescriptor, live));
  }

  @Override
  public void fill(
      int pe,
      long tablePa,
      int firstIndex,
      int count,
      int level,
      long ipa,
      long firstDescriptor,
      long stride) {
    events.add(new Event.Fill(pe, tablePa, firstIndex, count, level, ipa, firstDescriptor, stride));
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {
    events.add(new Event.Tlbi(pe, op, operand, vmid, rootPa));
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    events.add(new Event.Dsb(pe, option));
  }

  @Override
  public void isb(int pe) {
    events.add(new Event.Isb(pe));
  }

  @Override
  public void addressTranslated(int pe, boolean write, long va, boolean faulted) {
    events.add(new Event.AddressTranslated(pe, write, va, faulted));
  }

  @Override
  public void clean(int pe, CleanKind what, long pa, long sizeBytes) {
    events.add(new Event.Clean(pe, what, pa, sizeBytes));
  }

  @Override
  public void context(int pe, SystemRegister register, long value) {
    events.add(new Event.Context(pe, register, value));
  }

  @Override
  public void tableAllocated(int pe, long tablePa) {
    events.add(new Event.TableAllocated(pe, tablePa));
  }

  @Override
  public void tableZeroed(int pe, long tablePa) {
    events.add(new Event.TableZeroed(pe, tablePa));
  }

  @Override
  public void tableFreed(int pe, long tablePa, boolean again) {
    events.add(new Event.TableFreed(pe, tablePa, again));
  }

  @Override
  public void locked(int pe, int domain) {
    events.add(new Event.Locked(pe, domain));
  }

  @Override
  public void unlocked(int pe, int domain) {
    events.add(new Event.Unlocked(pe, domain));
  }

  @Override
  public void referenceDropped(int pe, long pa) {
    events.add(new Event.ReferenceDropped(pe, pa));
  }

  @Override
  public void iommuFlush(int pe, int domain, long ipa, long pages) {
    events.add(new Event.IommuFlush(pe, domain, ipa, pages));
  }

  @Override
  public void preempted(int pe, int check) {
    events.add(new Event.Preempted(pe, check));
  }

  @Override
  public void monitored(int pe, boolean vcpuPaused, String access) {
    events.add(new Event.Monitored(pe, vcpuPaused, access));
  }

  @Override
  public void domainCrashed(int pe, int domain) {
    events.add(new Event.DomainCrashed(pe, domain));
  }

  @Override
  public void assertionFailed(int pe, String what) {
    events.add(new Event.AssertionFailed(pe, what));
  }

  @Override
  public void warned(int pe, int count) {
    events.add(new Event.Warned(pe, count));
  }

  @Override
  public void fatal(int pe, String what) {
    events.add(new Event.Fatal(pe, what));
  }
}
