package io.shatterproof.arch;

import java.util.Locale;

/** Whether memory has Allocation Tags, FEAT_MTE2. */
public enum Tagging {
  UNTAGGED,
  ALLOCATION_TAGGED,
  CANONICALLY_TAGGED;

  /** The spelling of scenarios and vectors. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
