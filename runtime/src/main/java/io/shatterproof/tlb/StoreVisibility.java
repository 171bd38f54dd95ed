package io.shatterproof.tlb;

/** Whether a PE can no longer read what a store replaced, or what that waits for. */
public enum StoreVisibility {
  /** It reads what was stored, or something later. */
  BY_THE_PE,
  /** No DSB completed the store. */
  NOT_ORDERED,
  /** A DSB did, but the walker reads past the caches, and the line was not cleaned before. */
  NOT_CLEANED,
  /** It is complete for all other PEs; this one has executed the DSB and not synchronised since. */
  NOT_SYNCHRONIZED
}
