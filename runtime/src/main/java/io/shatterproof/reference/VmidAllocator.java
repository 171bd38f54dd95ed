package io.shatterproof.reference;

import java.util.BitSet;

/**
 * Hands out 8-bit VMIDs, lowest first. 0 is handed out to nobody.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_alloc_vmid"
 */
class VmidAllocator {
  /** Answer when every VMID is in use. */
  static final int NONE = -1;

  private static final int RESERVED = 0;
  private static final int VMIDS = 256;

  private final BitSet used = new BitSet(VMIDS);

  VmidAllocator() {
    used.set(RESERVED);
  }

  /** The lowest free VMID, in use from now on; {@link #NONE} if there is none. */
  int allocate() {
    int vmid = used.nextClearBit(0);
    if (vmid >= VMIDS) {
      return NONE;
    }
    used.set(vmid);
    return vmid;
  }

  /** Makes a VMID free again; TLBs may still hold entries of it. */
  void release(int vmid) {
    used.clear(vmid);
  }
}
