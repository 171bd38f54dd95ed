package io.shatterproof.arch;

/**
 * What a change between two valid descriptors for the same address is, as far as break-before-make
 * and what is met without it are concerned; each is worse than those before it.
 *
 * <p>The levels of FEAT_BBM are ints here: 0 without it, then {@link Platform#bbmLevel}.
 *
 * @see "Arm ARM DDI 0487, 'Using break-before-make when updating translation table entries'"
 */
public enum ChangeClass {
  /**
   * Nothing that needs it: permissions, access flag, dirty bit modifier, nT, software bits, or
   * addresses of read-only memory with the same contents.
   */
  NONE,
  /** The Contiguous bit alone. */
  CONTIGUOUS,
  /** The size: a table or smaller leaves for a block, or the reverse, with the same translation. */
  SIZE,
  /** Output address, memory type, cacheability or shareability. */
  BREAK;

  private static final int NO_CONFLICTS = 3;

  /** The class of two changes at once. */
  public ChangeClass and(ChangeClass other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * Whether the change needs break-before-make.
   *
   * @param bbmLevel 0 to 3
   * @param wasNotTranslating whether the descriptor that is replaced is a block with nT = 1
   * @see "Arm ARM DDI 0487, 'FEAT_BBM'"
   */
  public boolean needsBreak(int bbmLevel, boolean wasNotTranslating) {
    return switch (this) {
      case NONE -> false;
      case CONTIGUOUS -> bbmLevel == 0;
      case SIZE -> bbmLevel == 0 || (bbmLevel == 1 && !wasNotTranslating);
      case BREAK -> true;
    };
  }

  /** Whether an access that could use entries of both may meet a TLB conflict abort. */
  public boolean mayConflict(int bbmLevel) {
    return switch (this) {
      case NONE -> false;
      case CONTIGUOUS, SIZE -> bbmLevel < NO_CONFLICTS;
      case BREAK -> true;
    };
  }

  /**
   * Whether an access that could use entries of both may meet an amalgamation of them: the output
   * address of one with permissions or the memory type of the other.
   */
  public boolean mayMix(int bbmLevel) {
    return switch (this) {
      case NONE -> false;
      case CONTIGUOUS, SIZE -> bbmLevel == 0;
      case BREAK -> true;
    };
  }
}
