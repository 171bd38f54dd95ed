/**
 * Implementations that are programs of their own: the protocol they speak on standard input and
 * output, the calls of a vector planned before it is judged, and what becomes of a program that
 * hangs, dies or answers nonsense. Uses {@code harness}, {@code spi}, {@code vector} and {@code
 * vector.file}; of Jackson only
 * the tokens.
 */
@NullMarked
package io.shatterproof.harness.remote;

import org.jspecify.annotations.NullMarked;
