package io.shatterproof.harness;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.SystemRegister;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.event.CleanKind;
import io.shatterproof.event.EventSink;

/**
 * Takes events of an implementation whose clock stands meanwhile: to hear of them is the judge's
 * work.
 */
final class UntimedSink implements EventSink {
  private final EventSink judge;

  UntimedSink(EventSink judge) {
    this.judge = judge;
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
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.store(pe, tablePa, index, level, ipa, oldDescriptor, newDescriptor, live);
    } finally {
      ImplementationClock.end(clock);
    }
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
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.fill(pe, tablePa, firstIndex, count, level, ipa, firstDescriptor, stride);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void tlbi(int pe, TlbiOp op, long operand, int vmid, long rootPa) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.tlbi(pe, op, operand, vmid, rootPa);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void dsb(int pe, DsbOption option) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.dsb(pe, option);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void isb(int pe) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.isb(pe);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void addressTranslated(int pe, boolean write, long va, boolean faulted) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.addressTranslated(pe, write, va, faulted);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void clean(int pe, CleanKind kind, long pa, long sizeBytes) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.clean(pe, kind, pa, sizeBytes);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void context(int pe, SystemRegister register, long value) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.context(pe, register, value);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void tableAllocated(int pe, long tablePa) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.tableAllocated(pe, tablePa);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void tableZeroed(int pe, long tablePa) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.tableZeroed(pe, tablePa);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void tableFreed(int pe, long tablePa, boolean again) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.tableFreed(pe, tablePa, again);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void locked(int pe, int domain) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.locked(pe, domain);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void unlocked(int pe, int domain) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.unlocked(pe, domain);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void referenceDropped(int pe, long pa) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.referenceDropped(pe, pa);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void iommuFlush(int pe, int domain, long ipa, long pages) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.iommuFlush(pe, domain, ipa, pages);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void preempted(int pe, int check) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.preempted(pe, check);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void monitored(int pe, boolean vcpuPaused, String access) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.monitored(pe, vcpuPaused, access);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void domainCrashed(int pe, int domain) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.domainCrashed(pe, domain);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void assertionFailed(int pe, String what) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.assertionFailed(pe, what);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void warned(int pe, int count) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.warned(pe, count);
    } finally {
      ImplementationClock.end(clock);
    }
  }

  @Override
  public void fatal(int pe, String what) {
    ImplementationClock clock = ImplementationClock.beginJudging();
    try {
      judge.fatal(pe, what);
    } finally {
      ImplementationClock.end(clock);
    }
  }
}
