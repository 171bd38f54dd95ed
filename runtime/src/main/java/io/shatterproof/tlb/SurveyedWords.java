package io.shatterproof.tlb;

import io.shatterproof.arch.ContiguousRange;
import io.shatterproof.arch.Granule;
import io.shatterproof.arch.S2Descriptor;

/**
 * What a PE may have read in words of tables.
 *
 * @param since boundary; what was loaded before is not held
 */
record SurveyedWords(TlbLog log, int pe, long since) {

  /** The newest value of a word. */
  long newest(long pa) {
    return log.memory().read(pa);
  }

  /** Whether the PE can have read another value of a word than the one that it has now. */
  boolean hasHistory(long pa) {
    int version = log.words().latest(pa, Times.NEVER);
    return WordHistory.exists(version)
        && (log.residences().hasShared(pe) || log.words().completedFor(version, pe) > since);
  }

  /** Whether what stands beside a word may translate its address. */
  boolean isOfGroup(Granule granule, int level, long tablePa, long index) {
    if (!log.knowsContiguous()) {
      return false;
    }
    int group = ContiguousRange.entries(granule, level);
    long start = index & -group;
    for (long i = start; group > 1 && i < start + group; i++) {
      long pa = tablePa + (i << 3);
      if (hasHistory(pa) || S2Descriptor.contiguous(newest(pa))) {
        return true;
      }
    }
    return false;
  }
}
