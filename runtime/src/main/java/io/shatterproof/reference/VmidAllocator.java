package io.shatterproof.reference;

import java.util.BitSet;

/**
 * Hands out VMIDs, lowest first; 0 is handed out to nobody. They have 8 bits until they are widened.
 *
 * @see "xen bf1bb6b731 xen/arch/arm/p2m.c: p2m_alloc_vmid; fa25f10f2a"
 */
class VmidAllocator {
  /** Answer when every VMID is in use. */
  static final int NONE = -1;

  private static final int OF_8_BITS = 1 << 8;
  private static final int OF_16_BITS = 1 << 16;
  private static final int RESERVED = 0;

  private final BitSet used = new BitSet(OF_8_BITS);
  private int vmids = OF_8_BITS;

  VmidAllocator() {
    used.set(RESERVED);
  }

  /** There are VMIDs of 16 bits. */
  void widen() {
    vmids = OF_16_BITS;
  }

  /** The lowest free VMID, in use from now on; {@link #NONE} if there is none. */
  int allocate() {
    int vmid = used.nextClearBit(0);
    if (vmid >= vmids) {
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
