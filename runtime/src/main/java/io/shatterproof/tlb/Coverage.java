package io.shatterproof.tlb;

/**
 * How far an invalidation goes towards removing an entry from a PE: what is wrong with it first, or
 * missing. Each came nearer than those before it.
 */
public enum Coverage {
  /** It is not about such entries: of stage 1 alone, of another ASID, of EL2, or nXS. */
  NOTHING,
  OTHER_VMID,
  /** The address, or the range, lies elsewhere. */
  OTHER_ADDRESS,
  /** A hint names another level, or an L form was used for a table. */
  OTHER_LEVEL,
  OTHER_GRANULE,
  /** It acts on its own PE alone, and that is another one. */
  ONE_PE,
  /** It is about what was made of stage 2 alone, and this is combined. */
  STAGE2_ALONE,
  /** No DSB of its PE completed it. */
  NOT_COMPLETE,
  /** A context synchronization event is missing, behind it or before it. */
  NOT_SYNCHRONIZED,
  /** It removed the entry; who holds it, loaded it again. */
  WHOLE
}
