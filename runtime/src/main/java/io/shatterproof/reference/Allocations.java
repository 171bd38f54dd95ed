package io.shatterproof.reference;

/** Decides which allocations succeed: an injected failure hits one of them. */
final class Allocations {
  private long untilFailure; // 0: none is injected

  /** The {@code nth} allocation from now on fails, once; counted from 1. */
  void failNth(long nth) {
    untilFailure = nth;
  }

  /** Counts one allocation; whether it may succeed. */
  boolean mayAllocate() {
    return untilFailure == 0 || --untilFailure != 0;
  }
}
