package io.shatterproof.vector.archive;

import io.shatterproof.vector.json.ReadLimits;

/**
 * How much is accepted from files, folders and jars that nobody trusts.
 *
 * @param reading of each set
 * @param setBytes unpacked bytes of one set
 * @param growth unpacked bytes for each packed one, beyond the first {@link #FREE_BYTES}
 * @param entries files of one folder or entries of one jar
 */
public record ArchiveLimits(ReadLimits reading, long setBytes, long growth, int entries) {
  public static final ArchiveLimits DEFAULT =
      new ArchiveLimits(ReadLimits.DEFAULT, 64L << 30, 500, 100_000);

  /** Whatever a file is made of, it may unpack to so much. */
  static final long FREE_BYTES = 1L << 20;
}
