package io.shatterproof.bbm;

import io.shatterproof.arch.DsbOption;
import io.shatterproof.arch.ShareabilityDomain;
import io.shatterproof.arch.TlbiOp;
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

  /** Operations that are completed by the same barriers: one for each class. */
  private static final TlbiOp[] CLASSES = {
    TlbiOp.VMALLS12E1IS, TlbiOp.VMALLS12E1OS, TlbiOp.VMALLS12E1ISNXS, TlbiOp.VMALLS12E1OSNXS
  };

  /** Number of classes. */
  static final int CLASS_COUNT = CLASSES.length;

  private static final int OUTER = 1;
  private static final int NXS = 2;

  private final PerPe[] pendingWhole = new PerPe[CLASS_COUNT];
  private final PerPe[] pendingStage1 = new PerPe[CLASS_COUNT];
  private final PerPe ofOtherVmids = new PerPe();
  private final Progress whole = new Progress();
  private final Progress stage1 = new Progress();

  Invalidations() {
    for (int i = 0; i < CLASS_COUNT; i++) {
      pendingWhole[i] = new PerPe();
      pendingStage1[i] = new PerPe();
    }
  }

  /** The class of an operation, from 0. */
  static int classOf(TlbiOp op) {
    return (op.shareability() == ShareabilityDomain.OUTER ? OUTER : 0)
        | (op.excludesXs() ? NXS : 0);
  }

  /** Whether a barrier completes the operations of a class that its PE issued. */
  static boolean completes(DsbOption option, int ofClass) {
    return option.completes(CLASSES[ofClass]);
  }

  /** Everything of the VMID is asked to go from every TLB. */
  void wholeIssued(int pe, TlbiOp op, long event) {
    pendingWhole[classOf(op)].set(pe, event);
    whole.issued = event;
  }

  /** The same on the issuing PE alone. */
  void wholeIssuedForOnePe(long event) {
    whole.ofOnePe = event;
  }

  /** Whatever stage 1 had a part in is asked to go from every TLB. */
  void stage1Issued(int pe, TlbiOp op, long event) {
    pendingStage1[classOf(op)].set(pe, event);
    stage1.issued = event;
  }

  /** The same on the issuing PE alone. */
  void stage1IssuedForOnePe(long event) {
    stage1.ofOnePe = event;
  }

  /** A PE invalidates, but not this VMID. */
  void ofAnotherVmid(int pe, long event) {
    ofOtherVmids.set(pe, event);
  }

  /** Completes what a PE issued. */
  void complete(int pe, DsbOption option) {
    for (int i = 0; i < CLASS_COUNT; i++) {
      if (completes(option, i)) {
        whole.done(pendingWhole[i].get(pe));
        stage1.done(pendingStage1[i].get(pe));
      }
    }
  }

  long wholeIssued() {
    return whole.issued;
  }

  long wholeDone() {
    return whole.done;
  }

  long wholeOfOnePe() {
    return whole.ofOnePe;
  }

  long stage1Issued() {
    return stage1.issued;
  }

  long stage1Done() {
    return stage1.done;
  }

  long stage1OfOnePe() {
    return stage1.ofOnePe;
  }

  long ofAnotherVmid(int pe) {
    return ofOtherVmids.get(pe);
  }

  /** The latest times of one kind of operation. */
  private static final class Progress {
    private long issued = NEVER;
    private long done = NEVER;
    private long ofOnePe = NEVER;

    void done(long event) {
      done = Math.max(done, event);
    }
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
