package io.shatterproof.reference;

import io.shatterproof.event.ViolationName;
import io.shatterproof.spi.KnownDefect;
import java.util.List;

/** What the releases do wrong themselves, so that the reference does it too. */
final class KnownDefects {
  private static final KnownDefect PENDING_FLUSH = new KnownDefect(
      ViolationName.NO_TLBI,
      "a page is removed and another mapped there under one lock, while the flush of the removal is"
          + " deferred to the unlock",
      "xen b03cee7319 xen/arch/arm/p2m.c: __p2m_set_entry; recording h53");

  private static final KnownDefect FOREIGN_REFERENCE = new KnownDefect(
      ViolationName.EARLY_RELEASE,
      "the reference on a foreign page is dropped before the deferred flush of its removal",
      "xen b03cee7319 xen/arch/arm/p2m.c: p2m_free_entry; recording h28");

  private static final KnownDefect FREED_TWICE = new KnownDefect(
      ViolationName.DOUBLE_FREE,
      "a table that was freed stays on the list of pages that teardown frees",
      "corrected by xen cf5e1a74b9; recordings h10, h11, h26, h28");

  /** Before the rework. */
  static final List<KnownDefect> XEN_PRE = List.of(
      new KnownDefect(
          ViolationName.NO_BREAK,
          "valid entries are replaced by valid ones, with one flush at the end of the call",
          "xen ecee7bfc18 xen/arch/arm/p2m.c: apply_one_level"),
      new KnownDefect(
          ViolationName.NO_TLBI,
          "an empty table is unhooked without a flush, and a table is linked there by the next call",
          "xen ecee7bfc18 xen/arch/arm/p2m.c: apply_p2m_changes; recordings r00852, r01452"),
      new KnownDefect(
          ViolationName.EARLY_RELEASE,
          "references on foreign pages are dropped before the flush at the end of the call, and an"
              + " empty table is freed without any",
          "xen ecee7bfc18 xen/arch/arm/p2m.c: apply_one_level, apply_p2m_changes; recording h54"),
      new KnownDefect(
          ViolationName.FLUSH_PENDING,
          "an empty table is unhooked without a flush, and so is a block whose split for a change of"
              + " access fails half-way",
          "xen ecee7bfc18 xen/arch/arm/p2m.c: apply_p2m_changes, apply_one_level; recording h54"));

  /** Release 4.8.0. */
  static final List<KnownDefect> XEN_4_8 = List.of(PENDING_FLUSH, FOREIGN_REFERENCE, FREED_TWICE);

  /** Release 4.8.5. */
  static final List<KnownDefect> XEN_4_8_FIXED = List.of(PENDING_FLUSH, FOREIGN_REFERENCE);

  /**
   * Commit c447b7308b. The flush of a removal is deferred as before, so is that of a foreign page; a
   * split of a block of foreign pages that gets no memory drops their references although the block
   * stays mapped.
   */
  static final List<KnownDefect> XEN_LATEST = List.of(
      PENDING_FLUSH,
      FOREIGN_REFERENCE,
      new KnownDefect(
          ViolationName.REFERENCE_COUNT,
          "the references of a block of foreign pages are dropped when there is no memory to split it",
          "xen c447b7308b xen/arch/arm/mmu/p2m.c: __p2m_set_entry, p2m_put_l2_superpage"));

  private KnownDefects() {}
}
