package io.shatterproof.arch;

/** Translation granule: the size of a page and of one translation table. */
public enum Granule {
  SIZE_4K(12, "4K"),
  SIZE_16K(14, "16K"),
  SIZE_64K(16, "64K");

  private final int shift;
  private final String word;

  Granule(int shift, String word) {
    this.shift = shift;
    this.word = word;
  }

  /** Number of address bits inside a page: 12, 14 or 16. */
  public int shift() {
    return shift;
  }

  /** Number of address bits one lookup level resolves, with 64-bit descriptors: 9, 11 or 13. */
  public int stride() {
    return shift - 3;
  }

  /** Size of a page in bytes. */
  public long sizeBytes() {
    return 1L << shift;
  }

  /** Descriptors in one table that is not a concatenated start table. */
  public int entriesPerTable() {
    return 1 << stride();
  }

  /** Position of the lowest IPA bit that selects an entry at {@code level}, -1 to 3. */
  public int levelShift(int level) {
    return shift + stride() * (3 - level);
  }

  /** Bytes one entry covers at {@code level}, -1 to 3. */
  public long entrySizeBytes(int level) {
    return 1L << levelShift(level);
  }

  /** The spelling of scenarios and vectors, for example {@code 4K}. */
  public String word() {
    return word;
  }

  @Override
  public String toString() {
    return word;
  }
}
