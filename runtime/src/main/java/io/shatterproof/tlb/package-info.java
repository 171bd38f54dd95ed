/**
 * What each PE may hold and see: stores that are not visible yet, entries that memory no longer says,
 * and every outcome that an access can meet because of them. Uses {@code arch}, {@code arch.regime}
 * and {@code walk}.
 *
 * <p>A {@link io.shatterproof.tlb.TlbLog} keeps what happened; a {@link
 * io.shatterproof.tlb.TlbTimeline} runs one access of one PE through it. Where nothing happened that
 * a walk of memory does not show, none is needed.
 */
@NullMarked
package io.shatterproof.tlb;

import org.jspecify.annotations.NullMarked;
