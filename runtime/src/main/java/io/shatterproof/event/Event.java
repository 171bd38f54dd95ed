package io.shatterproof.event;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;

/**
 * One observed event, as a value. Components are those of the method of {@link EventSink} that
 * {@link #replayTo} calls.
 */
public sealed interface Event {

  /** The PE on which it happened. */
  int pe();

  /** Its row in the table of the vocabulary. */
  EventKind kind();

  /** Reports this event to a sink. */
  void replayTo(EventSink sink);

  /** A descriptor store. */
  record Store(
      int pe,
      long tablePa,
      int index,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor,
      boolean live)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.STORE;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.store(pe, tablePa, index, level, ipa, oldDescriptor, newDescriptor, live);
    }
  }

  /** Consecutive descriptors of an off-line table. */
  record Fill(
      int pe,
      long tablePa,
      int firstIndex,
      int count,
      int level,
      long ipa,
      long firstDescriptor,
      long stride)
      implements Event {
    @Override
    public EventKind kind() {
      return EventKind.FILL;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.fill(pe, tablePa, firstIndex, count, level, ipa, firstDescriptor, stride);
    }
  }

  /** A TLB maintenance operation. */
  record Tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.TLBI;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.tlbi(pe, op, operand, vmid, rootPa);
    }
  }

  /** A data synchronization barrier. */
  record Dsb(int pe, DsbOption option) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.DSB;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.dsb(pe, option);
    }
  }

  /** An instruction synchronization barrier. */
  record Isb(int pe) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.ISB;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.isb(pe);
    }
  }

  /** An AT instruction. */
  record AddressTranslated(int pe, boolean write, long va, boolean faulted) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.ADDRESS_TRANSLATED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.addressTranslated(pe, write, va, faulted);
    }
  }

  /** Cache maintenance. */
  record Clean(int pe, CleanKind what, long pa, long sizeBytes) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.CLEAN;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.clean(pe, what, pa, sizeBytes);
    }
  }

  /** A system register write. */
  record Context(int pe, SystemRegister register, long value) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.CONTEXT;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.context(pe, register, value);
    }
  }

  /** A page becomes a table page. */
  record TableAllocated(int pe, long tablePa) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.TABLE_ALLOCATED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.tableAllocated(pe, tablePa);
    }
  }

  /** A table page is zeroed. */
  record TableZeroed(int pe, long tablePa) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.TABLE_ZEROED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.tableZeroed(pe, tablePa);
    }
  }

  /** A table page goes back to the allocator. */
  record TableFreed(int pe, long tablePa, boolean again) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.TABLE_FREED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.tableFreed(pe, tablePa, again);
    }
  }

  /** The write lock of a domain is taken. */
  record Locked(int pe, int domain) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.LOCKED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.locked(pe, domain);
    }
  }

  /** The write lock of a domain is released. */
  record Unlocked(int pe, int domain) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.UNLOCKED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.unlocked(pe, domain);
    }
  }

  /** A reference on a machine frame is dropped. */
  record ReferenceDropped(int pe, long pa) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.REFERENCE_DROPPED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.referenceDropped(pe, pa);
    }
  }

  /** An IOMMU TLB flush request. */
  record IommuFlush(int pe, int domain, long ipa, long pages) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.IOMMU_FLUSH;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.iommuFlush(pe, domain, ipa, pages);
    }
  }

  /** A preemption check asks an operation to stop. */
  record Preempted(int pe, int check) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.PREEMPTED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.preempted(pe, check);
    }
  }

  /** A monitor is told of an access. */
  record Monitored(int pe, boolean vcpuPaused, String access) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.MONITORED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.monitored(pe, vcpuPaused, access);
    }
  }

  /** A domain is crashed. */
  record DomainCrashed(int pe, int domain) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.DOMAIN_CRASHED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.domainCrashed(pe, domain);
    }
  }

  /** A debug assertion does not hold. */
  record AssertionFailed(int pe, String what) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.ASSERTION_FAILED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.assertionFailed(pe, what);
    }
  }

  /** Warnings are printed. */
  record Warned(int pe, int count) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.WARNED;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.warned(pe, count);
    }
  }

  /** A fatal check stops the hypervisor. */
  record Fatal(int pe, String what) implements Event {
    @Override
    public EventKind kind() {
      return EventKind.FATAL;
    }

    @Override
    public void replayTo(EventSink sink) {
      sink.fatal(pe, what);
    }
  }
}
