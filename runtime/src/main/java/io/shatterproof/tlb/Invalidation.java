package io.shatterproof.tlb;

import io.shatterproof.arch.Granule;
import io.shatterproof.arch.TlbiOp;
import io.shatterproof.arch.TlbiOperand;

/**
 * A TLB maintenance operation that was executed. It has effect when it is complete, as of the time
 * when it was issued: what is loaded in between stays.
 *
 * @see "Arm ARM DDI 0487, 'Ordering and completion of TLB maintenance instructions'"
 */
public final class Invalidation {
  /** In place of a VMID that cannot be told, so that no entry need go. */
  public static final int NO_VMID = -1;

  private final long issuedAt;
  private final int pe;
  private final TlbiOp op;
  private final long operand;
  private final int vmid;
  private final boolean lpa2;
  private final boolean ds;
  private final long iommuSizeBytes; // 0 of an operation by a PE
  private long completeAt = Times.NEVER;
  private long synchronizedAt = Times.NEVER;

  /**
   * An operation that nothing has completed yet.
   *
   * @param vmid in force on the PE; {@link #NO_VMID} if it cannot be told
   * @param lpa2 FEAT_LPA2
   * @param ds VTCR_EL2.DS
   */
  Invalidation(long issuedAt, int pe, TlbiOp op, long operand, int vmid, boolean lpa2, boolean ds) {
    this(issuedAt, pe, op, operand, vmid, lpa2, ds, 0);
  }

  private Invalidation(
      long issuedAt,
      int pe,
      TlbiOp op,
      long operand,
      int vmid,
      boolean lpa2,
      boolean ds,
      long iommuSizeBytes) {
    this.issuedAt = issuedAt;
    this.pe = pe;
    this.op = op;
    this.operand = operand;
    this.vmid = vmid;
    this.lpa2 = lpa2;
    this.ds = ds;
    this.iommuSizeBytes = iommuSizeBytes;
  }

  /** What an IOMMU does when it is asked to forget a range: complete at once. */
  static Invalidation ofIommu(long event, int iommu, int vmid, long ipa, long sizeBytes) {
    Invalidation flush = new Invalidation(
        event, iommu, TlbiOp.RIPAS2E1, ipa, vmid, false, false, Math.max(sizeBytes, 1));
    flush.completeAt = event;
    flush.synchronizedAt = event;
    return flush;
  }

  boolean isOfIommu() {
    return iommuSizeBytes != 0;
  }

  /** Whether the range that the IOMMU forgets overlaps another one. */
  boolean overlaps(long ipa, long sizeBytes) {
    return Long.compareUnsigned(ipa - operand, iommuSizeBytes) < 0
        || Long.compareUnsigned(operand - ipa, sizeBytes) < 0;
  }

  public long issuedAt() {
    return issuedAt;
  }

  /** The PE that executed it. */
  public int pe() {
    return pe;
  }

  public TlbiOp op() {
    return op;
  }

  public long operand() {
    return operand;
  }

  public int vmid() {
    return vmid;
  }

  /** Whether its operand names VAs. */
  public boolean namesVa() {
    return op.operand() == TlbiOp.Operand.VA || op.operand() == TlbiOp.Operand.VA_RANGE;
  }

  /** The first IPA that its operand names. */
  public long firstIpa() {
    return TlbiOperand.first(op, operand, Granule.SIZE_4K, ds);
  }

  boolean lpa2() {
    return lpa2;
  }

  boolean ds() {
    return ds;
  }

  /** TCR_EL1.DS; tables of stage 1 do without. */
  boolean stage1Ds() {
    return false;
  }

  /** Whether it is about everything that is tagged with a VMID. */
  boolean isOfWhole(int otherVmid) {
    return switch (op.scope()) {
      case ALL -> true;
      case VMID -> vmid == otherVmid;
      case STAGE1_OF_VMID, ASID, VA, VA_ALL_ASIDS, IPA, EL2 -> false;
    };
  }

  /** A DSB of its PE completes it. */
  void complete(long event) {
    completeAt = Math.min(completeAt, event);
  }

  boolean isComplete() {
    return completeAt != Times.NEVER;
  }

  /** A context synchronization event of its PE follows. */
  void synchronize(long event) {
    synchronizedAt = Math.min(synchronizedAt, event);
  }

  /** Whether it acts on a PE at all. */
  public boolean reaches(int otherPe) {
    return otherPe == pe || (op.isBroadcast() && !isOfIommu());
  }

  /** Since when it is complete for a PE; {@link Times#NEVER} if it is not. */
  public long completeFor(int otherPe) {
    if (otherPe == pe) {
      return synchronizedAt;
    }
    return op.isBroadcast() ? completeAt : Times.NEVER;
  }
}
