package io.shatterproof.machine.brute;

/** A stage 2 descriptor of the 4K granule, taken apart bit by bit. */
final class Word {
  private static final long ACCESS_FLAG = 1L << 10;
  private static final long READ = 1L << 6;
  private static final long WRITE = 1L << 7;
  private static final long NO_EXECUTE = 1L << 54;
  private static final long CONTIGUOUS = 1L << 52;
  private static final long ADDRESS = 0x0000_ffff_ffff_f000L;
  private static final long TYPE_AND_SHAREABILITY = 0x33cL; // MemAttr and SH

  private Word() {}

  static boolean isTable(long word, int level) {
    return level < 3 && (word & 3) == 3;
  }

  static boolean isLeaf(long word, int level) {
    return (word & 3) == (level == 3 ? 3 : 1);
  }

  static boolean hasAccessFlag(long word) {
    return (word & ACCESS_FLAG) != 0;
  }

  static boolean isContiguous(long word) {
    return (word & CONTIGUOUS) != 0;
  }

  static long address(long word) {
    return word & ADDRESS;
  }

  /** Where an IPA comes out. */
  static long output(long word, int level, long ipa) {
    long below = Layout.sizeBytes(level) - 1;
    return (address(word) & ~below) | (ipa & below);
  }

  static boolean permits(long word, AccessType type) {
    return switch (type) {
      case READ -> (word & READ) != 0;
      case WRITE -> (word & WRITE) != 0;
      case FETCH -> (word & NO_EXECUTE) == 0;
    };
  }

  static boolean hasSameMemoryType(long one, long other) {
    return ((one ^ other) & TYPE_AND_SHAREABILITY) == 0;
  }

  /** A leaf for another member of its contiguous group, 16 entries, of which it is one. */
  static long forMember(long word, int level, long ipa) {
    long within = 16 * Layout.sizeBytes(level) - 1;
    long part = within & -Layout.sizeBytes(level);
    return (word & ~part) | (ipa & part);
  }
}
