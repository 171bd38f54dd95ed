/** Runs vectors against an implementation under test, and judges. Uses {@code spi}, {@code vector}, {@code machine}, {@code invariant} and {@code explore}. */
@NullMarked
package io.shatterproof.harness;

import org.jspecify.annotations.NullMarked;
