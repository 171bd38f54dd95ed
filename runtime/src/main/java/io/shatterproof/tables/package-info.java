/**
 * Stage 2 tables in memory, as text. Uses {@code arch}, {@code arch.decode} and {@code walk}'s
 * source of descriptors.
 */
@NullMarked
package io.shatterproof.tables;

import org.jspecify.annotations.NullMarked;
