package io.shatterproof.reference;

/** What releases after 4.8.0 do differently, apart from the algorithm itself. */
enum Change {
  /**
   * Another virtual CPU of the domain that ran last on a PE finds nothing of it in the TLB.
   *
   * @see "xen 607ad85d85"
   */
  VCPU_FLUSH,

  /**
   * Bit 0 of an entry says only whether its next use is to be heard of: what is mapped is said by
   * the type. So every use can be made to fault, and the fault resolved.
   *
   * @see "xen 2a654d3129, e03885248c, 0bc1a7b300, 70c92d989e, 2148a125b7, 2b45ff6030"
   */
  LAZY_ENTRIES,

  /**
   * Maintenance by set and way is trapped, and the guest's memory cleaned instead.
   *
   * @see "xen f253e88bec"
   */
  SET_WAY_TRAPPED,

  /**
   * No frame beyond the start tables is taken for one below, and the highest mapped frame is that
   * frame itself.
   *
   * @see "xen 88aaf40eef, 6e8e163b46, 31b4f4ab66"
   */
  FRAMES_CHECKED,

  /**
   * Entries are cleaned for the domains alone whose tables the IOMMU walks.
   *
   * @see "xen c447b7308b xen/arch/arm/mmu/p2m.c: p2m_init"
   */
  CLEANED_BY_DOMAIN,

  /**
   * Tables are freed when a domain is relinquished, piece by piece, and nothing is left to walk
   * then.
   *
   * @see "xen 3202084566, 603956258c"
   */
  TABLES_RELINQUISHED,

  /**
   * Tables of a domain come from a pool of its own.
   *
   * @see "xen 55914f7fc9, cbea5a1149, db8fa01c61"
   */
  TABLE_POOLS,

  /**
   * VMIDs have 16 bits where PEs have them.
   *
   * @see "xen fa25f10f2a"
   */
  WIDE_VMIDS,

  /**
   * Whoever populates a range learns that an extent could not be mapped.
   *
   * @see "xen a16cf950fc"
   */
  POPULATE_CHECKED
}
