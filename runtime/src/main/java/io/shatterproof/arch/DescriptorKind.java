package io.shatterproof.arch;

import java.util.Locale;

/** What a 64-bit translation table descriptor is, at its level. */
public enum DescriptorKind {
  /** Bit 0 is clear. */
  INVALID,
  /** Bit 0 is set, and the encoding is reserved at this level; the walk treats it as invalid. */
  RESERVED,
  BLOCK,
  PAGE,
  TABLE;

  /** Whether a walk ends here with a translation. */
  public boolean isLeaf() {
    return this == BLOCK || this == PAGE;
  }

  /** The spelling of scenarios and vectors. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
