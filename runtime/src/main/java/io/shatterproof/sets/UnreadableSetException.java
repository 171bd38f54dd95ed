package io.shatterproof.sets;

import java.io.IOException;

/** The bytes of a set cannot be read. */
public final class UnreadableSetException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final IOException why;

  UnreadableSetException(String name, IOException why) {
    super(name, why);
    this.name = name;
    this.why = why;
  }

  /** What messages call the set. */
  public String name() {
    return name;
  }

  /** What went wrong. */
  public IOException why() {
    return why;
  }
}
