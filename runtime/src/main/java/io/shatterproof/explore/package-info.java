/**
 * Runs observers against every boundary between the events of an operation. Uses {@code machine},
 * {@code event} and {@code arch}.
 */
@NullMarked
package io.shatterproof.explore;

import org.jspecify.annotations.NullMarked;
