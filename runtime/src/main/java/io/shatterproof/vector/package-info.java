/**
 * The vector model: one flat, self-contained description of a test, from which every print is made.
 * Uses {@code arch} with its registers, {@code p2m}, {@code event} and {@code spi}.
 */
@NullMarked
package io.shatterproof.vector;

import org.jspecify.annotations.NullMarked;
