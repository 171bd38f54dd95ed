/**
 * Runs vectors on implementations that are wrong on purpose, and says which of these are caught. Uses {@code harness}, {@code vector}
 * and {@code spi}.
 */
@NullMarked
package io.shatterproof.mutation;

import org.jspecify.annotations.NullMarked;
