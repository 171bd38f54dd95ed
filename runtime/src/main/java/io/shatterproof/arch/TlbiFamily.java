package io.shatterproof.arch;

import io.shatterproof.arch.TlbiOp.Operand;
import io.shatterproof.arch.TlbiOp.Scope;

/**
 * A TLB maintenance operation without its suffixes, which say on which PEs it acts and what its
 * completion waits for.
 *
 * <p>VMALLWS2E1 of FEAT_TLBIW, which need not remove anything, and the operations by physical
 * address of FEAT_RME are not here, nor are those of EL3.
 *
 * @see "Arm ARM DDI 0487, 'TLB maintenance instructions'"
 */
public enum TlbiFamily {
  ALLE1(Scope.ALL, 4, at(7, 4), at(3, 4), at(1, 4)),
  VMALLS12E1(Scope.VMID, 4, at(7, 6), at(3, 6), at(1, 6)),
  VMALLE1(Scope.STAGE1_OF_VMID, 0, at(7, 0), at(3, 0), at(1, 0)),
  ASIDE1(Scope.ASID, 0, at(7, 2), at(3, 2), at(1, 2)),
  VAE1(Scope.VA, 0, at(7, 1), at(3, 1), at(1, 1)),
  VALE1(Scope.VA, 0, at(7, 5), at(3, 5), at(1, 5)),
  VAAE1(Scope.VA_ALL_ASIDS, 0, at(7, 3), at(3, 3), at(1, 3)),
  VAALE1(Scope.VA_ALL_ASIDS, 0, at(7, 7), at(3, 7), at(1, 7)),
  RVAE1(Scope.VA, 0, at(6, 1), at(2, 1), at(5, 1)),
  RVALE1(Scope.VA, 0, at(6, 5), at(2, 5), at(5, 5)),
  RVAAE1(Scope.VA_ALL_ASIDS, 0, at(6, 3), at(2, 3), at(5, 3)),
  RVAALE1(Scope.VA_ALL_ASIDS, 0, at(6, 7), at(2, 7), at(5, 7)),
  IPAS2E1(Scope.IPA, 4, at(4, 1), at(0, 1), at(4, 0)),
  IPAS2LE1(Scope.IPA, 4, at(4, 5), at(0, 5), at(4, 4)),
  RIPAS2E1(Scope.IPA, 4, at(4, 2), at(0, 2), at(4, 3)),
  RIPAS2LE1(Scope.IPA, 4, at(4, 6), at(0, 6), at(4, 7)),
  ALLE2(Scope.EL2, 4, at(7, 0), at(3, 0), at(1, 0)),
  VAE2(Scope.EL2, 4, at(7, 1), at(3, 1), at(1, 1)),
  VALE2(Scope.EL2, 4, at(7, 5), at(3, 5), at(1, 5));

  private final Scope scope;
  private final int op1;
  private final int local;
  private final int inner;
  private final int outer;

  /** The encodings are CRm and op2 of the operation on one PE, with IS and with OS. */
  TlbiFamily(Scope scope, int op1, int local, int inner, int outer) {
    this.scope = scope;
    this.op1 = op1;
    this.local = local;
    this.inner = inner;
    this.outer = outer;
  }

  private static int at(int crm, int op2) {
    return crm << 3 | op2;
  }

  Scope scope() {
    return scope;
  }

  boolean isRange() {
    return name().startsWith("R");
  }

  boolean isLastLevelOnly() {
    return switch (this) {
      case VALE1, VAALE1, RVALE1, RVAALE1, IPAS2LE1, RIPAS2LE1, VALE2 -> true;
      case ALLE1, VMALLS12E1, VMALLE1, ASIDE1, VAE1, VAAE1, RVAE1, RVAAE1 -> false;
      case IPAS2E1, RIPAS2E1, ALLE2, VAE2 -> false;
    };
  }

  Operand operand() {
    return switch (this) {
      case ALLE1, VMALLS12E1, VMALLE1, ALLE2 -> Operand.NONE;
      case ASIDE1 -> Operand.ASID;
      case VAE1, VALE1, VAAE1, VAALE1, VAE2, VALE2 -> Operand.VA;
      case RVAE1, RVALE1, RVAAE1, RVAALE1 -> Operand.VA_RANGE;
      case IPAS2E1, IPAS2LE1 -> Operand.IPA;
      case RIPAS2E1, RIPAS2LE1 -> Operand.IPA_RANGE;
    };
  }

  TlbiOp.Encoding encoding(ShareabilityDomain shareability, boolean excludesXs) {
    int crmAndOp2 = switch (shareability) {
      case NON_SHAREABLE -> local;
      case INNER -> inner;
      case OUTER, SYSTEM -> outer;
    };
    return new TlbiOp.Encoding(op1, excludesXs ? 9 : 8, crmAndOp2 >>> 3, crmAndOp2 & 0b111);
  }
}
