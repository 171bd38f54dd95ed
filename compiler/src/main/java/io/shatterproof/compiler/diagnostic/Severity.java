package io.shatterproof.compiler.diagnostic;

import java.util.Locale;

/** How bad it is. */
public enum Severity {
  /** Nothing is made from the sources. */
  ERROR,
  /** Told, and no more. */
  WARNING;

  /** The word in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
