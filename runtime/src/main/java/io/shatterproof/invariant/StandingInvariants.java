package io.shatterproof.invariant;

import java.util.List;

/** The standing invariants, which have no state, made once. */
final class StandingInvariants {
  /** In the order in which they are reported. */
  static final List<StandingInvariant> ALL = List.of(
      new BreakBeforeMake(),
      new EarlyRelease(),
      new FlushPending(),
      new IncompleteTable(),
      new EntryCleaned(),
      new Leak(),
      new DoubleFree(),
      new ReferenceCount(),
      new XenNoLiveReplace());

  private StandingInvariants() {}
}
