package io.shatterproof.spi;

import java.util.Locale;

/** Something an implementation under test is able to do; vectors say which ones they need. */
public enum Capability {
  /** Map, unmap and look up. */
  P2M,
  /** Perform guest accesses itself; without it the judge computes them from the events. */
  ACCESS,
  /** Read stored descriptors back. */
  DESCRIPTORS,
  /** Report every event of the vocabulary that happens. */
  EVENTS,
  /** Report syndromes of aborts. */
  SYNDROME,
  /** Run operations on more than one PE. */
  MULTI_PE,
  /** Perform accesses under bare tables: memory, registers and accesses are all given. */
  REGIME,
  /** Keep what a TLB may keep between accesses under bare tables: TLB maintenance and barriers. */
  TLB;

  /** The spelling of vectors, for example {@code multi-pe}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
