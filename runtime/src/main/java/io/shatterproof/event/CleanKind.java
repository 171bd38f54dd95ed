package io.shatterproof.event;

import java.util.Locale;

/** What a cache clean to the point of coherency is for; each is counted apart. */
public enum CleanKind {
  /** One descriptor, after a store. */
  ENTRY,
  /** A table page, before it is linked. */
  TABLE,
  /** Pages of guest memory. */
  DATA,
  /** The instruction cache: an invalidation. */
  INSTRUCTION;

  /** The spelling of scenarios and vectors. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
