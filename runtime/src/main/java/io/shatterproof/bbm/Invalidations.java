package io.shatterproof.bbm;

import java.util.Arrays;

/**
 * How far the invalidations of one VMID have come. Times are ordinals of events; {@link #NEVER} lies
 * before the first.
 *
 * <p>An invalidation has effect when a DSB of its issuer completes it, as of the time when it was
 * issued: what was not visible then may have been loaded again.
 */
final class Invalidations {
  static final long NEVER = -1;

  private final PerPe pendingWhole = new PerPe();
  private final PerPe pendingStage1 = new PerPe();
  private final PerPe ofOtherVmids = new PerPe();
  private long wholeIssued = NEVER;
  private long wholeDone = NEVER;
  private long wholeOfOnePe = NEVER;
  private long stage1Issued = NEVER;
  private long stage1Done = NEVER;
  private long stage1OfOnePe = NEVER;

  /** Everything of the VMID is asked to go from every TLB. */
  void wholeIssued(int pe, long event) {
    pendingWhole.set(pe, event);
    wholeIssued = event;
  }

  /** The same on the issuing PE alone. */
  void wholeIssuedForOnePe(long event) {
    wholeOfOnePe = event;
  }

  /** Whatever stage 1 had a part in is asked to go from every TLB. */
  void stage1Issued(int pe, long event) {
    pendingStage1.set(pe, event);
    stage1Issued = event;
  }

  /** The same on the issuing PE alone. */
  void stage1IssuedForOnePe(long event) {
    stage1OfOnePe = event;
  }

  /** A PE invalidates, but not this VMID. */
  void ofAnotherVmid(int pe, long event) {
    ofOtherVmids.set(pe, event);
  }

  /** Completes what a PE issued. */
  void complete(int pe) {
    wholeDone = Math.max(wholeDone, pendingWhole.get(pe));
    stage1Done = Math.max(stage1Done, pendingStage1.get(pe));
  }

  long wholeIssued() {
    return wholeIssued;
  }

  long wholeDone() {
    return wholeDone;
  }

  long wholeOfOnePe() {
    return wholeOfOnePe;
  }

  long stage1Issued() {
    return stage1Issued;
  }

  long stage1Done() {
    return stage1Done;
  }

  long stage1OfOnePe() {
    return stage1OfOnePe;
  }

  long ofAnotherVmid(int pe) {
    return ofOtherVmids.get(pe);
  }

  /** The latest time of something, for each PE. */
  private static final class PerPe {
    private long[] times = new long[0];

    long get(int pe) {
      return pe < times.length ? times[pe] : NEVER;
    }

    void set(int pe, long event) {
      if (pe >= times.length) {
        int before = times.length;
        times = Arrays.copyOf(times, Math.max(pe + 1, before * 2));
        Arrays.fill(times, before, times.length, NEVER);
      }
      times[pe] = event;
    }
  }
}
