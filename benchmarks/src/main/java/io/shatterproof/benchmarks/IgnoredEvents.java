package io.shatterproof.benchmarks;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;

/** Takes events and only counts them, so that what is measured is who makes them. */
public final class IgnoredEvents implements EventSink {
  private long count;

  long count() {
    return count;
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
    count++;
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
    this.count++;
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {
    count++;
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    count++;
  }

  @Override
  public void isb(int pe) {
    count++;
  }

  @Override
  public void addressTranslated(int pe, boolean write, long va, boolean faulted) {}

  @Override
  public void clean(int pe, CleanKind kind, long pa, long sizeBytes) {
    count++;
  }

  @Override
  public void context(int pe, SystemRegister register, long value) {
    count++;
  }

  @Override
  public void tableAllocated(int pe, long tablePa) {
    count++;
  }

  @Override
  public void tableZeroed(int pe, long tablePa) {
    count++;
  }

  @Override
  public void tableFreed(int pe, long tablePa, boolean again) {
    count++;
  }

  @Override
  public void locked(int pe, int domain) {
    count++;
  }

  @Override
  public void unlocked(int pe, int domain) {
    count++;
  }

  @Override
  public void referenceDropped(int pe, long pa) {
    count++;
  }

  @Override
  public void iommuFlush(int pe, int domain, long ipa, long pages) {
    count++;
  }

  @Override
  public void preempted(int pe, int check) {
    count++;
  }

  @Override
  public void monitored(int pe, boolean vcpuPaused, String access) {
    count++;
  }

  @Override
  public void domainCrashed(int pe, int domain) {
    count++;
  }

  @Override
  public void assertionFailed(int pe, String what) {
    count++;
  }

  @Override
  public void warned(int pe, int count) {
    this.count++;
  }

  @Override
  public void fatal(int pe, String what) {
    count++;
  }
}
