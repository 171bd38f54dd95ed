package io.shatterproof.tlb;

/** Points in time: ordinals of events; the boundary behind an event has its number. */
public final class Times {
  /** Before the first event. */
  public static final long BEFORE = -1;

  /** After every event. */
  public static final long NEVER = Long.MAX_VALUE;

  private Times() {}
}
