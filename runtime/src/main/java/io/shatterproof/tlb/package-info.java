/**
 * Everything a PE may still hold of translations that are no longer in the tables. Uses {@code
 * arch}.
 *
 * <p>Without departures a PE holds what a walk finds, so accesses need nothing from here yet.
 */
@NullMarked
package io.shatterproof.tlb;

import org.jspecify.annotations.NullMarked;
