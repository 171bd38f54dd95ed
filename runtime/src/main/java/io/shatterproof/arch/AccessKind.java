package io.shatterproof.arch;

import java.util.Locale;

/** What a guest access does to memory. */
public enum AccessKind {
  READ,
  WRITE,
  FETCH;

  /** The spelling of scenarios and vectors, for example {@code read}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
