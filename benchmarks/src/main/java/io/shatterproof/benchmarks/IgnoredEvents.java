package io.shatterproof.benchmarks;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;

/** Nobody listens: what is measured is who makes the events. */
public final class IgnoredEvents implements EventSink {
  @Override
  public void store(
      int pe,
      long tablePa,
      int index,
      int level,
      long ipa,
      long oldDescriptor,
      long newDescriptor,
      boolean live) {}

  @Override
  public void fill(
      int pe,
      long tablePa,
      int firstIndex,
      int count,
      int level,
      long ipa,
      long firstDescriptor,
      long stride) {}

  @Override
  public void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {}

  @Override
  public void dsb(int pe, DsbOption option) {}

  @Override
  public void isb(int pe) {}

  @Override
  public void addressTranslated(int pe, boolean write, long va, boolean faulted) {}

  @Override
  public void clean(int pe, CleanKind kind, long pa, long sizeBytes) {}

  @Override
  public void context(int pe, SystemRegister register, long value) {}

  @Override
  public void tableAllocated(int pe, long tablePa) {}

  @Override
  public void tableZeroed(int pe, long tablePa) {}

  @Override
  public void tableFreed(int pe, long tablePa, boolean again) {}

  @Override
  public void locked(int pe, int domain) {}

  @Override
  public void unlocked(int pe, int domain) {}

  @Override
  public void referenceDropped(int pe, long pa) {}

  @Override
  public void iommuFlush(int pe, int domain, long ipa, long pages) {}

  @Override
  public void preempted(int pe, int check) {}

  @Override
  public void monitored(int pe, boolean vcpuPaused, String access) {}

  @Override
  public void domainCrashed(int pe, int domain) {}

  @Override
  public void assertionFailed(int pe, String what) {}

  @Override
  public void warned(int pe, int count) {}

  @Override
  public void fatal(int pe, String what) {}
}
